"""`giliran display list` says in words what is wrong with a TV."""

from __future__ import annotations

from typing import Any

import pytest
from typer.testing import CliRunner

from shared.cli import displays
from shared.cli.troubles import WORDS, in_words
from shared.protocol.troubles import TroubleCode


def test_every_trouble_has_words() -> None:
    assert set(WORDS) == set(TroubleCode)
    assert not any(code in words for code, words in WORDS.items() if "-" in code)


def test_a_trouble_is_said_with_its_part_and_a_new_one_by_its_code() -> None:
    ills = [
        {"code": "media-missing", "part": "film.mp4"},
        {"code": "no-sound"},
        {"code": "new-ill"},
    ]
    assert in_words(ills) == "file never uploaded: film.mp4; no sound; new-ill"


def test_the_list_has_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    tv: dict[str, Any] = {"id": "tv-1", "name": "TV", "connected": True, "zones": ["biru"]}
    tv["troubles"] = [{"code": "no-sound"}]
    monkeypatch.setattr(displays, "_displays", lambda _: [tv])
    done = CliRunner().invoke(displays.app, ["list", "--hub", "http://127.0.0.1:1"])
    assert "no sound" in done.output, done.output
    assert "no-sound" not in done.output
