"""The end of the day: for each service whether those who still wait are served on, or come
tomorrow with today's place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counter import queue
from counter.questions import ENOUGH, Draft, Enough, Option, Question
from counter.search import found
from counter.sitting.sight import Sight, chain, order
from counter.supervision import words
from shared.protocol.views import TicketView

SERVE_ON, TOMORROW = "serve-on", "tomorrow"
_ALL = "all"
_STILL = ("waiting", "held")


@dataclass(frozen=True, slots=True)
class Ending:
    """Asks for one service after another; whoever waits is in one of them."""

    sight: Sight

    def question(self) -> Question:
        """All services with people, the longest wait first; what is decided stands beside it."""
        return Question(
            title=self._title(),
            titled=self._title,
            detail=self.sight.say(words.END_DETAIL),
            search=self.sight.say(words.END_HINT),
            empty=self.sight.say(words.END_NONE),
            options=self._options,
            chosen=self._chosen,
        )

    def _title(self) -> str:
        count = sum(len(one) for one in self.still().values())
        return self.sight.say(words.END, count=count)

    def still(self) -> dict[str, list[TicketView]]:
        """Who still waits, or is on hold, by service."""
        waiting: dict[str, list[TicketView]] = {}
        for one in self.sight.look().tickets.values():
            if one.state in _STILL:
                waiting.setdefault(one.service, []).append(one)
        now = self.sight.now()
        ranked = sorted(waiting, key=lambda code: (-queue.longest(waiting[code], now), code))
        return {code: waiting[code] for code in ranked}

    def decided(self, service: str) -> str:
        status = self.sight.look().services.get(service)
        return status.ending if status is not None else ""

    def undecided(self) -> list[str]:
        return [code for code in self.still() if self.decided(code) != SERVE_ON]

    def _options(self, typed: str) -> list[Option]:
        still = self.still()
        open_ = self.undecided()
        whole = Option(_ALL, self.sight.say(words.END_ALL, count=len(open_)))
        fitting = found(list(still), typed, self._names)
        named = [self._option(code, still[code]) for code in fitting]
        return [*named, *([whole] if len(open_) > 1 and not typed.strip() else [])]

    def _names(self, code: str) -> tuple[str, ...]:
        name = self.sight.catalogue.service(code)
        return (name.plain, name.full, name.agency)

    def _option(self, code: str, tickets: Sequence[TicketView]) -> Option:
        say, name = self.sight.say, self.sight.catalogue.service(code)
        minutes = queue.longest(tickets, self.sight.now())
        longest = say(words.LONGEST, minutes=minutes)
        note = words.SERVE_ON if self.decided(code) == SERVE_ON else words.END_OPEN
        return Option(
            code,
            f"{name.plain} · {name.agency}",
            f"{_count(tickets, self.sight)} · {longest}",
            say(note),
        )

    def _chosen(self, code: str) -> Question:
        if code == _ALL:
            open_ = self.undecided()
            return self.ask(open_, self.sight.say(words.END_ALL, count=len(open_)))
        return self.ask([code], self.sight.catalogue.service(code).plain)

    def ask(self, services: Sequence[str], name: str) -> Question:
        """One decision for some services; whoever comes meanwhile is counted as well."""
        say = self.sight.say

        def title() -> str:
            still = self.still()
            count = sum(len(still.get(one, ())) for one in services)
            return say(words.END_ASK, service=name, count=count)

        options = [
            Option(SERVE_ON, say(words.END_SERVE), say(words.END_SERVE_DETAIL)),
            Option(TOMORROW, say(words.END_TOMORROW), say(words.END_TOMORROW_DETAIL)),
        ]

        def chosen(choice: str) -> Draft | Enough:
            drafts = [self._draft(service, choice) for service in services]
            return chain(drafts) or ENOUGH

        return Question(
            title=title(),
            titled=title,
            options=lambda _typed: options,
            chosen=chosen,
        )

    def _draft(self, service: str, choice: str) -> Draft:
        name = self.sight.catalogue.service(service).plain
        return order("DecideEnd", {"service": service, "choice": choice}, name)


def _count(tickets: Sequence[TicketView], sight: Sight) -> str:
    held = sum(one.state == "held" for one in tickets)
    texts = words.ALSO_HELD if held else words.WAITING
    return sight.say(texts, count=len(tickets) - held, held=held)
