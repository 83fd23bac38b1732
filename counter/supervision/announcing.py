"""A free announcement: where, what, and in English if there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counter.questions import Draft, Option, Question
from counter.sitting.sight import Sight, order
from counter.sitting.writing import WRITTEN, writing_question
from counter.supervision import words
from shared.domain.site import Texts

_EVERYWHERE = "*"
_NO_ENGLISH = "without"


@dataclass(frozen=True, slots=True)
class Announcing:
    """Asks step by step; the zone that is looked at comes after the whole building."""

    sight: Sight

    def question(self, zone: str) -> Question:
        say, catalogue = self.sight.say, self.sight.catalogue
        others = [code for code in catalogue.zones if code != zone]
        here = [zone] if zone in catalogue.zones else []
        options = [
            Option(_EVERYWHERE, say(words.EVERYWHERE)),
            *(self._zone(code) for code in (*here, *others)),
        ]

        def chosen(id_: str) -> Question:
            if id_ == _EVERYWHERE:
                return self._words(list(catalogue.zones), say(words.EVERYWHERE))
            return self._words([id_], catalogue.zone(id_))

        return Question(
            title=say(words.ANNOUNCE_WHERE), options=lambda _typed: options, chosen=chosen
        )

    def _zone(self, code: str) -> Option:
        catalogue = self.sight.catalogue
        return Option(code, catalogue.zone(code), "", catalogue.floor(catalogue.zones[code].floor))

    def _words(self, zones: Sequence[str], where: str) -> Question:
        """Announcements that are ready have their English with them."""
        ready = {one["id"]: one for one in words.READY_ANNOUNCEMENTS}

        def offered(typed: str) -> list[Option]:
            if typed.strip():
                return []
            return [Option(text, text, one["en"]) for text, one in ready.items()]

        def chosen(id_: str) -> Question | Draft:
            if id_ in ready:
                return self._draft(zones, ready[id_])
            return self._english(zones, id_.removeprefix(WRITTEN))

        return writing_question(
            self.sight,
            title=self.sight.say(words.ANNOUNCE, where=where),
            detail=self.sight.say(words.ANNOUNCE_DETAIL),
            keep=words.ANNOUNCE_GO_ON,
            ready=offered,
            chosen=chosen,
        )

    def _english(self, zones: Sequence[str], text: str) -> Question | Draft:
        if "en" not in self.sight.catalogue.site.languages:
            return self._draft(zones, {"id": text})
        without = Option(_NO_ENGLISH, self.sight.say(words.ENGLISH_NONE))

        def chosen(id_: str) -> Draft:
            if id_ == _NO_ENGLISH:
                return self._draft(zones, {"id": text})
            return self._draft(zones, {"id": text, "en": id_.removeprefix(WRITTEN)})

        return writing_question(
            self.sight,
            title=self.sight.say(words.ENGLISH),
            detail=f"“{text}”\n{self.sight.say(words.ENGLISH_DETAIL)}",
            keep=words.ENGLISH_SEND,
            ready=lambda typed: [] if typed.strip() else [without],
            chosen=chosen,
        )

    def _draft(self, zones: Sequence[str], texts: Texts) -> Draft:
        body: dict[str, object] = {"zones": list(zones), "text": texts["id"]}
        if texts.get("en"):
            body["english"] = texts["en"]
        return order("Announce", body)
