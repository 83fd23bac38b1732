"""What people and files bring in: sites, media, PINs, codes from paper, names of displays."""

from __future__ import annotations

import http.client
import json
import random
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from tests.fuzz import nasty
from tests.fuzz.fire import HANG_S, Seen
from tests.integration.real_hub import RealHub

_Asked = tuple[str, str, bytes]


def fire(hub: RealHub, chance: random.Random, count: int, seen: Seen) -> None:
    site = hub.get("/api/v1/site")
    line = http.client.HTTPConnection("127.0.0.1", hub.port, timeout=HANG_S)
    makers = (_site(site), _medium, _pin, _paper, _display, _officers, _query)
    for _ in range(count):
        method, path, body = chance.choice(makers)(chance)
        headers = {"content-type": "application/json", "host": "localhost"}
        try:
            with seen.one("inputs", (method, path, body)):
                line.request(method, path, body, headers)
                answer = line.getresponse()
                heard = answer.read()
        except (http.client.HTTPException, OSError) as error:
            seen.fault(f"inputs: {error!r}", (method, path, body))
            line.close()
            continue
        seen.outcomes[f"inputs {answer.status}"] += 1
        if answer.status >= 500 and b'"fault"' in heard:
            seen.fault(f"inputs {answer.status}", (method, path, body[:2_000], heard[:300]))
    line.close()


def _site(site: dict[str, Any]) -> Callable[[random.Random], _Asked]:
    """The hall's own site with mistakes in it; a few too many for it to be taken."""

    def make(chance: random.Random) -> _Asked:
        changes = chance.choice((1, 2, 5, 20))
        document = nasty.tree(chance, site["site"], changes)
        wrapped = {"site": document} if chance.random() < 0.9 else document
        broken = {"site": document, "oops": nasty.value(chance)}
        return "PUT", "/api/v1/site", _json(broken if chance.random() < 0.95 else wrapped)

    return make


def _medium(chance: random.Random) -> _Asked:
    starts = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"RIFF", b"\x00\x00\x00\x18ftypmp42", b"")
    name = chance.choice(("a.png", "b.jpg", "c.mp4", "..", "%", nasty.text(chance), "d.webm"))
    content = chance.choice(starts) + chance.randbytes(chance.choice((0, 7, 500)))
    lufs = f"?lufs={quote(str(nasty.value(chance))[:40])}" if chance.random() < 0.3 else ""
    return "PUT", f"/api/v1/media/{quote(name, safe='')}{lufs}", content


def _pin(chance: random.Random) -> _Asked:
    who = {"officer": nasty.value(chance), "pin": nasty.value(chance)}
    path = chance.choice(("/api/v1/sign-in", "/api/v1/counters/1/open", "/api/v1/me"))
    return "POST", path, _json(who)


def _paper(chance: random.Random) -> _Asked:
    """Whatever a scanner reads: a ticket's id, most often of no ticket."""
    scanned = chance.choice((nasty.text(chance), str(nasty.value(chance)), "A-001", "a" * 22))
    action = chance.choice(("", "/cancel", "/rejoin", "/reprint", "/notes", "/before/A-001"))
    path = f"/api/v1/tickets/{quote(scanned, safe='') or 'x'}{action}"
    return ("POST", path, _json(nasty.value(chance))) if action else ("GET", path, b"")


def _display(chance: random.Random) -> _Asked:
    name = quote(chance.choice(("display-1", "x", nasty.text(chance) or "y")), safe="")
    fields = ("zones", "name", "volume", "muted", "door", "counter", "layout")
    body = {field: nasty.value(chance) for field in fields if chance.random() < 0.5}
    return "PUT", f"/api/v1/displays/{name}", _json(body)


def _officers(chance: random.Random) -> _Asked:
    """Lists that are not taken: hashing PINs for nothing takes no new input."""
    row = {"id": "x", "name": nasty.value(chance), "role": nasty.value(chance), "pin": "1"}
    return "PUT", "/api/v1/officers", _json({"officers": [nasty.tree(chance, row, 2)]})


def _query(chance: random.Random) -> _Asked:
    path = chance.choice(("/api/v1/refused?date=", "/api/v1/reports/rule?from=", "/healthz?"))
    return "GET", path + quote(str(nasty.value(chance))[:80]), b""


def _json(document: Any) -> bytes:
    return json.dumps(document).encode()
