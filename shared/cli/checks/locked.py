"""The pinned packages: names, versions and hashes, as requirements.lock and its like say them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from shared.cli.environment import ROOT

RUN, TEST, BUILD = (ROOT / f"requirements{kind}.lock" for kind in ("", "-test", "-build"))
_PIN = re.compile(r"([A-Za-z0-9][\w.-]*)==([\w.!+]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})\b")


class Pin(NamedTuple):
    """One package: a version, and the digests of the files that may be installed."""

    name: str
    version: str
    hashes: tuple[str, ...]


def pins(lock: Path = RUN) -> Iterator[Pin]:
    """ValueError where a line is neither a pin with its hashes nor a comment or an option."""
    joined = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in joined.splitlines():
        if not line.strip() or line.startswith(("#", "--only-binary=", "--no-binary=")):
            continue
        found, hashes = _PIN.match(line), _HASH.findall(line)
        if found is None or not hashes:
            raise ValueError(f"{lock.name}: no pin with a hash: {line[:60]}")
        yield Pin(found[1], found[2], tuple(hashes))
