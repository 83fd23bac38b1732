"""Somebody else is still signed on there, or the officer elsewhere: what can be done about it.

The order waits in its question, PIN and all, and is gone with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from counter import queue
from counter.catalogue import Catalogue
from counter.questions import ENOUGH, Draft, Enough, Option, Question
from counter.shift import words
from counter.words import say
from shared.domain.site import Texts
from shared.language.dates import clock_time
from shared.protocol.views import Problem


@dataclass(frozen=True, slots=True)
class TakingOver:
    """`name` gives an officer's name by the id."""

    catalogue: Catalogue
    name: Callable[[str], str]

    def question(self, draft: Draft, problem: Problem) -> Question | None:
        """What to ask about a sign-on that the hub has refused; None where nothing helps."""
        if draft.name != "OpenCounter" or "pin" not in draft.body:
            return None
        if problem.code == "counter-taken" and problem.extra.get("officer"):
            return self._taken(draft, problem)
        return self._elsewhere(draft, problem) if problem.code == "officer-elsewhere" else None

    def _say(self, texts: Texts, **parts: object) -> str:
        return say(texts, self.catalogue.language, **parts)

    def _taken(self, draft: Draft, problem: Problem) -> Question:
        """A reason of the site's list takes it over."""
        reasons = self.catalogue.site.reasons.take_over
        options = [Option(one.code, self.catalogue.text(one.name)) for one in reasons]
        since = str(problem.extra.get("since", ""))
        title = self._say(
            words.TAKEN,
            counter=self.catalogue.counter(str(draft.body["counter"])),
            officer=self.name(str(problem.extra["officer"])),
            time=self._clock(since) if since else "?",
        )
        return Question(
            title=title,
            detail=self._say(words.TAKEN_DETAIL),
            options=lambda _typed: options,
            chosen=lambda why: replace(draft, body={**draft.body, "take_over": why}),
        )

    def _elsewhere(self, draft: Draft, problem: Problem) -> Question:
        other = self.catalogue.counter(str(problem.extra.get("counter", "")))
        here = self.catalogue.counter(str(draft.body["counter"]))
        options = [
            Option(
                "yes",
                self._say(words.ELSEWHERE_YES, other=other, counter=here),
                self._say(words.ELSEWHERE_DETAIL),
            ),
            Option("no", self._say(words.ELSEWHERE_NO)),
        ]

        def chosen(id_: str) -> Draft | Enough:
            return (
                replace(draft, body={**draft.body, "leave_other": True}) if id_ == "yes" else ENOUGH
            )

        return Question(
            title=self._say(words.ELSEWHERE, counter=other),
            options=lambda _typed: options,
            chosen=chosen,
        )

    def _clock(self, since: str) -> str:
        zone = ZoneInfo(self.catalogue.site.timezone)
        return clock_time(queue.at(since), zone, "en" if self.catalogue.language == "en" else "id")
