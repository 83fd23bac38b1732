"""The footer: still pages of eight seconds, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from display import words
from display.facts import Words
from display.timing import PAGE
from display.words import both
from shared.domain.ids import Moment
from shared.domain.site import Site, Texts

MISSED_ON_A_PAGE = 5


@dataclass(frozen=True, slots=True)
class Page:
    """One page: a word that says what it is (or nothing), and the text."""

    head: str
    text: str


_BLANK = Page("", "")
"""A closed hall may have nothing to say."""


def pages(
    site: Site,
    missed: Sequence[str],
    notice: Texts,
    *,
    calling: bool = True,
    desk: bool = True,
    running: Sequence[Texts] = (),
) -> list[Page]:
    """All pages in their order; the missed numbers come between any two notices.

    `notice` is what the hour brings; the site's own come next, with what of the playlist is
    `running` now, then what every hall has to say:
    where to look while people are called (`calling`), whom to ask while somebody is there (`desk`).
    """
    notices = [
        *(Page("", text) for text in notice.values()),
        *(Page("", text) for text in _own([*site.notices, *running])),
        *(Page("", text) for text in words.WATCH.values() if calling),
        *(Page("", text) for text in _lost(site).values() if desk),
    ]
    missed_pages = _missed(site, missed)
    if not missed_pages:
        return notices or [_BLANK]
    turns = [(page, missed_pages[place % len(missed_pages)]) for place, page in enumerate(notices)]
    rest = missed_pages[len(notices) :]
    return [page for turn in turns for page in turn] + rest


def announced_pages(announced: Sequence[Words]) -> list[Page]:
    """Nothing else stands there while a supervisor speaks to the hall."""
    head = words.ANNOUNCED
    return [
        Page(head[language], text)
        for one in announced
        for language, text in (("id", one.text), ("en", one.english))
        if text
    ]


class Footer:
    """Which page stands there. A page keeps its time whatever comes and goes behind it."""

    def __init__(self) -> None:
        self._page: Page | None = None
        self._place = 0
        self.ends = Moment(0)

    def page(self, pages: Sequence[Page], now: Moment) -> Page:
        """The page at a moment; the present one stays its time out, unless it is no longer true."""
        if self._page not in pages:
            self._turn(pages, self._place, now)
            return pages[self._place]
        if self._place >= len(pages) or pages[self._place] != self._page:
            self._place = pages.index(self._page)
        if now >= self.ends:
            self._turn(pages, self._place + 1, now)
        return pages[self._place]

    def _turn(self, pages: Sequence[Page], place: int, now: Moment) -> None:
        self._place = place % len(pages)
        self._page = pages[self._place]
        self.ends = Moment(now + PAGE)


def _own(notices: Sequence[Texts]) -> list[str]:
    """The site's notices, a page for each language, Indonesian first."""
    told = [
        " ".join(notice[language].split())
        for notice in notices
        for language in sorted(notice, key=lambda one: (one != "id", one))
    ]
    return [one for one in dict.fromkeys(told) if one]


def _missed(site: Site, missed: Sequence[str]) -> list[Page]:
    desk = site.desk_name.get("id") or next(iter(site.desk_name.values()))
    return [
        Page(words.MISSED["id"], f"{' · '.join(missed[start : start + MISSED_ON_A_PAGE])} → {desk}")
        for start in range(0, len(missed), MISSED_ON_A_PAGE)
    ]


def _lost(site: Site) -> dict[str, str]:
    desk = {language: site.desk_name.get(language, "") for language in words.LOST}
    floor = both(words.FLOOR, floor=site.desk_floor)
    return both(words.LOST, desk=desk, floor=floor)
