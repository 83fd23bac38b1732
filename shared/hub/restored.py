"""A hub that was restored: it gives no numbers until it knows which ones are on paper.

What the backup lacks, the kiosks know: each tells in its hello the highest numbers it has printed,
and hands over the papers that the journal has lost. Until all of them have been heard, or a person
says go, nobody gets a number.
"""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Callable
from pathlib import Path

import msgspec

from shared.domain import commands as c
from shared.domain.hall import Hall
from shared.domain.ids import DAY, DeviceId, Moment
from shared.domain.refusal import Code, Refusal
from shared.hub.roles import Role
from shared.protocol.messages import Head, Hello
from shared.protocol.views import ServiceStatus

log = logging.getLogger(__name__)

MARK_FILE = "restored.json"

TOLD_FOR = 2 * DAY
"""So long kiosks are asked for what the backup lacks; a paper is worth nothing after its day."""


class Mark(msgspec.Struct):
    """Kept in the data directory of a restored hub."""

    id: str
    """Names this restore; a kiosk hands over its papers once for each."""
    source: str
    at: Moment
    head: Head
    """Where the journal stood then: what is after it was recorded here."""
    reported: list[str] = []
    """Kiosks that have said what they have printed."""
    over: str = ""
    """Why nobody is waited for any more: ``reported``, or ``go``."""

    @classmethod
    def new(cls, source: str, head: Head, at: int) -> Mark:
        return cls(id=secrets.token_hex(8), source=source, at=Moment(at), head=head)


class Restored:
    """The waiting. All methods belong to the hub's loop; `over` is told when it ends."""

    def __init__(self, directory: Path, hall: Hall, now: Callable[[], Moment]) -> None:
        self._directory = directory
        self._hall = hall
        self._now = now
        self._mark = read_mark(directory)
        self._watchers: list[Callable[[], None]] = []
        if self.waiting:
            log.warning(
                "this hub was restored: it gives no numbers until these kiosks have told theirs: %s"
                " - or 'giliran restore go'",
                ", ".join(self.missing()) or "none is known",
            )

    def watch(self, watcher: Callable[[], None]) -> None:
        """`watcher` is called when numbers are given again."""
        self._watchers.append(watcher)

    @property
    def waiting(self) -> bool:
        return self._mark is not None and not self._mark.over

    @property
    def told(self) -> str:
        """What kiosks are told in their welcome: this restore's name, while it matters."""
        mark = self._mark
        return mark.id if mark is not None and self._now() < mark.at + TOLD_FOR else ""

    def missing(self) -> list[str]:
        """The kiosks that the journal knows, and that have said nothing yet."""
        if self._mark is None:
            return []
        kiosks = (one.id for one in self._hall.devices.values() if one.role == Role.KIOSK)
        return sorted(set(kiosks) - set(self._mark.reported))

    def refuse(self, order: c.Order) -> None:
        """Raises `Refusal` for what would give a number."""
        if self.waiting and isinstance(order.command, c.IssueTicket):
            raise Refusal(
                Code.RESTORING,
                "The hall was restored from a backup and waits for its kiosks: no numbers yet.",
                kiosks=self.missing(),
            )

    def shut(self, services: list[ServiceStatus]) -> list[ServiceStatus]:
        """Services as they stand: none gives numbers while the kiosks are waited for."""
        if not self.waiting:
            return services
        return [
            msgspec.structs.replace(one, open=False, reason=Code.RESTORING.value, reason_text={})
            for one in services
        ]

    def report(self, hello: Hello) -> None:
        """A kiosk has been greeted: what it has printed is in the journal now.

        One that cannot say what it has printed (an older program) is not taken as heard.
        """
        mark = self._mark
        if mark is None or not self.waiting or hello.role != Role.KIOSK:
            return
        if hello.grant is msgspec.UNSET or hello.device in mark.reported:
            return
        mark.reported.append(DeviceId(hello.device))
        missing = self.missing()
        log.info("restored: %s has told its numbers; missing: %s", hello.device, missing or "none")
        if missing:
            self._save(mark)
        else:
            self._end("reported")

    def settle(self) -> None:
        """At the start: where the journal knows no kiosk there is nobody to wait for."""
        if self.waiting and not self.missing():
            self._end("reported")

    def go(self) -> list[str]:
        """A person takes it upon them; the kiosks that were missing."""
        missing = self.missing()
        if self.waiting:
            log.warning("restored: told to go on without %s", missing or "nobody")
            self._end("go")
        return missing

    def _end(self, why: str) -> None:
        assert self._mark is not None
        self._mark.over = why
        self._save(self._mark)
        log.warning("restored: numbers are given again")
        for watcher in self._watchers:
            watcher()

    def _save(self, mark: Mark) -> None:
        """What does not get on disk is asked for anew after a restart, and no more."""
        try:
            write_mark(self._directory, mark)
        except OSError as error:
            log.error("%s cannot be written: %s", MARK_FILE, error)


def read_mark(directory: Path) -> Mark | None:
    """The mark of a restored data directory; None: it was never restored.

    An unreadable one is as good as one that waits: numbers are given when a person says so.
    """
    path = directory / MARK_FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=Mark)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        log.error("%s cannot be read: %s", path, error)
        return Mark.new("unknown", Head("", 0, ""), 0)


def write_mark(directory: Path, mark: Mark) -> None:
    """Raises OSError."""
    path = directory / MARK_FILE
    new = path.with_name(f"{MARK_FILE}.new")
    new.write_bytes(msgspec.json.encode(mark))
    with new.open("rb") as file:
        os.fsync(file.fileno())
    new.replace(path)
