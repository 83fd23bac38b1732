"""The sound of a zone: the volume of its TVs, or silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from counter.questions import ENOUGH, Draft, Enough, Option, Question
from counter.sitting.devices import Device
from counter.sitting.sight import Sight, chain, order
from counter.supervision import words

VOLUMES = (100, 80, 60, 40, 20)
_MUTE, _UNMUTE = "mute", "unmute"


@dataclass(frozen=True, slots=True)
class Sound:
    """Asks how loud a zone is to be. `devices` are those that the hub has told of."""

    sight: Sight
    devices: Sequence[Device]

    def displays(self, zone: str) -> list[Device]:
        """The TVs of a zone: as the hub told them, else as the site lists them."""
        told = [one for one in self.devices if one.role == "display"]
        if told:
            return [one for one in told if zone in one.zones]
        site = self.sight.catalogue.site
        listed = [one for one in site.displays if zone in map(str, one.zones)]
        return [Device(str(one.id), "display", one.name, [zone]) for one in listed]

    def question(self, zone: str) -> Question:
        displays = self.displays(zone)
        name = self.sight.catalogue.zone(zone)
        options = self._options(displays) if displays else []

        def chosen(id_: str) -> Draft | Enough:
            drafts = [self._draft(one, id_, name) for one in displays]
            return chain(drafts) or ENOUGH

        return Question(
            title=self.sight.say(words.SOUND, zone=name),
            detail="\n".join(map(self._now, displays)),
            empty=self.sight.say(words.SOUND_NONE),
            options=lambda _typed: options,
            chosen=chosen,
        )

    def _now(self, display: Device) -> str:
        texts = words.SOUND_MUTED if display.muted else words.SOUND_NOW
        name = display.name or display.id
        return self.sight.say(texts, name=name, volume=display.volume)

    def _options(self, displays: Sequence[Device]) -> list[Option]:
        say = self.sight.say
        mute = Option(_MUTE, say(words.MUTE), say(words.MUTE_DETAIL))
        unmute = Option(_UNMUTE, say(words.UNMUTE))
        silent = all(one.muted for one in displays)
        volumes = [Option(str(one), say(words.VOLUME, volume=one)) for one in VOLUMES]
        return [unmute if silent else mute, *volumes]

    def _draft(self, display: Device, choice: str, zone: str) -> Draft:
        """A volume is meant to be heard: it ends the silence."""
        set_: dict[str, Any] = {"muted": choice == _MUTE}
        if choice.isdigit():
            set_["volume"] = int(choice)
        return order("ConfigureDisplay", {"display": display.id, **set_}, zone)
