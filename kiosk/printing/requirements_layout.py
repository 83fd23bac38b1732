"""The list of what to bring, on its own paper and plainly not a number."""

from __future__ import annotations

from kiosk.printing import ticket_words as words
from kiosk.printing.paper import RequirementsPaper
from kiosk.printing.steps import BOLD, DOUBLE, PLAIN, SMALL, TALL, Cut, Feed, Line, Step
from kiosk.printing.stock import PaperStock
from kiosk.printing.type_area import TypeArea
from shared.language.dates import ticket_date


def requirements_steps(paper: RequirementsPaper, stock: PaperStock) -> list[Step]:
    """Everything that is printed for `paper`, in order, with the cut at the end."""
    area = TypeArea(stock)
    return [
        *_heading(paper, area),
        Feed(),
        *_list(paper, area),
        Feed(),
        *_facts(paper, area),
        Feed(),
        *area.set(words.NO_NUMBER.said_in(paper.language), BOLD),
        *_imprint(paper, area),
        Cut(),
    ]


def _heading(paper: RequirementsPaper, area: TypeArea) -> list[Line]:
    lines = area.joined(words.hall(paper.mall, paper.place), BOLD)
    lines += area.label(words.REQUIREMENTS.said_in(paper.language), DOUBLE)
    lines += area.shortest(paper.agency.upper(), (DOUBLE, TALL), lines=1)
    lines += area.set(paper.agency_name.said_in(paper.language), SMALL)
    if not paper.discreet:
        lines += area.set(paper.service.said_in(paper.language), BOLD)
    return lines


def _list(paper: RequirementsPaper, area: TypeArea) -> list[Line]:
    texts = [each.said_in(paper.language) for each in paper.requirements]
    if not texts:
        return area.set(words.ask_at(paper.desk, paper.language))
    return [each for text in texts for each in area.hanging("[ ]", [text])]


def _facts(paper: RequirementsPaper, area: TypeArea) -> list[Line]:
    language = paper.language
    minutes = "" if paper.minutes is None else words.usual_minutes(paper.minutes, language)
    place = words.place(paper.where, language)
    facts = (
        (words.FEE, [paper.fee.said_in(language)]),
        (words.USUAL_TIME, [minutes]),
        (words.READY, [paper.completion.said_in(language)]),
        (words.PRODUCT, ["" if paper.discreet else paper.product.said_in(language)]),
        (words.AT, [*place, words.counters_line(paper.where, language)]),
        (words.COMPLAINTS, [paper.complaints.said_in(language)]),
    )
    return [
        each
        for label, parts in facts
        for each in area.hanging(f"{label.said_in(language)}:", parts)
    ]


def _imprint(paper: RequirementsPaper, area: TypeArea) -> list[Line]:
    date = ticket_date(paper.printed_at, paper.time_zone, paper.language)
    return area.joined([date, paper.kiosk], PLAIN)
