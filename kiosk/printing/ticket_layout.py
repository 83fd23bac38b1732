"""The ticket from top to bottom, for either paper width. About 130 mm long at 80 mm.

The number is the largest thing. An English ticket says the English first and keeps the
Indonesian below it where a visitor must match a sign or an officer must read along.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.printing import ticket_words as words
from kiosk.printing.paper import TicketPaper, Wording
from kiosk.printing.steps import (
    BOLD,
    DOUBLE,
    PLAIN,
    SMALL,
    TALL,
    Cut,
    Feed,
    Line,
    Step,
    Style,
    line,
    narrowed,
    qr_code,
)
from kiosk.printing.stock import PaperStock
from kiosk.printing.type_area import TypeArea
from shared.language.dates import ticket_date

_SMALL_BOLD = replace(SMALL, bold=True)


def ticket_steps(paper: TicketPaper, stock: PaperStock) -> list[Step]:
    """Everything that is printed for `paper`, in order, with the cut at the end."""
    area = TypeArea(stock)
    return [
        *_heading(paper, area),
        *_errand(paper, area),
        Feed(),
        *_waiting(paper, area),
        *_further_errands(paper, area),
        Feed(),
        *_advice(paper, area),
        *_scan(paper, area),
        *_imprint(paper, area),
        Cut(),
    ]


def _heading(paper: TicketPaper, area: TypeArea) -> list[Step]:
    return [
        *area.joined(words.hall(paper.mall, paper.place), BOLD),
        *area.set(words.TITLE.said_in(paper.language)),
        *_in_indonesian(words.TITLE, paper, area),
        _number(area.text(paper.number), area.stock),
        *(_emergency(paper, area) if paper.emergency else []),
    ]


def _number(number: str, stock: PaperStock) -> Line:
    """The number in one line, whatever its length: a number that wraps is read as two."""
    scale = stock.number_scale
    style = Style(width=scale, height=scale, bold=True)
    return line(number, narrowed(style, len(number), stock.columns))


def _emergency(paper: TicketPaper, area: TypeArea) -> list[Line]:
    """Right under the number: whoever holds it must not doubt it."""
    said = f"{words.EMERGENCY.said_in(paper.language)} – {words.VALID.said_in(paper.language)}"
    return [*area.label(said, BOLD), *_in_indonesian(words.EMERGENCY, paper, area)]


def _errand(paper: TicketPaper, area: TypeArea) -> list[Line]:
    lines = area.shortest(paper.agency.upper(), (DOUBLE, TALL), lines=1)
    official = paper.agency_name.said_in(paper.language)
    if official.casefold() != paper.agency.casefold():
        lines += area.set(official, SMALL)
    if paper.discreet:
        return lines
    lines += area.shortest(paper.service.said_in(paper.language), (BOLD, _SMALL_BOLD), lines=2)
    return lines + _in_indonesian(paper.service, paper, area)


def _in_indonesian(wording: Wording, paper: TicketPaper, area: TypeArea) -> list[Line]:
    """The Indonesian below the words of another language, small, unless they are the same."""
    if paper.language == "id" or wording.said_in(paper.language) == wording.id:
        return []
    return area.set(wording.id, SMALL)


def _waiting(paper: TicketPaper, area: TypeArea) -> list[Line]:
    where, language = paper.where, paper.language
    place = [part.upper() for part in words.place(where, language)]
    return [
        *area.set(words.WAIT_ON.said_in(language), DOUBLE),
        *area.joined(place, DOUBLE),
        *_sign_words(paper, area),
        *area.set(words.counters_line(where, language), BOLD),
        *_estimate(paper, area),
        *(area.label(f"★ {_both(words.PRIORITY, paper)} ★", BOLD) if paper.priority else []),
    ]


def _sign_words(paper: TicketPaper, area: TypeArea) -> list[Line]:
    """What the hall's signs say, for somebody who reads otherwise: they are in Indonesian."""
    signs = words.place(paper.where, "id")
    if paper.language == "id" or words.place(paper.where, paper.language) == signs:
        return []
    return area.joined(signs, PLAIN)


def _both(wording: Wording, paper: TicketPaper) -> str:
    said = wording.said_in(paper.language)
    return said if said == wording.id else f"{said} / {wording.id}"


def _estimate(paper: TicketPaper, area: TypeArea) -> list[Line]:
    language = paper.language
    people = "" if paper.ahead is None else words.people_ahead(paper.ahead, language)
    if paper.estimate is None:
        return area.set(people[:1].upper() + people[1:])
    times = words.times(paper.estimate, paper.time_zone, language)
    called = area.led(words.called_about(language), times, (DOUBLE, BOLD))
    return [*called, *(area.set(f"({people})") if people else [])]


def _further_errands(paper: TicketPaper, area: TypeArea) -> list[Step]:
    if not paper.errands:
        return []
    title = f"{words.NEXT_ERRAND.said_in(paper.language)}:"
    lines: list[Step] = [Feed(), *area.set(title, BOLD, "left")]
    for errand in paper.errands:
        place = words.place(errand.where, paper.language)
        lines += area.hanging(errand.number, [errand.agency, *place])
    return lines


def _advice(paper: TicketPaper, area: TypeArea) -> list[Line]:
    language = paper.language
    own = [advice.said_in(language) for advice in paper.advice]
    missed = words.missed_advice(paper.desk, language)
    later = [words.LATER_ADVICE.said_in(language)] if paper.emergency else []
    texts = [*later, words.ORDER_ADVICE.said_in(language), missed, *own]
    return [each for text in texts for each in area.sentences(text)]


def _scan(paper: TicketPaper, area: TypeArea) -> list[Step]:
    if not paper.qr:
        return []
    use = words.SCAN_LINK if paper.qr_is_link else words.SCAN_STAFF
    # Scanners need white around the code, the width of four modules.
    return [Feed(), qr_code(paper.qr), Feed(), *area.set(use.said_in(paper.language), SMALL)]


def _imprint(paper: TicketPaper, area: TypeArea) -> list[Line]:
    date = ticket_date(paper.issued_at, paper.time_zone, paper.language)
    lines = area.joined([date, paper.kiosk], PLAIN)
    code = words.CHECK_CODE.said_in(paper.language)
    lines += area.led(f"{code}:", paper.check_code, (BOLD,))
    if paper.reprint:
        lines += area.label(f"* {_both(words.REPRINT, paper)} *", BOLD)
    return lines
