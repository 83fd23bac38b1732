"""What an older version wrote is opened, what a newer one wrote is refused; apps of all ages come.

Every kept sample of a released version gets a hub of this one.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

from shared.cli.environment import ROOT
from shared.cli.exits import ExitCode
from shared.cli.torture.hub import Hub, HubEnded
from shared.cli.torture.trial import Findings, Say, Skipped, Trial
from shared.hub.backup.copied import forget_copied
from shared.hub.journal.schema import JOURNAL_FILE
from shared.hub.journal.verify import verify
from shared.hub.people import PEOPLE_FILE
from shared.protocol.messages import OLDEST, PROTOCOL

SAMPLES = ROOT / "tests" / "samples"
NEWER = 99
PATIENCE_SECONDS = 10.0


def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
    """See `Trial.run`. Both forms are the same: there are as many samples as there are."""
    samples = sorted(path.parent for path in SAMPLES.glob(f"*/{JOURNAL_FILE}"))
    if not samples:
        raise Skipped(f"the samples are in the source alone: {SAMPLES}")
    for sample in samples:
        say(f"what {sample.name} wrote")
        _opens(sample, directory / sample.name, findings)
    for name in (JOURNAL_FILE, PEOPLE_FILE):
        say(f"a newer {name}")
        _is_refused(samples[-1], directory / f"newer-{name}", name, findings)
    findings.figures["versions opened"] = len(samples)


def _opens(sample: Path, data: Path, findings: Findings) -> None:
    shutil.copytree(sample, data)
    forget_copied(data / JOURNAL_FILE)  # a sample is kept as a copy is; here it stands for itself
    with Hub(data, "--always-open") as hub:
        ticket = hub.address().call("POST", "/api/v1/tickets", {"service": "KTP-BARU"})
        findings.require(bool(ticket["number"]), f"{sample.name}: no number")
        for spoken, welcome in _APPS:
            heard = _greeted(hub.url, spoken)
            kept = heard["type"] == ("welcome" if welcome else "bye")
            told = welcome or "update it" in heard.get("detail", "")
            findings.require(kept and told, f"an app with {spoken} heard {heard}")
            findings.count("apps that came")
    report = verify(data / JOURNAL_FILE)
    findings.require(report.sound, f"{sample.name}: {report.faults}")


_APPS: tuple[tuple[dict[str, int], bool], ...] = (
    ({"protocol": PROTOCOL}, True),
    ({"protocol": PROTOCOL + 1, "oldest": PROTOCOL}, True),
    ({"protocol": PROTOCOL + 1, "oldest": OLDEST}, True),
    ({"protocol": PROTOCOL + 1}, False),
    ({"protocol": PROTOCOL + 3, "oldest": PROTOCOL + 2}, False),
    ({"protocol": OLDEST - 1}, False),
)
"""The versions that an app speaks, and whether it is welcome."""


def _greeted(url: str, spoken: dict[str, int]) -> dict[str, Any]:
    address = url.replace("http", "ws", 1) + "/ws"
    with connect(address, proxy=None, compression=None, max_size=None) as line:
        hello = {"type": "hello", "role": "counter", "device": "pc-1", **spoken}
        line.send(json.dumps(hello))
        heard: dict[str, Any] = json.loads(line.recv(PATIENCE_SECONDS))
        return heard


def _is_refused(sample: Path, data: Path, name: str, findings: Findings) -> None:
    shutil.copytree(sample, data)
    with closing(sqlite3.connect(data / name)) as connection, connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(NEWER),))
    try:
        with Hub(data):
            findings.broken.append(f"a hub opened a {name} of version {NEWER}")
    except HubEnded as ended:
        told = "newer Giliran" in ended.said and "restore a backup" in ended.said
        kept = ended.status == ExitCode.DAMAGED and told
        findings.require(kept, f"{name}: status {ended.status}, {ended.said[-300:]}")
        findings.count("newer files refused")


TRIALS = (Trial("versions", 9, run, short_seconds=60, long_seconds=600),)
