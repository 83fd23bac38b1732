"""Words that staff write: notes, messages, announcements. Nothing that names a person goes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from counter.questions import Draft, Option, Question
from counter.search import found
from counter.sitting import words
from counter.sitting.sight import Sight, order
from shared.domain.site import Reason, Texts
from shared.protocol.views import TicketView
from shared.protocol.written import LONGEST_WRITTEN, names_somebody, personal_data, tidy

WRITTEN = "written:"


def written_option(typed: str, sight: Sight, keep: Texts) -> Option | None:
    """What was typed, ready to go; None while nothing is typed, or it may not go."""
    text = tidy(typed)
    if not text or fault_of(text, sight):
        return None
    return Option(WRITTEN + text, sight.say(keep, text=text))


def fault_of(typed: str, sight: Sight) -> str:
    """Why a text may not go out; empty where it may, as far as the counter can tell: whether a name
    is a visitor's the hub alone knows."""
    text = tidy(typed)
    if personal_data(text):
        return sight.say(words.NOTE_PERSONAL)
    if names_somebody(text):
        return sight.say(words.NOTE_NAMES)
    if len(text) > LONGEST_WRITTEN:
        return sight.say(words.NOTE_LONG, count=len(text), most=LONGEST_WRITTEN)
    return ""


def writing_question(
    sight: Sight,
    *,
    title: str,
    detail: str,
    keep: Texts,
    ready: Callable[[str], Iterable[Option]],
    chosen: Callable[[str], Question | Draft],
) -> Question:
    """Asks for a text; `ready` offers what need not be typed, for what has been typed so far.

    `chosen` gets an option of `ready`, or `WRITTEN` with the text. What is wrong with a text
    stands in its place, and cannot be chosen.
    """

    def options(typed: str) -> list[Option]:
        fault = fault_of(typed, sight)
        if fault:
            return [Option("", fault)]
        own = written_option(typed, sight, keep)
        return [*([own] if own else []), *ready(typed)]

    def answer(id_: str) -> Question | Draft:
        return chosen(id_) if id_ else question

    question = Question(
        title=title,
        detail=detail,
        search=sight.say(words.NOTE_HINT),
        empty=sight.say(words.NOTE_EMPTY),
        options=options,
        chosen=answer,
    )
    return question


def note_question(sight: Sight, ticket: TicketView) -> Question:
    """A note of the site's list, or in one's own words where the hall allows that."""
    site = sight.catalogue.site
    reasons = site.reasons.note

    def ready(typed: str) -> list[Option]:
        fitting = found(reasons, typed, lambda one: one.name.values(), near=False)
        return [Option(one.code, sight.reason(one)) for one in fitting]

    def draft(id_: str) -> Draft:
        said = {"text": id_.removeprefix(WRITTEN)} if id_.startswith(WRITTEN) else {"code": id_}
        return order("AddNote", {"ticket": ticket.id, **said}, ticket.number)

    title = sight.say(words.NOTE, number=ticket.number)
    detail = sight.say(words.NOTE_DETAIL)
    if site.rules.written_notes:
        return writing_question(
            sight,
            title=title,
            detail=detail,
            keep=words.NOTE_WRITE,
            ready=ready,
            chosen=draft,
        )
    return Question(
        title=title, search=sight.say(words.NOTE_HINT_LIST), options=ready, chosen=draft
    )


def note_words(reasons: tuple[Reason, ...], code: str, text: str, sight: Sight) -> str:
    """A note as it is read: its text, or the list's words for its code."""
    return text or sight.catalogue.reason(code, reasons)
