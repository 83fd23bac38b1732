"""A paper that the hub will never take: staff are told until somebody has seen to its visitor."""

from __future__ import annotations

from pathlib import Path

from kiosk.emergency import notebook as pages
from kiosk.emergency.notebook import Notebook
from kiosk.emergency.refused import MOST_TOLD, RefusedPapers
from shared.link.state_file import StateFile

TODAY, TOMORROW = "2026-11-23", "2026-11-24"


def opened(directory: Path) -> RefusedPapers:
    return RefusedPapers(Notebook(StateFile(directory, pages.migrations)))


def told(papers: RefusedPapers, day: str = TODAY) -> list[tuple[str, str]]:
    return [(one.code, one.part) for one in papers.troubles(day)]


def test_it_is_told_over_restarts_until_the_day_ends(tmp_path: Path) -> None:
    papers = opened(tmp_path)
    papers.add("A-981", TODAY)
    papers.add("A-980", TODAY)
    in_order = [("paper-refused", "A-980"), ("paper-refused", "A-981")]
    assert told(papers) == told(opened(tmp_path)) == in_order
    assert told(papers, TOMORROW) == []


def test_what_an_officer_has_seen_to_stays_so_though_the_hub_refuses_it_again(
    tmp_path: Path,
) -> None:
    papers = opened(tmp_path)
    papers.add("A-980", TODAY)
    papers.add("A-981", TODAY)
    papers.seen("A-980")
    papers.add("A-980", TODAY)
    assert told(papers) == told(opened(tmp_path)) == [("paper-refused", "A-981")]
    papers.add("A-980", TOMORROW)
    assert told(papers, TOMORROW) == [("paper-refused", "A-980")]


def test_no_more_than_a_device_may_tell(tmp_path: Path) -> None:
    papers = opened(tmp_path)
    for ordinal in range(900, 900 + MOST_TOLD + 3):
        papers.add(f"A-{ordinal}", TODAY)
    assert len(told(papers)) == MOST_TOLD
    assert told(papers)[0] == ("paper-refused", f"A-{900 + MOST_TOLD + 2}")
