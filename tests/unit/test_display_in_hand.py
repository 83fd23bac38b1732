"""What a display does with a lease for calls that it has in hand already."""

from __future__ import annotations

from display.in_hand import KEPT, InHand, Settled
from display.voice.grant import Grant, SpokenCall, SpokenWords
from shared.domain.ladder import Style


def lease(name: str, *calls: str) -> Grant:
    spoken = tuple(
        SpokenCall(ticket=call[:2], call=call, number="A-001", counter="1", zone="biru")
        for call in calls
    )
    return Grant(lease=name, style=Style.FULL, calls=spoken)


def calls_of(grant: Grant | None) -> list[str]:
    return [one.call for one in grant.calls] if grant is not None else []


def test_a_new_call_is_to_be_spoken() -> None:
    hand = InHand()
    assert calls_of(hand.take(lease("v1", "t1/1"))) == ["t1/1"]
    assert hand.settled() == []


def test_what_was_spoken_while_the_line_was_away_is_not_said_again() -> None:
    hand = InHand()
    hand.take(lease("v1", "t1/1"))
    hand.spoken(["t1/1"])
    hand.ended("v1")
    assert hand.take(lease("v2", "t1/1")) is None
    assert hand.settled() == [Settled("v2", ("t1/1",))]
    assert hand.settled() == []


def test_what_is_being_spoken_settles_the_new_lease_when_it_ends() -> None:
    hand = InHand()
    hand.take(lease("v1", "t1/1"))
    assert hand.take(lease("v2", "t1/1")) is None
    assert hand.settled() == []
    hand.spoken(["t1/1"])
    assert hand.settled() == [Settled("v2", ("t1/1",))]


def test_what_failed_after_all_is_said_of_the_new_lease_and_may_be_tried_again() -> None:
    hand = InHand()
    hand.take(lease("v1", "t1/1"))
    hand.take(lease("v2", "t1/1"))
    hand.ended("v1", "no sound")
    assert hand.settled() == [Settled("v2", (), "no sound")]
    assert calls_of(hand.take(lease("v3", "t1/1"))) == ["t1/1"]


def test_of_several_calls_only_the_new_ones_are_spoken() -> None:
    hand = InHand()
    hand.take(lease("v1", "t1/1", "t2/1"))
    hand.spoken(["t1/1"])
    assert calls_of(hand.take(lease("v2", "t1/1", "t2/1", "t3/1"))) == ["t3/1"]
    assert hand.settled() == []


def test_a_recall_is_another_call() -> None:
    hand = InHand()
    hand.take(lease("v1", "t1/1"))
    hand.spoken(["t1/1"])
    assert calls_of(hand.take(lease("v2", "t1/2"))) == ["t1/2"]


def test_a_revoked_lease_stops_the_one_under_which_it_is_spoken() -> None:
    hand = InHand()
    hand.take(lease("v1", "t1/1"))
    hand.take(lease("v2", "t1/1"))
    assert hand.behind("v2") == {"v1", "v2"}
    hand.ended("v1")
    hand.ended("v2")
    assert hand.settled() == []
    assert calls_of(hand.take(lease("v3", "t1/1"))) == ["t1/1"]


def test_memory_is_bounded() -> None:
    hand = InHand()
    for n in range(KEPT + 50):
        hand.take(lease(f"v{n}", f"t{n}/1"))
        hand.spoken([f"t{n}/1"])
        hand.ended(f"v{n}")
    assert calls_of(hand.take(lease("again", "t0/1"))) == ["t0/1"]
    assert hand.take(lease("late", f"t{KEPT + 49}/1")) is None


def test_an_announcement_is_not_said_again_either() -> None:
    hand = InHand()
    words = SpokenWords(id="words:1", zone="biru", text="Harap tenang.")
    first = Grant(lease="v1", style=Style.FULL, words=words)
    assert hand.take(first) == first
    assert hand.take(Grant(lease="v2", style=Style.FULL, words=words)) is None
    assert hand.behind("v2") == {"v1", "v2"}
    hand.spoken(["words:1"])
    hand.ended("v1")
    assert hand.take(Grant(lease="v3", style=Style.FULL, words=words)) is None
    assert Settled("v3", ("words:1",)) in hand.settled()
