"""All that is wrong in the hall, with what to do about it; some of it somebody has to see to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from counter.acts import Act
from counter.catalogue import Catalogue
from counter.facts import Facts
from counter.phrases import ASK, REMEDIES
from counter.questions import ENOUGH, Draft, Enough, Option, Question
from counter.troubles import concerning, one_trouble, ranked
from counter.words import say
from shared.protocol.troubles import ACKNOWLEDGE, ACKNOWLEDGED
from shared.protocol.views import DeviceTrouble


@dataclass(frozen=True, slots=True)
class Alarms:
    """`look` gives the hall as it is then; without a `counter` all of it is looked at."""

    counter: str
    catalogue: Catalogue
    look: Callable[[], Facts]

    def _say(self, key: str) -> str:
        return say(ASK[key], self.catalogue.language)

    def question(self) -> Question:
        return Question(
            title=self._say("troubles"),
            empty=self._say("troubles-none"),
            options=lambda _typed: [self._option(one) for one in self._troubles()],
            chosen=self._chosen,
        )

    def _troubles(self) -> list[DeviceTrouble]:
        if not self.counter:
            return ranked(self.look().troubles)
        own = self.catalogue.counters.get(self.counter)
        return concerning(self.look().troubles, str(own.zone) if own else "")

    def _option(self, trouble: DeviceTrouble) -> Option:
        open_ = trouble.code in ACKNOWLEDGED
        said = one_trouble(trouble, self.catalogue.language)
        note = f"{trouble.name}\n{self._say('troubles-open')}" if open_ else ""
        return Option(_id(trouble), said, self._remedy(trouble), note)

    def _remedy(self, trouble: DeviceTrouble) -> str:
        texts = REMEDIES.get(trouble.code)
        if texts is None:
            return ""
        return say(texts, self.catalogue.language, desk=self.catalogue.desk)

    def _chosen(self, id_: str) -> Question | Enough:
        trouble = next((one for one in self._troubles() if _id(one) == id_), None)
        if trouble is None or trouble.code not in ACKNOWLEDGED:
            return ENOUGH
        return self._seen(trouble)

    def _seen(self, trouble: DeviceTrouble) -> Question:
        """Asked once more: when it is gone, nobody is told of its visitor any more."""
        body = {
            "counter": self.counter,
            "device": trouble.device,
            "code": trouble.code,
            "part": trouble.part,
        }
        draft = Draft(Act.TROUBLES, ACKNOWLEDGE, body, trouble.part)
        options = [
            Option("later", self._say("troubles-later")),
            Option("seen", self._say("troubles-seen")),
        ]

        def chosen(id_: str) -> Draft | Enough:
            return draft if id_ == "seen" else ENOUGH

        return Question(
            title=one_trouble(trouble, self.catalogue.language),
            detail=self._remedy(trouble),
            options=lambda _typed: options,
            chosen=chosen,
        )


def _id(trouble: DeviceTrouble) -> str:
    return f"{trouble.device}/{trouble.code}/{trouble.part}"
