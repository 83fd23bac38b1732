"""The real hub on a host of the hall's network, and apps that it has let in."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shared.hub.journal.schema import JOURNAL_FILE
from tests.integration.hub_process import HubProcess


class LanHub(HubProcess):
    """`giliran hub` on every address of its host."""

    def __init__(self, directory: Path, prefix: Sequence[str]) -> None:
        super().__init__(directory, prefix=prefix)
        directory.mkdir(exist_ok=True)

    @property
    def was_started(self) -> bool:
        return (self.journal / JOURNAL_FILE).exists()

    def enrol(self, role: str, device: str, folder: Path) -> None:
        """Lets an app in, as a technician does on the hub's machine; `folder` is its data
        directory. The hub runs."""
        self.command_line("device", "enrol", "--role", role, "--device", device, "--out", folder)

    def command_line(self, *words: str | Path) -> str:
        """What `giliran …` prints on the hub's machine."""
        command = [*self.prefix, sys.executable, "-m", "shared.cli", *words, "--data", self.journal]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def command(self, port: int) -> list[str]:
        return [
            *(*self.prefix, sys.executable, "-m", "shared.cli", "hub"),
            *("--data", str(self.journal), "--listen", f"0.0.0.0:{port}"),
            *("--always-open", "--log-level", "warning"),
        ]

    def port_in(self, ready: dict[str, Any]) -> int:
        return int(str(ready["url"]).rpartition(":")[2])
