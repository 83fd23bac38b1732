"""Half-open lines on loopback, with TLS and without: missed at both ends, and taken up again.

Between hub and app stands a proxy that swallows every byte and ends no connection, so this needs
neither root nor namespaces.
"""

from __future__ import annotations

import ssl
import time
import urllib.request
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from shared.cli.torture.certificates import LACKING, TlsFiles, made_in
from shared.cli.torture.hub import Hub
from shared.cli.torture.ledger import Ledger
from shared.cli.torture.lines import AppLine, Silent
from shared.cli.torture.network import cannot
from shared.cli.torture.proxy import TcpProxy
from shared.cli.torture.trial import Findings, Say, Trial

NOTICED_SECONDS, BACK_SECONDS = 10.0, 5.0
"""Promised."""

PATIENCE_SECONDS = 20.0
LONG_ROUNDS = 20
_LOOK_SECONDS = 0.1


class Case:
    """One hub and one app, and the cable between them."""

    def __init__(
        self, name: str, directory: Path, stack: ExitStack, files: TlsFiles | None
    ) -> None:
        self.name = name
        tls: Sequence[str] = files.hub_options if files is not None else ()
        self.hub = stack.enter_context(Hub(directory / f"{name}-data", "--always-open", *tls))
        scheme, _, port = self.hub.url.partition("://127.0.0.1:")
        self.proxy = stack.enter_context(TcpProxy(int(port)))
        options = ["--hub", f"{scheme}://127.0.0.1:{self.proxy.port}"]
        if files is not None:
            options += ["--tls-ca", str(files.certificate)]
        self.app = stack.enter_context(AppLine(name, "kiosk", directory, Ledger(), *options))
        self.app.live(PATIENCE_SECONDS)

    def lines_at_the_hub(self) -> int:
        """How many kiosks the hub believes to be there."""
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        with urllib.request.urlopen(
            self.hub.url + "/metrics", timeout=5, context=trusting
        ) as answer:
            text = str(answer.read(), "utf-8")
        return round(float(text.partition('giliran_lines{role="kiosk"} ')[2].split()[0]))


def run(short: bool, directory: Path, findings: Findings, say: Say) -> None:
    """See `Trial.run`."""
    with ExitStack() as stack:
        cases = []
        if LACKING:
            say(f"without TLS: {LACKING}")
            findings.figures["with TLS"] = f"not held: {LACKING}"
        else:
            cases.append(Case("tls", directory, stack, made_in(directory)))
        if not short or not cases or cannot():  # else `cut-off` has lines without TLS
            cases.append(Case("plain", directory, stack, None))
        rounds = 1 if short else LONG_ROUNDS
        for number in range(rounds):
            say(f"round {number + 1}: every byte is swallowed", number / rounds)
            _swallow(cases, findings)


def _swallow(cases: list[Case], findings: Findings) -> None:
    since = time.monotonic()
    told = {case.name: len(case.app.told) for case in cases}
    for case in cases:
        case.proxy.pull()
    _hubs_notice(cases, since, findings)
    for case in cases:
        away = case.app.until(
            lambda one: one.get("state") == "away", PATIENCE_SECONDS, told[case.name]
        )
        _noticed(findings, f"{case.name}: missed by the app (s)", away["at"] - since)
    for case in cases:
        _plug(case, findings)


def _hubs_notice(cases: list[Case], since: float, findings: Findings) -> None:
    waiting = list(cases)
    while waiting and time.monotonic() < since + PATIENCE_SECONDS:
        for case in [one for one in waiting if not one.lines_at_the_hub()]:
            waiting.remove(case)
            _noticed(findings, f"{case.name}: missed by the hub (s)", time.monotonic() - since)
        time.sleep(_LOOK_SECONDS)
    findings.broken += [f"{case.name}: the hub never missed its app" for case in waiting]


def _noticed(findings: Findings, what: str, seconds: float) -> None:
    findings.most(what, round(seconds, 2))
    findings.require(seconds <= NOTICED_SECONDS, f"{what}: {seconds:.1f} s")


def _plug(case: Case, findings: Findings) -> None:
    question = case.app.ask("FindTicket", {"ticket": "nobody's"}, wait=True)
    plugged = time.monotonic()
    case.proxy.plug()
    try:
        back = case.app.answer(question, PATIENCE_SECONDS)["at"] - plugged
    except Silent as silent:
        findings.broken.append(str(silent))
        return
    findings.most(f"{case.name}: back (s)", round(back, 2))
    findings.require(back <= BACK_SECONDS, f"{case.name}: back after {back:.1f} s only")
    findings.require(case.app.resumed[-1], f"{case.name}: was sent everything anew")


TRIALS = (Trial("dead-lines", 2, run, short_seconds=60, long_seconds=900),)
