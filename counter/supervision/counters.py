"""What a supervisor does about another's counter: a message, its work profile, a pause, its end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from counter.questions import ENOUGH, Draft, Enough, Option, Question, reason_question
from counter.sitting.sight import Sight, order
from counter.sitting.writing import WRITTEN, writing_question
from counter.supervision import words
from shared.domain.site import Help, Profile
from shared.protocol.views import CounterView

USUAL = "usual"


@dataclass(frozen=True, slots=True)
class Counters:
    """Asks about one counter. `names` gives officers' names, `detail` how it stands now."""

    sight: Sight
    names: Callable[[str], str]

    def question(self, view: CounterView, detail: str) -> Question:
        say, label = self.sight.say, self.sight.catalogue.counter(view.id)
        at_work = view.state != "closed"
        acts: dict[str, Callable[[], Question]] = {}
        if at_work:
            acts["message"] = lambda: self.message(view)
        acts["profile"] = lambda: self.profile(view)
        if view.state == "open" and not view.ticket:
            acts["halt"] = lambda: self.pause(view)
        if at_work and not view.ticket:
            acts["end"] = lambda: self.close(view)
        titles = {
            "message": words.MESSAGE,
            "profile": words.PROFILE_SET,
            "halt": words.PAUSE_IT,
            "end": words.CLOSE_IT,
        }
        options = [Option(act, say(titles[act])) for act in acts]
        return Question(
            title=f"{label} · {self.names(view.officer)}" if view.officer else label,
            detail=detail if at_work else say(words.NOTHING_HERE, counter=label),
            options=lambda _typed: options,
            chosen=lambda act: acts[act](),
        )

    # A message ------------------------------------------------------------------------------

    def message(self, view: CounterView) -> Question:
        say, label = self.sight.say, self.sight.catalogue.counter(view.id)

        def ready(typed: str) -> list[Option]:
            texts = [say(one) for one in words.READY_MESSAGES]
            return [] if typed.strip() else [Option(WRITTEN + one, one) for one in texts]

        def draft(id_: str) -> Draft:
            body = {"counter": view.id, "text": id_.removeprefix(WRITTEN)}
            return order("MessageCounter", body, label)

        return writing_question(
            self.sight,
            title=say(words.MESSAGE_TO, counter=label),
            detail=say(words.MESSAGE_DETAIL),
            keep=words.MESSAGE_SEND,
            ready=ready,
            chosen=draft,
        )

    # Its work profile -----------------------------------------------------------------------

    def profile(self, view: CounterView) -> Question:
        """Those of the site, what each serves and where it helps; first the usual one."""
        say, site = self.sight.say, self.sight.catalogue.site
        label = self.sight.catalogue.counter(view.id)
        usual = Option(USUAL, say(words.PROFILE_USUAL), "", self._note("", view))
        options = [self._profile_option(one, view) for one in site.profiles]

        def draft(code: str) -> Draft:
            body = {"counter": view.id, "profile": None if code == USUAL else code}
            return order("SetProfile", body, label)

        return Question(
            title=say(words.PROFILE_ASK, counter=label),
            detail=say(words.PROFILE_DETAIL if options else words.PROFILE_NONE),
            options=lambda _typed: [usual, *options] if options else [],
            chosen=draft,
        )

    def _profile_option(self, profile: Profile, view: CounterView) -> Option:
        catalogue = self.sight.catalogue
        count, help_ = len(profile.services), ", ".join(self._helped(profile.help))
        texts = words.HELPS_COUNT if help_ else words.SERVES_COUNT
        detail = self.sight.say(texts, count=count, help=help_)
        note = self._note(str(profile.code), view)
        return Option(str(profile.code), catalogue.text(profile.name), detail, note)

    def _helped(self, helps: Iterable[Help]) -> Iterable[str]:
        for one in helps:
            if one.agency is not None:
                agencies = self.sight.catalogue.site.agencies
                yield next((each.short for each in agencies if each.code == one.agency), "")
            yield from (self.sight.catalogue.service(str(code)).plain for code in one.services)

    def _note(self, profile: str, view: CounterView) -> str:
        return self.sight.say(words.IN_FORCE) if view.profile == profile else ""

    # A pause, or the end --------------------------------------------------------------------

    def pause(self, view: CounterView) -> Question:
        label = self.sight.catalogue.counter(view.id)
        return reason_question(
            f"{label}: {self.sight.say(words.PAUSE_IT)}",
            self.sight.catalogue.site.reasons.pause,
            self.sight.reason,
            lambda why: order("PauseCounter", {"counter": view.id, "reason": why}, label),
        )

    def close(self, view: CounterView) -> Question:
        say, label = self.sight.say, self.sight.catalogue.counter(view.id)
        options = [
            Option("no", say(words.NO)),
            Option("yes", say(words.YES_CLOSE, counter=label)),
        ]

        def chosen(id_: str) -> Draft | Enough:
            close = order("CloseCounter", {"counter": view.id}, label)
            return close if id_ == "yes" else ENOUGH

        return Question(
            title=say(words.CLOSE_ASK, counter=label),
            detail=say(words.CLOSE_DETAIL, officer=self.names(view.officer)),
            options=lambda _typed: options,
            chosen=chosen,
        )
