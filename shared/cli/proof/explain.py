"""`giliran journal explain`: the history of a ticket, and the answer to "why before me?"."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from shared.cli.exits import ExitCode
from shared.cli.proof.reading import Data, Date, journal_of
from shared.domain.site import Texts, text
from shared.hub.codec import moment_text
from shared.hub.people import PEOPLE_FILE
from shared.hub.proof.days import Day, day_of
from shared.hub.proof.story import Call, NoSuchNumber, Step, Story, story_of
from shared.hub.proof.telling import Teller
from shared.language.precedence import sentence
from shared.protocol.database import reading

_STAFF: Texts = {
    "id": "Untuk petugas: nama, kelompok prioritas dan alasan tidak disampaikan kepada pengunjung.",
    "en": "For staff: names, priority groups and reasons are not told to visitors.",
}
_LATER: Texts = {
    "id": "Dipanggil sebelum {number} walau datang, atau tercatat, sesudahnya:",
    "en": "Called before {number} though they came, or were recorded, later:",
}
_NOBODY: Texts = {
    "id": "Tidak ada yang mendahului {number}.",
    "en": "Nobody was called out of the order of arrival before {number}.",
}
_ANSWER: Texts = {
    "id": "Untuk pengunjung: {words}",
    "en": "For the visitor: {words}",
}
_BESIDE: Texts = {"id": "di luar aturan: {reason}", "en": "beside the rule: {reason}"}


def explain(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="As on the paper: A-012.")],
    *,
    data: Data,
    before: Annotated[
        str | None,
        typer.Option(metavar="NUMBER", help="Only this: why was that one called first?"),
    ] = None,
    date: Date = None,
    language: Annotated[
        str | None, typer.Option(metavar="id|en", help="Else the site's first language.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as JSON.")] = False,
) -> None:
    """The whole history of a number with the journal's entries, and everyone who was called before
    it though they came later, each with the reason. For staff: it names officers and groups; what
    is marked for the visitor may be read out. The hub may run meanwhile."""
    if language not in (None, "id", "en"):
        raise typer.BadParameter("id or en", param_hint="--language")
    with journal_of(data) as reader:
        day = day_of(reader, date)
        try:
            story = story_of(reader, day, number, before, language)
        except NoSuchNumber as error:
            print(f"giliran: {error}", file=sys.stderr)
            raise typer.Exit(ExitCode.FAILED) from error
    told = _Told(story, day, names_in(data))
    print(told.as_json() if as_json else "\n".join(told.lines(alone=before is not None)))


def names_in(data: Path) -> dict[str, str]:
    """The officers' names by their ids, as far as this reader may read them."""
    try:
        path = (data / PEOPLE_FILE).resolve(strict=True)
        with closing(reading(path)) as people:
            return dict(people.execute("SELECT id, name FROM officers"))
    except (OSError, sqlite3.Error):
        return {}


class _Told:
    """A story with the names, as lines or as JSON."""

    def __init__(self, story: Story, day: Day, names: dict[str, str]) -> None:
        self._story = story
        self._day = day
        self._names = names
        self._zone = ZoneInfo(story.site.timezone)
        self._teller = Teller(story.language)

    def lines(self, *, alone: bool) -> Iterator[str]:
        """For people; `alone`: only about the rival."""
        yield f"{self._story.ticket.number} · {self._service()} · {self._day.date}"
        yield self._say(_STAFF)
        yield ""
        if not alone:
            yield from map(self._step, self._story.steps)
            yield ""
            yield from self._before()
            return
        yield from map(self._call, self._story.rivals_calls)
        yield ""
        yield self._say(_ANSWER, words=self._story.answer(self._story.language))

    def as_json(self) -> str:
        """For programs."""
        story = self._story
        answer: dict[str, Any] = {
            "number": story.ticket.number,
            "ticket": story.ticket.id,
            "date": self._day.date,
            "service": story.ticket.service,
            "entries": [self._step_fields(step) for step in story.steps],
            "before": [self._call_fields(call) for call in story.before],
        }
        if story.rival is not None:
            calls = [self._call_fields(call) for call in story.rivals_calls]
            answer["rival"] = {"number": story.rival.number, "calls": calls}
        return json.dumps(answer, ensure_ascii=False)

    def _before(self) -> Iterator[str]:
        calls = self._story.before
        yield self._say(_LATER if calls else _NOBODY)
        for call in calls:
            yield self._call(call)
            yield f"        {sentence(call.why, self._story.language, self._zone)}"

    def _step(self, step: Step) -> str:
        who = self._who(step.actor) or step.sender
        return f"{step.seq:>8}  {self._clock(step.at)}  {step.words}" + (
            f"  [{who}]" if who else ""
        )

    def _call(self, call: Call) -> str:
        why, beside = call.why, ""
        if not call.by_rule:
            reason = " · ".join(filter(None, (call.reason, self._who(call.actor))))
            beside = "  " + self._say(_BESIDE, reason=reason)
        counter = self._teller.counter(self._story.site, why.counter)
        return f"{why.seq:>8}  {self._clock(why.at)}  {why.called} → {counter}{beside}"

    def _step_fields(self, step: Step) -> dict[str, Any]:
        return {
            "seq": step.seq,
            "at": self._moment(step.at),
            "type": step.type,
            "words": step.words,
            "sender": step.sender,
            "officer": step.actor,
            "name": self._names.get(step.actor, ""),
        }

    def _call_fields(self, call: Call) -> dict[str, Any]:
        why = call.why
        return {
            "seq": why.seq,
            "at": self._moment(why.at),
            "number": why.called,
            "counter": why.counter,
            "cause": str(why.cause),
            "by_rule": call.by_rule,
            "reason": call.reason,
            "officer": call.actor,
            "name": self._names.get(call.actor, ""),
            "for_visitor": sentence(why, self._story.language, self._zone),
        }

    def _say(self, texts: Texts, **parts: object) -> str:
        words = text(texts, self._story.language)
        return words.format(number=self._story.ticket.number, **parts)

    def _service(self) -> str:
        services = self._story.site.services
        found = next((one for one in services if one.code == self._story.ticket.service), None)
        return text(found.name, self._story.language) if found is not None else ""

    def _who(self, officer: str) -> str:
        return self._names.get(officer, officer)

    def _clock(self, at: int) -> str:
        return moment_text(at, self._story.site.timezone)[11:19]

    def _moment(self, at: int) -> str:
        return moment_text(at, self._story.site.timezone)
