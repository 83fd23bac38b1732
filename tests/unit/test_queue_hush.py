"""Whoever hears another TV speak is told, so that a video there is silent."""

from __future__ import annotations

import json

from shared.hub.hush import Hushing
from shared.hub.presence import Line
from tests.unit.voice_stage import Paper, Stage, on_stage


def hushed(line: Line) -> list[bool]:
    """What a TV has been told, in order."""
    wire = line.wire
    assert isinstance(wire, Paper)
    told = [json.loads(packet[packet.index(b"{") :]) for packet in wire.packets]
    return [one.get("on", False) for one in told if one["type"] == "hush"]


def test_the_others_in_earshot_are_told_and_nobody_else() -> None:
    async def work(stage: Stage) -> None:
        stage.voice.on_lent = Hushing(stage.play.hall, stage.presence).lent
        speaker = stage.tv("tv-1", "biru")
        hears = stage.tv("tv-2", "hijau", voice=False)
        older = stage.tv("tv-3", "hijau", voice=False)
        far = stage.tv("tv-4", "merah", voice=False)
        for line in (speaker, hears, far):
            line.hushes = True
        stage.call("1")
        assert hushed(hears) == [True]
        stage.goes(speaker)
        assert hushed(hears) == [True, False]
        assert hushed(speaker) == hushed(older) == hushed(far) == []

    on_stage(work)
