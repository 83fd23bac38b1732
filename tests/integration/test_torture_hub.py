"""The hub of a trial: it can be entered again, and Ctrl-C at any moment leaves none behind."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from shared.cli.torture.hub import Hub, HubEnded


class Interrupted(Hub):
    """Somebody presses Ctrl-C as soon as the process is there, before it answers."""

    at_once = True
    started = 0

    def launch(self) -> None:
        super().launch()
        self.started = self.pid
        if self.at_once:
            signal.raise_signal(signal.SIGINT)


def test_ctrl_c_leaves_no_hub_and_the_next_entering_starts_one(tmp_path: Path) -> None:
    hub = Interrupted(tmp_path / "hub", "--always-open")
    with pytest.raises(KeyboardInterrupt):
        hub.__enter__()
    assert not Path(f"/proc/{hub.started}").exists()

    hub.at_once = False
    with hub:
        assert hub.address().call("GET", "/healthz")["status"] == "ok"
    assert not Path(f"/proc/{hub.started}").exists()


def test_once_it_was_ended_a_late_thread_does_not_start_it(tmp_path: Path) -> None:
    hub = Hub(tmp_path / "hub")
    hub.end()
    with pytest.raises(HubEnded):
        hub.start()
    assert not hub.running
