"""How long visitors needed, as kiosks tell it: kept by the hub without anything of a person."""

from __future__ import annotations

from pathlib import Path

from shared.hub.quick import LONGEST, PaperCount, kept_in
from shared.hub.refused import REFUSED_FILE
from tests.integration.app_line import AppLine
from tests.integration.real_hub import RealHub

PAPER = {"kind": "paper", "ms": 14_200, "language": "id", "popular": True}


def test_it_is_counted_once_and_what_strangers_make_up_is_not_kept(tmp_path: Path) -> None:
    told = (
        PAPER,
        PAPER | {"language": "xx", "modes": "spoken+made-up+large"},
        PAPER | {"ms": -1},
        PAPER | {"ms": LONGEST * 1_000 + 1},
    )
    with RealHub(tmp_path / "data", "--always-open") as hub:
        with AppLine(hub.url, "kiosk", "kiosk-1") as kiosk:
            kiosk.welcome()
            for place, tally in enumerate((*told, PAPER)):
                id_ = f"paper-{place % len(told):016}"
                assert kiosk.order("RecordTally", tally, id_=id_)["status"] == 200
        assert hub.get("/api/v1/refused")["abandoned"] == []
        hub.stop()
        (kept,) = kept_in(tmp_path / "data" / REFUSED_FILE).values()
    assert kept == [
        PaperCount(True, "", "large+spoken", 15, 1),
        PaperCount(True, "id", "", 15, 1),
    ]
