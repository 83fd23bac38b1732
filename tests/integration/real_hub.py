"""The real hub as a process of its own, in a directory that outlives it."""

from __future__ import annotations

import json
import signal
import subprocess
import uuid
from base64 import b64encode
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from shared.cli.environment import environment, python
from shared.hub.journal.port import Entry
from shared.hub.journal.reading import Reader
from shared.hub.journal.schema import JOURNAL_FILE
from shared.protocol.pairing import new_key, public_key_of

READY_S = 20.0
STOP_S = 30.0
ANSWER_S = 30.0
"""What a request gets: others work on the machine too, and a PIN has to be hashed."""


class HubDidNotStart(Exception):
    """It ended instead of answering: `status` and what it `said` on stderr."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(f"status {status}: {said}")
        self.status = status
        self.said = said


class RealHub:
    """`giliran hub` on a directory: starts on entering, is gone on leaving, can be killed between.

    Requests go through `request` and its short forms; they carry the directory's token.
    """

    def __init__(self, directory: Path, *options: str) -> None:
        self.directory = directory
        self.log = directory.with_name(directory.name + ".log")
        forecast = [] if "--forecast" in options else ["--no-forecast"]  # a process less
        self.options = [*options, "--no-advertise", *forecast]
        self.process: subprocess.Popen[str] | None = None
        self.ready: dict[str, Any] = {}
        self.after_ready = ""
        """What it printed on stdout after its one line; known once it has ended."""
        self._http: httpx.Client | None = None

    @property
    def url(self) -> str:
        return str(self.ready["url"])

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process is not None:
            self.kill()

    def start(self) -> None:
        """Starts it and waits for its line; `HubDidNotStart` when it ends instead."""
        command = python("shared.cli", "hub", "--data", str(self.directory), *self.options)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=log, text=True, env=environment()
            )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            status = self._reap()
            raise HubDidNotStart(status, self.said())
        self.ready = json.loads(line)
        token = (self.directory / "token").read_text().strip()
        self._http = httpx.Client(
            base_url=self.url,
            headers={"authorization": f"Bearer {token}"},
            timeout=ANSWER_S,
            trust_env=False,
            verify=False,  # on this machine: whether a hub can be believed is other tests' matter
            # Used by many threads: a pool that tidies up closes what another has just been given.
            limits=httpx.Limits(max_keepalive_connections=None, keepalive_expiry=None),
        )

    def stop(self) -> int:
        """SIGTERM; the exit status."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self._reap()

    def kill(self) -> None:
        """As a power cut does."""
        assert self.process is not None
        self.process.kill()
        self._reap()

    def said(self) -> str:
        """All its logs so far."""
        return self.log.read_text(encoding="utf-8")

    def entries(self) -> list[Entry]:
        """The whole journal, from the file."""
        reader = Reader(self.directory / JOURNAL_FILE)
        try:
            return reader.read(0, 1_000_000)
        finally:
            reader.close()

    # Asking it ------------------------------------------------------------------------------

    def request(self, method: str, path: str, body: Any = None, **more: Any) -> httpx.Response:
        assert self._http is not None
        if body is not None:
            more["json"] = body
        return self._http.request(method, path, **more)

    def stream(self, method: str, path: str, **more: Any) -> AbstractContextManager[httpx.Response]:
        """The same for an answer that may never end."""
        assert self._http is not None
        return self._http.stream(method, path, **more)

    def get(self, path: str) -> Any:
        """The JSON of a page that must be there."""
        answer = self.request("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def take(self, service: str = "KTP-BARU", **more: Any) -> dict[str, Any]:
        """A ticket."""
        answer = self.request("POST", "/api/v1/tickets", {"service": service, **more})
        assert answer.status_code == 201, answer.text
        ticket: dict[str, Any] = answer.json()
        return ticket

    def at(self, counter: str, action: str, body: Any = None, **more: Any) -> httpx.Response:
        """An officer's action at a counter."""
        more.setdefault("headers", {"idempotency-key": uuid.uuid4().hex})
        return self.request("POST", f"/api/v1/counters/{counter}/{action}", body or {}, **more)

    def let_in(self, role: str, device: str) -> bytes:
        """A device that is let in here, beyond loopback: its private key."""
        key = new_key()
        public = b64encode(public_key_of(key)).decode("ascii")
        body = {"role": role, "device": device, "key": public}
        answer = self.request("POST", "/api/v1/devices", body)
        assert answer.status_code == 201, answer.text
        return key

    def own_pin(self, officer: str, first: str) -> str:
        """The PIN that an officer chooses in the place of the first one."""
        own = f"{first[::-1]}9"
        body = {"officer": officer, "pin": first, "new": own}
        answer = self.request("POST", "/api/v1/change-pin", body)
        assert answer.status_code == 200, answer.text
        return own

    def open(self, *counters: str) -> None:
        for counter in counters:
            answer = self.at(counter, "open", {"officer": f"officer-{counter}", "pin": "1234"})
            assert answer.status_code == 200, answer.text

    def _reap(self) -> int:
        assert self.process is not None
        self.after_ready, _ = self.process.communicate(timeout=STOP_S)
        status = self.process.returncode
        self.process = None
        if self._http is not None:
            self._http.close()
            self._http = None
        return status


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The refusal in an answer, which must be this one and complete."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    found: dict[str, Any] = answer.json()
    assert found["code"] == code
    assert found["status"] == status
    assert found["type"]
    assert found["title"]
    assert found["detail"]
    return found
