"""The real hub on a host of the hall's network, for apps that carry its token."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.trust import TOKEN_FILE
from tests.integration.hub_process import HubProcess

TOKEN = "the-same-in-every-hall-of-these-tests"


class LanHub(HubProcess):
    """`giliran hub` on every address; its data directory has been prepared with the token."""

    def __init__(self, directory: Path, prefix: Sequence[str]) -> None:
        super().__init__(directory, prefix=prefix)
        directory.mkdir(exist_ok=True)
        self.token_file = directory / TOKEN_FILE
        self.token_file.touch(mode=0o600)
        self.token_file.write_text(TOKEN + "\n", encoding="ascii")

    @property
    def was_started(self) -> bool:
        return (self.journal / JOURNAL_FILE).exists()

    def command(self, port: int) -> list[str]:
        return [
            *(*self.prefix, sys.executable, "-m", "shared.cli", "hub"),
            *("--data", str(self.journal), "--listen", f"0.0.0.0:{port}"),
            *("--trust-lan", "--always-open", "--log-level", "warning"),
        ]

    def port_in(self, ready: dict[str, Any]) -> int:
        return int(str(ready["url"]).rpartition(":")[2])
