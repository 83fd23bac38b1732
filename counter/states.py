"""Every state of the officer's desk, by name: each is drawn, and each is measured for clipping."""

from __future__ import annotations

from dataclasses import dataclass

from counter import scenes
from counter.studio import COUNTER


@dataclass(frozen=True, slots=True)
class State:
    """What happened until the officer looks."""

    name: str
    script: scenes.Script
    counter: str = COUNTER
    met: bool = True
    """Whether the hub has been met."""


LONG = "21"
"""The counter with the longest service names of the sample site."""

_asking = scenes.asking

SHIFT = (
    State("searching", scenes.nothing, met=False),
    State("several-hubs", scenes.several_hubs, met=False),
    State("pairing", scenes.pairing("pairing"), met=False),
    State("pairing-wrong", scenes.pairing("pairing-wrong"), met=False),
    State("pairing-several", scenes.pairing("pairing-several"), met=False),
    State("paired", scenes.pairing("paired"), met=False),
    State("taken-out", scenes.pairing("taken-out"), met=False),
    State("sign-on", scenes.nothing),
    State("who", scenes.who),
    State("wrong-pin", scenes.wrong_pin),
    State("pin-waits", scenes.pin_waits),
    State("first-pin", scenes.first_pin),
    State("weak-pin", scenes.weak_pin),
    State("proposed", scenes.proposed),
    State("take-over", scenes.counter_taken),
    State("elsewhere", scenes.signed_on_elsewhere),
    State("taken-over", scenes.was_taken_over),
    State("ask-pause", _asking("pause", scenes.crowd)),
    State("paused", scenes.paused),
    State("paused-over", scenes.paused_over),
    State("ask-close", _asking("close", scenes.crowd)),
    State("restricted", scenes.restricted),
)
"""Signing on, the pause, the end."""

LINE = (
    State("nobody", scenes.quiet),
    State("helping", scenes.helping),
    State("waiting", scenes.crowd),
    State("family", scenes.family),
    State("unnamed", scenes.unnamed),
    State("helps", scenes.helps),
    State("histories", scenes.histories),
    State("late-papers", scenes.late_papers),
    State("auto-call", scenes.calling_by_itself),
    State("refused", scenes.refused),
    State("outage", scenes.outage),
    State("calling", scenes.busy),
    State("ask-number", _asking("call-number", scenes.crowd, "1")),
    State("ask-why", scenes.asking_why),
    State("ask-help", _asking("help", scenes.helping)),
    State("ask-back", _asking("held", scenes.crowd)),
    State("missed-is-back", scenes.missed_is_back),
    State("ask-issue", _asking("issue", scenes.crowd, "kk")),
    State("given", scenes.given_number),
    State("ask-paper", _asking("paper", scenes.crowd, "985")),
    State("why-first", scenes.why_first),
)
"""Nobody is at the desk."""

VISIT = (
    State("called", scenes.called),
    State("spoken", scenes.spoken),
    State("recalled", scenes.recalled),
    State("absent", scenes.absent),
    State("tv-off", scenes.tv_off),
    State("noted", scenes.noted),
    State("starting", scenes.starting),
    State("serving", scenes.serving),
    State("serving-long", scenes.serving_long),
    State("long", scenes.long_name, LONG),
    State("finishing", scenes.finishing),
    State("undo", scenes.undo),
    State("ask-no-show", _asking("no-show", scenes.called)),
    State("ask-due", _asking("no-show", scenes.absent)),
    State("ask-hold", _asking("hold", scenes.serving)),
    State("ask-result", _asking("result", scenes.serving)),
    State("ask-withdraw", _asking("withdraw", scenes.serving)),
    State("ask-note", _asking("note", scenes.serving, "berkas")),
    State("ask-next", _asking("other-service", scenes.long_name, "izin praktik"), LONG),
    State("ask-transfer", _asking("transfer", scenes.long_name, "izin praktik"), LONG),
    State("ask-counter", _asking("transfer", scenes.serving, "2")),
    State("ask-officer", _asking("transfer", scenes.colleagues, "nurul")),
    State("coming-back", scenes.coming_back),
    State("why-transfer", scenes.why_transfer, LONG),
    State("menu", _asking("menu", scenes.serving)),
)
"""Somebody is called, or here."""

TROUBLE = (
    State("away", scenes.away),
    State("away-idle", scenes.away_idle),
    State("troubles", scenes.troubles),
    State("two-troubles", scenes.two_troubles),
    State("cut-off", scenes.cut_off),
    State("message", scenes.message),
    State("ask-troubles", _asking("troubles", scenes.two_troubles)),
)
"""What is wrong in the hall."""

STATES = (*SHIFT, *LINE, *VISIT, *TROUBLE)
