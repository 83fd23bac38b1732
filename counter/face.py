"""What the desk shows of itself: number, state, timer, and the sentences around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from counter import queue, words
from counter.acts import KEY_NAMES, Act
from counter.catalogue import Catalogue
from counter.delivery import delivery
from counter.desk import IDLE, Desk, Mode
from counter.facts import Facts
from counter.shift import pause
from counter.timing import NO_TIMER, Mood, Timer, call_timer, service_timer, target_mood
from counter.visit.story import carried_over, story
from counter.why import why_called
from counter.words import say, small
from shared.domain.ids import Moment
from shared.protocol.views import TicketView

_MARKS = {Mood.BAD: " !", Mood.WARN: " ~"}
"""Past the target, and close to it, where there is no room for the words."""


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
    state_mood: Mood = Mood.PLAIN
    notes: str = ""
    """The latest note on the ticket here, and how many there are."""
    brief_notes: str = ""
    """The same for two short lines."""
    story: str = ""
    """Where the ticket here comes from, and where it goes back to."""
    helps: str = ""
    """What this counter serves now beside its own."""
    pending: bool = False
    """Shown at once for a key that was pressed; the hub has not said yes yet."""


def face_of(
    desk: Desk,
    facts: Facts,
    catalogue: Catalogue,
    now: Moment,
    name_of: Callable[[str], str] = str,
    *,
    groups: bool = True,
) -> Face:
    """The face of the desk now; `name_of` gives an officer's name.

    `groups`: whether this officer may know to which group a priority belongs.
    """
    summary, mood = _summary(desk, facts, catalogue, now)
    if desk.ticket is not None and desk.mode in (Mode.CALLED, Mode.SERVING):
        with_ticket = _with_ticket(desk.ticket, desk, facts, catalogue, now)
        return replace(
            with_ticket,
            story=story(desk.ticket, catalogue, now, name_of),
            next=next_words(desk, catalogue, now, groups=groups),
            group=with_ticket.group if groups else "",
        )
    following = queue.next_of(desk.line)
    name = catalogue.service(following.service) if following else None
    state, state_mood = _idle_state(desk, catalogue, now)
    return Face(
        headline=_headline(desk, catalogue, now),
        state=state,
        state_mood=state_mood,
        story=story(following, catalogue, now, name_of) if following else "",
        helps=_helps(desk, catalogue),
        service=name.full if name else "",
        agency=name.agency if name else "",
        marks=marks_of(following, catalogue) if following else "",
        next=next_words(desk, catalogue, now, groups=groups),
        summary=summary,
        brief=_brief(desk, catalogue, now),
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
        summary=summary,
        brief=_brief(desk, catalogue, now),
        summary_mood=mood,
    )


def _timer(ticket: TicketView, *, called: bool, catalogue: Catalogue, now: Moment) -> Timer:
    if called and ticket.called_at:
        patience = catalogue.site.rules.no_show_seconds
        since = queue.at(ticket.called_at)
        return call_timer(since, now, ticket.calls_here, patience, catalogue.language)
    if not ticket.started_at:
        return NO_TIMER
    minutes = catalogue.minutes(ticket.service)
    return service_timer(queue.at(ticket.started_at), now, minutes, catalogue.language)


def marks_of(ticket: TicketView, catalogue: Catalogue) -> str:
    """What the officer must know of the visitor; the group of a priority is not among it."""
    language = catalogue.language
    marks = [say(words.PRIORITY, language)] if ticket.priority else []
    marks += [say(words.EMERGENCY, language)] if ticket.emergency else []
    marks += [small(catalogue.assist(kind)) for kind in ticket.assist]
    if ticket.people > 1:
        marks.append(say(words.PEOPLE, language, people=ticket.people))
    if ticket.language != "id":
        marks.append(say(words.IN_ENGLISH, language))
    return " · ".join(marks)


def _group(ticket: TicketView, catalogue: Catalogue, *, called: bool) -> str:
    if not ticket.group or called:
        return ""
    key = KEY_NAMES[Act.WITHDRAW]
    group = catalogue.group(ticket.group)
    return say(words.GROUP, catalogue.language, group=group, key=key)


def _headline(desk: Desk, catalogue: Catalogue, now: Moment) -> str:
    language = catalogue.language
    if desk.mode is Mode.WAITING:
        return say(words.WAITING, language, count=len(desk.line))
    if desk.mode is Mode.NOBODY:
        return say(words.NOBODY, language)
    over = pause.over_words(desk.view, now, language) if desk.view else ""
    reason = desk.view.reason if desk.view else ""
    if over or not reason:
        return over or say(words.PAUSED, language)
    named = catalogue.reason(reason, catalogue.site.reasons.pause)
    return f"{say(words.PAUSED, language)} · {named}"


def _idle_state(desk: Desk, catalogue: Catalogue, now: Moment) -> tuple[str, Mood]:
    """``Jeda · 12 mnt · sisa 3 mnt``"""
    language = catalogue.language
    if desk.mode is not Mode.PAUSED:
        return say(words.READY, language), Mood.PLAIN
    if desk.view is None or not desk.view.since:
        return say(words.PAUSED, language), Mood.WARN
    minutes = max(0, now - queue.at(desk.view.since)) // 60_000
    lasted = say(words.MINUTES, language, minutes=minutes)
    left, mood = pause.left_words(desk.view, now, language)
    return " · ".join(filter(None, (say(words.PAUSED, language), lasted, left))), mood


def _helps(desk: Desk, catalogue: Catalogue) -> str:
    """``sekarang juga membantu: KK baru +2``, those with somebody waiting first."""
    if desk.view is None or not desk.view.helps or desk.mode not in IDLE:
        return ""
    waiting = {one.service for one in desk.line}
    helped = sorted(desk.view.helps, key=lambda code: code not in waiting)
    first, rest = catalogue.service(helped[0]).plain, len(helped) - 1
    texts = words.HELPS_MORE if rest else words.HELPS
    return say(texts, catalogue.language, services=first, count=rest)


def next_words(desk: Desk, catalogue: Catalogue, now: Moment, *, groups: bool = True) -> str:
    """``berikutnya: A-012, 14 mnt + 30 (lansia)``; ``+ 30 prioritas`` for who may not know."""
    language = catalogue.language
    following = queue.next_of(desk.line)
    if following is None:
        return say(words.ALL_ELSEWHERE, language) if desk.line else ""
    minutes = queue.waited(following, now)
    said = say(words.NEXT, language, number=following.number, waited=minutes)
    if not following.head_start:
        return said
    named = groups and following.group
    group = catalogue.group_within(following.group) if named else ""
    texts = words.HEAD_START_OF if named else words.HEAD_START
    return said + say(texts, language, minutes=following.head_start, group=group)


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
        said, mood = _longest(desk, catalogue, now)
        parts.append(said)
    if desk.held:
        parts.append(say(words.HELD, language, count=len(desk.held)))
    return " · ".join(parts), mood


def _others(desk: Desk, facts: Facts, language: str, now: Moment) -> str:
    """Who waits for services of other counters; empty where nobody does."""
    waiting = queue.free_for_others(facts.tickets, desk.view) if desk.view else []
    if not waiting:
        return ""
    minutes, key = queue.longest(waiting, now), KEY_NAMES[Act.HELP]
    return say(words.OTHERS_WAIT, language, count=len(waiting), minutes=minutes, key=key)


def _brief(desk: Desk, catalogue: Catalogue, now: Moment) -> tuple[str, ...]:
    """``12 menunggu · terlama 34 mnt !``, then the wait alone; the mark says past the target."""
    count = _count(desk, catalogue.language)
    if not desk.line:
        return (count,)
    said, mood = _longest(desk, catalogue, now)
    longest = said.partition(",")[0] + _MARKS.get(mood, "")
    return (f"{count} · {longest}", longest)


def _longest(desk: Desk, catalogue: Catalogue, now: Moment) -> tuple[str, Mood]:
    """The longest wait against its service's target, in words and as a mood."""
    today = [one for one in desk.line if not carried_over(one, catalogue, now)] or desk.line
    oldest = min(today, key=lambda one: queue.at(one.issued_at))
    minutes, target = queue.longest((oldest,), now), catalogue.target_wait(oldest.service)
    mood = target_mood(minutes, target)
    texts = {Mood.BAD: words.ABOVE_TARGET, Mood.WARN: words.NEAR_TARGET}.get(mood, words.LONGEST)
    return say(texts, catalogue.language, minutes=minutes, target=target), mood
