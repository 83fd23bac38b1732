"""How the long voice trial judges what it heard, where a TV died in the middle of a number."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from shared.cli.torture import voice_day
from shared.cli.torture.tone_voice import Call
from shared.cli.torture.trial import Findings

PRESSED = [SimpleNamespace(digits="a satu", counter=24), SimpleNamespace(digits="a dua", counter=3)]
CUT = Call("a satu", 2, pilot=1, start=8.0, end=9.0, full=False)
AGAIN = Call("a satu", 24, pilot=0, start=9.2, end=10.4, full=False)
OTHER = Call("a dua", 3, pilot=0, start=10.5, end=11.5, full=False)


def hall(*kills: tuple[float, int]) -> voice_day._Hall:
    known = SimpleNamespace(
        pressed=PRESSED,
        kills=[SimpleNamespace(at=at, victim=victim) for at, victim in kills],
        recording=SimpleNamespace(moment=lambda seconds: seconds),
        findings=Findings(),
    )
    return cast(voice_day._Hall, known)


def test_a_counters_number_that_its_tvs_death_cut_is_no_call() -> None:
    assert voice_day._without_beginnings(hall((9.0, 1)), [CUT, AGAIN, OTHER]) == [AGAIN, OTHER]


def test_without_a_death_it_is_a_strange_call() -> None:
    for one in (hall(), hall((9.0, 0)), hall((20.0, 1))):
        heard = voice_day._without_beginnings(one, [CUT, AGAIN, OTHER])
        assert CUT in heard
        voice_day._each_once(one, heard)
        assert any("nobody was called" in broken for broken in one.findings.broken)


def test_what_was_called_is_never_passed_over() -> None:
    assert voice_day._without_beginnings(hall((10.4, 0)), [AGAIN, OTHER]) == [AGAIN, OTHER]
