"""What TLS costs: the tap to the paper and the call to the pixel with it, beside the same in plain
text, turn by turn in one run."""

from __future__ import annotations

import json
import ssl
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from time import time
from urllib.parse import urlsplit

from shared.cli.bench.apps import APPS, COUNTER, SERVICE, direct, start_app, visit
from shared.cli.bench.figures import Figure, percentile
from shared.cli.bench.paper import FirstBytes
from shared.cli.demo.cast import Cast, Player
from shared.cli.environment import without_screen
from shared.hub.identity.certificate import Identity, identity_of

NO_WORSE = 1.1


def encrypted(directory: Path | None, *, quick: bool) -> list[Figure]:
    """Two hubs with the same site, and the same apps at each."""
    with (
        tempfile.TemporaryDirectory(dir=directory, prefix="giliran-bench-") as name,
        Cast(Path(name), without_screen()) as cast,
    ):
        shown = identity_of(Path(name), "bench", None)
        sides = (_side(cast, "plain", None), _side(cast, "tls", shown))
        return [_paper(cast, sides, 5 if quick else 40), _pixels(cast, sides, 5 if quick else 100)]


@dataclass(frozen=True, slots=True)
class _Side:
    """A hub, and what its apps are told about it."""

    name: str
    url: str
    options: tuple[str, ...]
    line: HTTPConnection
    """Open when a call goes over it, as an officer's terminal keeps its own."""

    def post(self, path: str, **body: str) -> None:
        headers = {"Content-Type": "application/json"}
        self.line.request("POST", f"/api/v1/{path}", json.dumps(body), headers)
        answer = self.line.getresponse()
        said = answer.read()
        assert answer.status < 300, said


def _side(cast: Cast, name: str, shown: Identity | None) -> _Side:
    options: tuple[str, ...] = ()
    if shown is not None:
        files = shown.files
        options = ("--tls-cert", str(files.chain), "--tls-key", str(files.key))
    data = cast.directory / f"hub-{name}"
    hub = cast.start(
        f"hub-{name}",
        "shared.cli",
        "hub",
        "--data",
        data,
        "--always-open",
        "--no-advertise",
        *options,
    )
    url = str(hub.hear()["url"])
    where = urlsplit(url).netloc
    if shown is None:
        return _Side(name, url, (), HTTPConnection(where))
    context = ssl.create_default_context(cafile=shown.files.chain)
    context.check_hostname = False
    believed = ("--tls-ca", str(shown.files.chain))
    return _Side(name, url, believed, HTTPSConnection(where, context=context))


def _paper(cast: Cast, sides: tuple[_Side, _Side], visits: int) -> Figure:
    spans: dict[str, list[float]] = {side.name: [] for side in sides}
    with ExitStack() as printers:
        kiosks = []
        for side in sides:
            printer = printers.enter_context(FirstBytes())
            told = (*APPS["kiosk"], *side.options, "--printer", printer.address)
            kiosk, _ = start_app(cast, f"kiosk-{side.name}", "kiosk", side.url, *told)
            kiosks.append((side.name, kiosk, printer))
        for nth in range(visits + 1):
            for name, kiosk, printer in kiosks:
                spans[name].append(visit(kiosk, printer, again=nth > 0))
        for _, kiosk, _ in kiosks:
            kiosk.end()
    return _figure("tap to the printer's first byte", {key: one[1:] for key, one in spans.items()})


def _pixels(cast: Cast, sides: tuple[_Side, _Side], calls: int) -> Figure:
    spans: dict[str, list[float]] = {side.name: [] for side in sides}
    displays = []
    for side in sides:
        side.post(f"counters/{COUNTER}/open", officer=f"officer-{COUNTER}", pin="1234")
        told = (*APPS["display"], *side.options)
        display, _ = start_app(cast, f"display-{side.name}", "display", side.url, *told)
        direct(display, see="clock", within=20)
        displays.append((side, display))
    for nth in range(1, calls + 1):
        for side, display in displays:
            spans[side.name].append(_until_shown(side, display, nth))
    for _, display in displays:
        display.end()
    return _figure("call to pixel", spans)


def _until_shown(side: _Side, display: Player, nth: int) -> float:
    """ms from the officer's request for one more call until it stands on the TV."""
    side.line.close()  # the hub hangs up on who is silent for long
    side.post("tickets", service=SERVICE)
    called = time()
    side.post(f"counters/{COUNTER}/call-next")
    noted = direct(display, note="shown", nth=nth)["noted"]
    side.post(f"counters/{COUNTER}/finish")
    return float(noted - called) * 1000


def _figure(name: str, spans: dict[str, list[float]]) -> Figure:
    plain, tls = spans["plain"], spans["tls"]
    return Figure(
        name=f"{name}, with TLS",
        unit="ms",
        runs=tls,
        bound=plain,
        bound_name="plain",
        at_most_bound=NO_WORSE,
        more={
            "p99_ms": percentile(tls, 0.99),
            "plain_p99_ms": percentile(plain, 0.99),
            "plain_median_ms": percentile(plain, 0.5),
        },
    )
