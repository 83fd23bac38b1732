"""What a kiosk knows of its hall over a restart without the hub: the order of the tiles too."""

from __future__ import annotations

from pathlib import Path

from kiosk.emergency import notebook as pages
from kiosk.emergency.knowledge import Knowledge
from kiosk.emergency.notebook import Notebook
from shared.link.state_file import StateFile
from tests.unit.small_site import small_document


def known(directory: Path) -> Knowledge:
    return Knowledge(Notebook(StateFile(directory, pages.migrations)))


def test_the_order_of_the_tiles_is_kept(tmp_path: Path) -> None:
    hall = known(tmp_path)
    assert hall.popular == []
    hall.take_hall(small_document(), always_open=False, popular=["KTP-BARU"])
    assert known(tmp_path).popular == ["KTP-BARU"]
    hall.take_popular(["KK", "KTP-BARU"])
    again = known(tmp_path)
    assert again.popular == ["KK", "KTP-BARU"]
    assert again.site is not None


def test_a_notebook_from_before_has_no_order(tmp_path: Path) -> None:
    notebook = Notebook(StateFile(tmp_path, pages.migrations))
    notebook.note("hall", {"site": small_document(), "always_open": True})
    hall = known(tmp_path)
    assert (hall.popular, hall.always_open) == ([], True)
