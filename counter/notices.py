"""What the desk says for a while: what was done, or why it was not."""

from __future__ import annotations

from dataclasses import dataclass

from counter import words
from counter.acts import KEY_NAMES, PRIMARY_KEY, WORDING, Act
from counter.questions import Draft
from counter.refusals import WAS_DONE, WAS_NOT_DONE
from counter.unanswered import Outcome
from counter.words import say
from shared.protocol.messages import Answer

GOOD_MS = 5_000
BAD_MS = 12_000
"""A refusal has to be read and understood."""


@dataclass(slots=True)
class Notice:
    """One sentence with its mood (``good`` or ``bad``); it goes by itself."""

    text: str = ""
    mood: str = "plain"
    ends: int = 0

    def put(self, text: str, mood: str, steady: int) -> None:
        self.text, self.mood = text, mood
        self.ends = steady + (BAD_MS if mood == "bad" else GOOD_MS)

    def clear(self) -> None:
        self.text, self.mood, self.ends = "", "plain", 0

    def pass_time(self, steady: int) -> None:
        if self.text and steady >= self.ends:
            self.clear()


def done_words(draft: Draft, answer: Answer, language: str) -> str:
    """What an order did, where the screen does not already say so; empty otherwise."""
    ticket = answer.ticket
    if draft.then is not None:
        return ""  # what follows says more
    number = draft.number or (ticket.number if ticket else "")
    if draft.name == "Recall" and ticket is not None and ticket.calls == draft.calls:
        return say(words.NOT_SPOKEN_YET, language, number=number)
    called = draft.act is Act.PAPER and draft.name == "CallTicket"
    texts = words.PAPER_CALLED if called else words.DONE.get(draft.name)
    return say(texts, language, number=number) if texts is not None and number else ""


def outcome_words(outcome: Outcome, primary: Act | None, language: str) -> str:
    """What became of an order whose answer never came, and which key helps.

    `primary` is what the large button does now.
    """
    act = say(WORDING[outcome.act].label, language)
    if outcome.carried_out:
        return say(WAS_DONE, language, act=act)
    key = PRIMARY_KEY if outcome.act is primary else KEY_NAMES.get(outcome.act, PRIMARY_KEY)
    return say(WAS_NOT_DONE, language, act=act, key=key)
