"""Files for the TVs' playlist over REST, with a real hub."""

from __future__ import annotations

import hashlib
import http.client
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.integration.real_hub import ANSWER_S, RealHub

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4_000
MP4 = b"\0\0\0\x18ftypisom" + bytes(1_000)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    with RealHub(tmp_path_factory.mktemp("media") / "data", "--always-open") as running:
        yield running


def ask(hub: RealHub, method: str, path: str, **more: Any) -> httpx.Response:
    """As anybody on the hub's machine does, without its token."""
    return httpx.request(method, f"{hub.url}/api/v1/{path}", timeout=ANSWER_S, **more)


def put(hub: RealHub, name: str, content: bytes, **headers: str) -> httpx.Response:
    return ask(hub, "PUT", f"media/{name}", content=content, headers=headers)


def fetch(hub: RealHub, content: bytes, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return ask(hub, "GET", f"media/files/{digest(content)}", headers=named)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def listed(hub: RealHub) -> dict[str, str]:
    answer = ask(hub, "GET", "media").json()
    return {one["name"]: one["digest"] for one in answer["media"]}


def stored(hub: RealHub) -> set[str]:
    return {file.name for file in (hub.directory / "media").iterdir()}


def code(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, response.json()["code"]


def test_a_file_is_kept_under_its_digest_and_handed_out(hub: RealHub) -> None:
    kept = put(hub, "Poster%201.png", PNG)
    assert kept.status_code == 201
    assert kept.json() == {
        "name": "Poster 1.png",
        "digest": digest(PNG),
        "size": len(PNG),
        "kind": "picture",
    }
    whole = fetch(hub, PNG)
    assert whole.content == PNG
    assert whole.headers["etag"] == f'"{digest(PNG)}"'
    assert hub.entries()[-1].type == "MediumAdded"
    assert PNG not in (hub.directory / "journal.db").read_bytes()


def test_parts_and_what_is_known_already(hub: RealHub) -> None:
    put(hub, "b.png", PNG)
    part = fetch(hub, PNG, range="bytes=1000-1999")
    assert (part.status_code, part.content) == (206, PNG[1000:2000])
    assert part.headers["content-range"] == f"bytes 1000-1999/{len(PNG)}"
    assert fetch(hub, PNG, range="bytes=-10").content == PNG[-10:]
    assert fetch(hub, PNG, range=f"bytes={len(PNG) - 5}-").content == PNG[-5:]
    changed = fetch(hub, PNG, range="bytes=5-", if_range='"another"')
    assert (changed.status_code, len(changed.content)) == (200, len(PNG))
    assert fetch(hub, PNG, if_none_match=f'"{digest(PNG)}"').status_code == 304
    assert code(fetch(hub, PNG, range=f"bytes={len(PNG)}-")) == (416, "bad-range")


def test_another_content_takes_the_place_of_the_one_before(hub: RealHub) -> None:
    put(hub, "film.mp4", MP4)
    put(hub, "film.mp4", MP4 + b"longer")
    assert listed(hub)["film.mp4"] == digest(MP4 + b"longer")
    assert digest(MP4) not in stored(hub)
    assert code(fetch(hub, MP4)) == (404, "unknown-medium")


def test_one_content_under_two_names_goes_with_the_last(hub: RealHub) -> None:
    content = PNG + b"twice"
    for name in ("one.png", "two.png"):
        put(hub, name, content)
    assert ask(hub, "DELETE", "media/one.png").status_code == 200
    assert digest(content) in stored(hub)
    ask(hub, "DELETE", "media/two.png")
    assert digest(content) not in stored(hub)
    assert code(ask(hub, "DELETE", "media/two.png")) == (404, "unknown-medium")


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("a.mp4", b"#!/bin/sh\nrm -rf everything\n", (415, "media-kind")),
        ("a.mp4", b"", (415, "media-kind")),
        ("a.mp4", b"\0\0\0\x18ftypavif" + bytes(50), (415, "media-kind")),
        ("..%2Fjournal.db", PNG, (404, "not-found")),
        (".hidden.png", PNG, (422, "bad-name")),
        ("x" * 101, PNG, (422, "bad-name")),
    ],
)
def test_what_is_not_kept(
    hub: RealHub, name: str, content: bytes, refusal: tuple[int, str]
) -> None:
    before = stored(hub)
    assert code(put(hub, name, content)) == refusal
    assert stored(hub) == before


def test_a_file_that_says_it_is_too_large_is_not_even_read(hub: RealHub) -> None:
    line = begun(hub, 2 * 1024**3)
    answer = line.getresponse()
    assert (answer.status, json.loads(answer.read())["code"]) == (413, "too-large")
    line.close()


def test_nothing_stays_of_a_file_that_was_cut_off(hub: RealHub) -> None:
    before = stored(hub)
    line = begun(hub, 5_000_000)
    line.send(MP4 + bytes(600_000))
    until(lambda: bool(stored(hub) - before))
    line.close()
    until(lambda: stored(hub) == before)
    assert put(hub, "after.png", PNG).status_code == 201


def begun(hub: RealHub, size: int) -> http.client.HTTPConnection:
    """An upload of so many bytes, of which none has been sent."""
    line = http.client.HTTPConnection("127.0.0.1", hub.port, timeout=ANSWER_S)
    line.putrequest("PUT", "/api/v1/media/cut.mp4")
    line.putheader("Content-Length", str(size))
    line.endheaders()
    return line


def until(done: Callable[[], bool]) -> None:
    ends = time.monotonic() + ANSWER_S
    while not done():
        assert time.monotonic() < ends, "it did not happen in time"
        time.sleep(0.02)


def test_who_shows_a_session_needs_the_permit(hub: RealHub) -> None:
    def signed_in(officer: str) -> str:
        body = {"officer": officer, "pin": "1234"}
        return str(ask(hub, "POST", "sign-in", json=body).json()["session"])

    desk = {"Giliran-Session": signed_in("information-desk")}
    assert code(put(hub, "c.png", PNG, **desk)) == (403, "not-allowed")
    supervisor = {"Giliran-Session": signed_in("supervisor")}
    assert put(hub, "c.png", PNG + b"!", **supervisor).status_code == 201
    assert hub.entries()[-1].actor == "api/supervisor"


def test_it_is_there_after_a_power_cut_and_what_is_lost_is_named(tmp_path: Path) -> None:
    with RealHub(tmp_path / "data", "--always-open") as hub:
        put(hub, "a.png", PNG)
        put(hub, "b.mp4", MP4)
        hub.kill()
        (hub.directory / "media" / digest(MP4)).unlink()
        (hub.directory / "media" / ".coming-half").write_bytes(b"half")
        hub.start()
        assert listed(hub) == {"a.png": digest(PNG), "b.mp4": digest(MP4)}
        assert stored(hub) == {digest(PNG)}
        troubles = ask(hub, "GET", "troubles").json()["troubles"]
        assert [(one["code"], one["part"]) for one in troubles] == [("media-missing", "b.mp4")]
        put(hub, "b.mp4", MP4)
        assert ask(hub, "GET", "media").json()["lost"] == []
