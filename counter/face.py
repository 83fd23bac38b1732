"""What the desk shows of itself: number, state, timer, and the sentences around them."""

from __future__ import annotations

from dataclasses import dataclass

from counter import queue, words
from counter.acts import KEY_NAMES, Act
from counter.catalogue import Catalogue
from counter.delivery import delivery
from counter.desk import Desk, Mode
from counter.facts import Facts
from counter.timing import NO_TIMER, Mood, Timer, call_timer, service_timer
from counter.why import why_called
from counter.words import say
from shared.domain.ids import Moment
from shared.protocol.views import TicketView


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """The desk in words."""

    number: str = ""
    headline: str = ""
    """What stands large where there is no number: how many wait, or why there is a pause."""
    state: str = ""
    timer: Timer = NO_TIMER
    service: str = ""
    """Of the ticket here, or of the next one."""
    agency: str = ""
    marks: str = ""
    """``★ prioritas · tidak mendengar · 3 orang``"""
    group: str = ""
    """The priority group, to be checked; for the officer's eyes."""
    delivery: str = ""
    delivery_mood: Mood = Mood.PLAIN
    why: str = ""
    next: str = ""
    summary: str = ""
    brief: tuple[str, ...] = ()
    """The summary for less and less room, the longest wait before the count."""
    summary_mood: Mood = Mood.PLAIN


def face_of(desk: Desk, facts: Facts, catalogue: Catalogue, now: Moment) -> Face:
    """The face of the desk now."""
    summary, mood = _summary(desk, facts, catalogue, now)
    if desk.ticket is not None and desk.mode in (Mode.CALLED, Mode.SERVING):
        return _with_ticket(desk.ticket, desk, facts, catalogue, now)
    following = queue.next_of(desk.line)
    name = catalogue.service(following.service) if following else None
    return Face(
        headline=_headline(desk, catalogue),
        state=_idle_state(desk, catalogue, now),
        service=name.full if name else "",
        agency=name.agency if name else "",
        marks=marks_of(following, catalogue) if following else "",
        next=next_words(desk, catalogue, now),
        summary=summary,
        brief=_brief(desk, catalogue.language, now, mood),
        summary_mood=mood,
    )


def _with_ticket(
    ticket: TicketView, desk: Desk, facts: Facts, catalogue: Catalogue, now: Moment
) -> Face:
    language = catalogue.language
    called = desk.mode is Mode.CALLED
    name = catalogue.service(ticket.service)
    told, told_mood = delivery(facts, catalogue, ticket)
    summary, mood = _summary(desk, facts, catalogue, now)
    return Face(
        number=ticket.number,
        state=say(words.CALLED if called else words.SERVING, language),
        timer=_timer(ticket, called=called, catalogue=catalogue, now=now),
        service=name.full,
        agency=name.agency,
        marks=marks_of(ticket, catalogue),
        group=_group(ticket, catalogue, called=called),
        delivery=told if called else "",
        delivery_mood=told_mood,
        why=why_called(ticket.note, catalogue) if ticket.note else "",
        next=next_words(desk, catalogue, now),
        summary=summary,
        brief=_brief(desk, language, now, mood),
        summary_mood=mood,
    )


def _timer(ticket: TicketView, *, called: bool, catalogue: Catalogue, now: Moment) -> Timer:
    if called and ticket.called_at:
        patience = catalogue.site.rules.no_show_seconds
        since = queue.at(ticket.called_at)
        return call_timer(since, now, ticket.calls, patience, catalogue.language)
    if not ticket.started_at:
        return NO_TIMER
    minutes = catalogue.minutes(ticket.service)
    return service_timer(queue.at(ticket.started_at), now, minutes, catalogue.language)


def marks_of(ticket: TicketView, catalogue: Catalogue) -> str:
    """What the officer must know of the visitor; the group of a priority is not among it."""
    language = catalogue.language
    marks = [say(words.PRIORITY, language)] if ticket.priority else []
    marks += [say(words.EMERGENCY, language)] if ticket.emergency else []
    marks += [_small(catalogue.assist(kind)) for kind in ticket.assist]
    if ticket.people > 1:
        marks.append(say(words.PEOPLE, language, people=ticket.people))
    if ticket.language != "id":
        marks.append(say(words.IN_ENGLISH, language))
    return " · ".join(marks)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if not text.startswith("I ") else text


def _group(ticket: TicketView, catalogue: Catalogue, *, called: bool) -> str:
    if not ticket.group or called:
        return ""
    key = KEY_NAMES[Act.WITHDRAW]
    group = catalogue.group(ticket.group)
    return say(words.GROUP, catalogue.language, group=group, key=key)


def _headline(desk: Desk, catalogue: Catalogue) -> str:
    language = catalogue.language
    if desk.mode is Mode.WAITING:
        return say(words.WAITING, language, count=len(desk.line))
    if desk.mode is Mode.NOBODY:
        return say(words.NOBODY, language)
    reason = desk.view.reason if desk.view else ""
    if not reason:
        return say(words.PAUSED, language)
    named = catalogue.reason(reason, catalogue.site.reasons.pause)
    return f"{say(words.PAUSED, language)} · {named}"


def _idle_state(desk: Desk, catalogue: Catalogue, now: Moment) -> str:
    language = catalogue.language
    if desk.mode is not Mode.PAUSED:
        return say(words.READY, language)
    if desk.view is None or not desk.view.since:
        return say(words.PAUSED, language)
    minutes = max(0, now - queue.at(desk.view.since)) // 60_000
    lasted = say(words.MINUTES, language, minutes=minutes)
    return f"{say(words.PAUSED, language)} · {lasted}"


def next_words(desk: Desk, catalogue: Catalogue, now: Moment) -> str:
    """``berikutnya: A-012, 14 mnt + 30 prioritas``"""
    language = catalogue.language
    following = queue.next_of(desk.line)
    if following is None:
        return say(words.ALL_ELSEWHERE, language) if desk.line else ""
    minutes = queue.waited(following, now)
    said = say(words.NEXT, language, number=following.number, waited=minutes)
    if not following.head_start:
        return said
    return said + say(words.HEAD_START, language, minutes=following.head_start)


def _count(desk: Desk, language: str) -> str:
    if not desk.line:
        return say(words.NOBODY_IN_LINE, language)
    return say(words.WAITING, language, count=len(desk.line))


def _summary(desk: Desk, facts: Facts, catalogue: Catalogue, now: Moment) -> tuple[str, Mood]:
    """``12 menunggu · terlama 34 mnt · 2 ditunda``, and whether somebody waits too long.

    Where nobody waits, how many do for others: the officer may help.
    """
    language, mood = catalogue.language, Mood.PLAIN
    parts = [_count(desk, language)]
    if desk.mode is Mode.NOBODY:
        parts = [_others(desk, facts, language, now) or parts[0]]
    if desk.line:
        minutes = queue.longest(desk.line, now)
        target = _missed_target(desk, catalogue, now)
        texts = words.LONGEST if target is None else words.ABOVE_TARGET
        mood = Mood.PLAIN if target is None else Mood.BAD
        parts.append(say(texts, language, minutes=minutes, target=target))
    if desk.held:
        parts.append(say(words.HELD, language, count=len(desk.held)))
    return " · ".join(parts), mood


def _others(desk: Desk, facts: Facts, language: str, now: Moment) -> str:
    """Who waits for services of other counters; empty where nobody does."""
    waiting = queue.free_for_others(facts.tickets, desk.view.id) if desk.view else []
    if not waiting:
        return ""
    minutes, key = queue.longest(waiting, now), KEY_NAMES[Act.HELP]
    return say(words.OTHERS_WAIT, language, count=len(waiting), minutes=minutes, key=key)


def _brief(desk: Desk, language: str, now: Moment, mood: Mood) -> tuple[str, ...]:
    """``12 menunggu · terlama 34 mnt !``, then the wait alone; the mark says past the target."""
    count = _count(desk, language)
    if not desk.line:
        return (count,)
    longest = say(words.LONGEST, language, minutes=queue.longest(desk.line, now))
    longest += " !" if mood is Mood.BAD else ""
    return (f"{count} · {longest}", longest)


def _missed_target(desk: Desk, catalogue: Catalogue, now: Moment) -> int | None:
    """The target of the one who waits longest, where it is exceeded."""
    oldest = min(desk.line, key=lambda one: queue.at(one.issued_at))
    target = catalogue.target_wait(oldest.service)
    return target if queue.longest((oldest,), now) > target else None
