"""What tests of several parts on real devices share."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.sound_server import SoundServer


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """The sound server that this test's programs find once the test starts it."""
    with tempfile.TemporaryDirectory(prefix="snd") as directory:
        server = SoundServer(Path(directory))
        monkeypatch.setenv("PULSE_SERVER", server.address)
        monkeypatch.setenv("PULSE_RUNTIME_PATH", f"{directory}/run")
        yield server
        server.stop()
