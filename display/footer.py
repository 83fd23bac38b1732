"""The footer: still pages of eight seconds, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from display import words
from display.facts import Words
from display.timing import PAGE
from display.words import both
from shared.domain.ids import Moment
from shared.domain.site import Site, Texts
from shared.domain.site_check.width import em_width, lines

MISSED_ON_A_PAGE = 5


@dataclass(frozen=True, slots=True)
class Page:
    """One page: a word that says what it is (or nothing), and the text."""

    head: str
    text: str


_BLANK = Page("", "")
"""A closed hall may have nothing to say."""


@dataclass(frozen=True, slots=True)
class Room:
    """Of a page, in letters that the last chair reads: ems of a line, and lines."""

    line_em: float = inf
    lines: int = 1

    def holds(self, page: Page) -> bool:
        """Whether all of it has its place."""
        head = em_width(page.head) + _HEAD_EM if page.head else 0.0
        return lines(page.text, max(1.0, self.line_em - head)) <= self.lines


_HEAD_EM = 1.6
"""Around the word before a page."""
_SENTENCE = re.compile(r"(?<=[.?!;])\s+")


def pages(
    site: Site,
    missed: Sequence[str],
    notice: Texts,
    *,
    calling: bool = True,
    desk: bool = True,
    running: Sequence[Texts] = (),
    room: Room = Room(),
) -> list[Page]:
    """All pages in their order; the missed numbers come between any two notices.

    `notice` is what the hour brings; the site's own come next, with what of the playlist is
    `running` now, then what every hall has to say:
    where to look while people are called (`calling`), whom to ask while somebody is there (`desk`).
    What has no `room` goes on on the next page.
    """
    told = [
        *notice.values(),
        *_own([*site.notices, *running]),
        *(words.both(words.WATCH).values() if calling else ()),
        *(_lost(site).values() if desk else ()),
    ]
    notices = [page for text in told for page in parted(Page("", text), room)]
    missed_pages = _missed(site, missed, room)
    if not missed_pages:
        return notices or [_BLANK]
    turns = [(page, missed_pages[place % len(missed_pages)]) for place, page in enumerate(notices)]
    rest = missed_pages[len(notices) :]
    return [page for turn in turns for page in turn] + rest


def announced_pages(announced: Sequence[Words], room: Room = Room()) -> list[Page]:
    """Nothing else stands there while a supervisor speaks to the hall."""
    head = words.ANNOUNCED
    return [
        page
        for one in announced
        for language, text in (("id", one.text), ("en", one.english))
        if text
        for page in parted(Page(head[language], text), room)
    ]


def parted(page: Page, room: Room) -> list[Page]:
    """The page, or as many as it needs: whole sentences where they fit, else "… and so on …"."""
    if room.holds(page):
        return [page]
    found: list[Page] = []
    for piece in _pieces(page, room):
        longer = Page(page.head, f"{found[-1].text} {piece}") if found else page
        if found and not piece.startswith("… ") and room.holds(longer):
            found[-1] = longer
        else:
            found.append(Page(page.head, piece))
    return found


def _pieces(page: Page, room: Room) -> Iterator[str]:
    """Its sentences; one that is too long itself, in parts that tell of one another."""
    for sentence in _SENTENCE.split(page.text):
        parts = list(_parts(page.head, sentence, room, inf))
        if len(parts) > 1:  # of one length: none ends with a word alone
            parts = list(_parts(page.head, sentence, room, em_width(sentence) / len(parts)))
        yield from parts


def _parts(head: str, sentence: str, room: Room, enough: float) -> Iterator[str]:
    part = ""
    for word in sentence.split():
        longer = f"{part} {word}".strip()
        full = em_width(part) >= enough or not room.holds(Page(head, f"{longer} …"))
        if part.strip("… ") and full:
            yield f"{part} …"
            longer = f"… {word}"
        part = longer
    yield part


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


def _missed(site: Site, missed: Sequence[str], room: Room) -> list[Page]:
    desk = site.desk_name.get("id") or next(iter(site.desk_name.values()))

    def page(start: int, count: int) -> Page:
        return Page(words.MISSED["id"], f"{' · '.join(missed[start : start + count])} → {desk}")

    counts = range(MISSED_ON_A_PAGE, 0, -1)
    many = next((count for count in counts if room.holds(page(0, count))), 1)
    return [page(start, many) for start in range(0, len(missed), many)]


def _lost(site: Site) -> dict[str, str]:
    return both(
        words.LOST, desk=dict(site.desk_name), floor=both(words.FLOOR, floor=site.desk_floor)
    )
