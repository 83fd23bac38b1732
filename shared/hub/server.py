"""Runs a hub: opens the data directory, listens, says that it is ready, and ends cleanly."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import socket
import sqlite3
import ssl
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import uvicorn

from shared.domain import commands as c
from shared.domain.hall import Hall
from shared.domain.permits import DESK, OFFICER, SUPERVISOR
from shared.domain.site import Site, text
from shared.hub import garbage
from shared.hub.backup.copied import mark_if_copied
from shared.hub.backup.replication import Replication
from shared.hub.backup.setting import Setting, on_one_disk, require_apart, setting_of
from shared.hub.contacts import CONTACTS_FILE
from shared.hub.crowd import Crowd
from shared.hub.cut_tail import mark_if_cut
from shared.hub.doorway import Doorway
from shared.hub.http.app import application
from shared.hub.http.no_http import Http, connection, http_protocol
from shared.hub.hub import HUB_ID_LENGTH, Hub
from shared.hub.identity.certificate import Identity, identity_of
from shared.hub.journal.lock import DirectoryLock
from shared.hub.journal.port import Unreadable
from shared.hub.journal.sqlite import SqliteJournal
from shared.hub.listener import Certificate, Misuse, bind
from shared.hub.officers import Officer, Officers
from shared.hub.orders import new_command_id
from shared.hub.people import PEOPLE_FILE
from shared.hub.pin_hashes import SAMPLE_PIN
from shared.hub.pin_rules import random_pin
from shared.hub.projection.follower import keep, opened
from shared.hub.projection.tables import REPORTS_FILE
from shared.hub.pulse import Pulse
from shared.hub.refused import REFUSED_FILE, RefusedDays
from shared.hub.replay import replay
from shared.hub.snapshots.keeper import Keeper
from shared.hub.snapshots.store import Store
from shared.hub.socket import line_protocol
from shared.hub.trust import Trust, is_loopback, token_of
from shared.protocol.announcement import Announcement, key_of
from shared.protocol.messages import PROTOCOL
from shared.protocol.pairing import fingerprint
from shared.protocol.site_file import site_document
from shared.protocol.supervision import Manager

if TYPE_CHECKING:
    from shared.hub.advertiser import Advertiser

log = logging.getLogger(__name__)

STOP_SECONDS = 1
"""What open requests get when the hub stops; it must be gone within two seconds."""


_HERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}
"""What listens everywhere is reached from this machine at its own address."""

LAST_RESORT_SECONDS = 1.6
"""After a stop was asked for: whatever still hangs then is left behind. The journal is whole at
every moment, and what is not on disk was not acknowledged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a hub is started."""

    directory: Path
    host: str = "127.0.0.1"
    port: int = 0
    first_site: Callable[[], tuple[Site, bool]]
    """The site of a directory that has none, and whether it is the sample, which brings officers
    along."""
    site_given: bool = False
    """Somebody asked for that site: a directory that has one already refuses it."""
    always_open: bool = False
    advertise: bool = True
    forecast: bool = True
    backup: str | None = None
    """Where the replica is kept; None: what ``backup.toml`` says."""
    certificate: Certificate | None = None
    """With it the port speaks TLS, and nothing else."""


class _Server(uvicorn.Server):
    """uvicorn without its own signal handlers, the hub ends in its own order; and with a doorway
    of ours."""

    def __init__(self, config: uvicorn.Config, crowd: Crowd) -> None:
        super().__init__(config)
        self._crowd = crowd

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await self.lifespan.startup()
        kind = cast(type[Http], self.config.http_protocol_class)
        doorways = [
            Doorway(
                one,
                self._crowd,
                lambda place: connection(kind, place, self.config, self.server_state),
                self.config.ssl,
            )
            for one in sockets or []
        ]
        for doorway in doorways:
            doorway.open()
        self.servers = cast(Any, doorways)  # it asks for `close` and `wait_closed`
        self.started = True


async def serve(settings: Settings) -> None:
    """Runs until SIGTERM or SIGINT."""
    loopback = is_loopback(settings.host)
    if settings.certificate is not None:
        settings.certificate.check()
    settings.directory.mkdir(parents=True, exist_ok=True)
    with DirectoryLock(settings.directory):
        setting = setting_of(settings.directory, settings.backup)
        if setting is not None and setting.folder is not None:
            require_apart(setting.folder, settings.directory, "The backup's place")
        hub = await _open(settings, loopback_only=loopback)
        if setting is not None:
            _keep_backup(hub, settings.directory, setting)
        await _listen(hub, settings)


async def _open(settings: Settings, *, loopback_only: bool) -> Hub:
    garbage.hold()
    journal = await SqliteJournal.open(settings.directory / "journal.db")
    hall = Hall(always_open=settings.always_open)
    snapshot = await Store(settings.directory).restore(journal, hall)
    head = await replay(journal, hall, snapshot)
    mark_if_cut(settings.directory, head, hall)
    mark_if_copied(settings.directory, head)
    if settings.site_given and hall.plan is not None:
        await journal.close()
        raise Misuse("This directory has a site already: use 'giliran site load' on the hub.")
    try:
        identity = _identity(settings, head.journal[:HUB_ID_LENGTH], loopback_only=loopback_only)
    except BaseException:
        await journal.close()
        raise
    officers = _officers(settings.directory)
    trust = Trust(loopback_only=loopback_only, token=token_of(settings.directory))
    refused_days = RefusedDays(settings.directory / REFUSED_FILE)
    contacts = settings.directory / CONTACTS_FILE
    hub = Hub(journal, officers, trust, refused_days, hall=hall, head=head, contacts=contacts)
    hub.identity = identity
    hub.engine.listen(garbage.turned_day)
    hub.keep_snapshots(Keeper(settings.directory, snapshot.seq if snapshot else 0))
    await hub.start()
    if settings.forecast:
        hub.forecast.start()
    first_start = hall.plan is None
    if first_start:
        await _begin(hub, *settings.first_site())
    if not loopback_only and (retired := await officers.retire_sample_pin()):
        log.warning("the sample PIN of %s officers was replaced by random ones", retired)
    if officers.nobody:
        _say_that_nobody_works_here(settings.directory / PEOPLE_FILE, first_start=first_start)
    _say_what_pins_are_new(officers)
    return hub


def _identity(settings: Settings, hub: str, *, loopback_only: bool) -> Identity | None:
    """What the hub shows; nothing where nobody else can reach it and nobody brought a
    certificate."""
    if loopback_only and settings.certificate is None:
        return None
    identity = identity_of(settings.directory, hub, settings.certificate)
    log.info("it shows the certificate with the SHA-256 %s", fingerprint(identity.der).hex())
    return identity


def _say_that_nobody_works_here(people: Path, *, first_start: bool) -> None:
    """As things should be on the first day; on any other, the file may have been lost."""
    if first_start:
        log.info("nobody can sign on yet: 'giliran officer load' brings the officers")
        return
    log.error(
        "%s has no officers: nobody can sign on. If the file was lost, stop the hub and put a"
        " backup's in its place; else 'giliran officer load' brings them.",
        people,
    )


def _keep_backup(hub: Hub, directory: Path, setting: Setting) -> None:
    assert isinstance(hub.journal, SqliteJournal)
    warning = on_one_disk(setting.folder, directory) if setting.folder is not None else ""
    if warning:
        log.warning("backup: %s", warning)
    hub.keep_backup(Replication(directory, setting, hub.journal, lambda: hub.engine.head, warning))


def _officers(directory: Path) -> Officers:
    """Raises `Unreadable` (``people``) where their file is damaged."""
    try:
        return Officers(directory)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL:
            words = f"{directory / PEOPLE_FILE} cannot be opened: the disk is full. Make room."
            raise Unreadable("disk-full", words) from error
        raise Unreadable(
            "people",
            f"{directory / PEOPLE_FILE} is damaged ({error}). Put a backup's in its place; or move"
            " it away, start the hub, and load the officers anew ('giliran officer load').",
        ) from error


def _say_what_pins_are_new(officers: Officers) -> None:
    if count := len(officers.unnoted_pins()):
        log.warning(
            "%s officers have a PIN that nobody has noted: 'giliran officer pins' shows them."
            " They are in %s, for its owner alone, until 'giliran officer pins --noted' or the"
            " officer's first sign-on.",
            count,
            officers.first_pins.path,
        )


async def _begin(hub: Hub, site: Site, sample: bool) -> None:
    if sample and not await hub.officers.any():
        await _sample_officers(hub, site)
    command = c.LoadSite(site=site, document=site_document(site))
    await hub.engine.submit(c.Order(command=command, sender="hub", id=new_command_id()))
    await hub.turn_day()


async def _sample_officers(hub: Hub, site: Site) -> None:
    """One for each counter, one for the information desk and a supervisor; with a known PIN only
    where nobody else can reach the hub."""
    known = hub.trust.loopback_only
    at_counters = [(f"officer-{one.id}", f"Petugas {one.number}", OFFICER) for one in site.counters]
    elsewhere = [
        ("information-desk", text(site.desk_name, site.languages[0]), DESK),
        ("supervisor", "Pengawas", SUPERVISOR),
    ]
    officers = [
        Officer(id=id_, name=name, role=role, pin=SAMPLE_PIN if known else random_pin())
        for id_, name, role in (*at_counters, *elsewhere)
    ]
    await (hub.officers.load(officers) if known else hub.officers.introduce(officers))


async def _listen(hub: Hub, settings: Settings) -> None:
    listener = bind(settings.host, settings.port)
    port = listener.getsockname()[1]
    server = _Server(_config(hub), hub.crowd)
    stopping = asyncio.Event()
    _on_signals(stopping)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    path = settings.directory / REPORTS_FILE
    projection = await opened(hub.journal, path)
    reports = asyncio.create_task(keep(hub.journal, path, projection), name="reports")
    while not server.started:
        await asyncio.sleep(0.005)
        if serving.done():
            await serving
    garbage.release()
    advertiser = await _advertise(hub, settings, port)
    _say_ready(hub, settings, port)
    pulse = Pulse(Manager.from_environment())
    pulse.start(f"the hall is served on port {port}")
    hub.officers.hash_the_rest()
    await _until(stopping, hub)
    pulse.stop()
    await _end(hub, server, serving, reports, advertiser)


async def _until(stopping: asyncio.Event, hub: Hub) -> None:
    """Until the hub is told to stop, or can no longer do its work: then whoever runs it starts it
    anew, and the journal has everything."""
    told = asyncio.create_task(stopping.wait())
    broken = asyncio.create_task(hub.broken())
    await asyncio.wait({told, broken}, return_when=asyncio.FIRST_COMPLETED)
    if not told.done():
        _say_what_failed(broken.result())
    told.cancel()
    broken.cancel()


def _say_what_failed(part: asyncio.Task[None]) -> None:
    """With its trace: nobody else asks a task that nobody waits for."""
    error = None if part.cancelled() else part.exception()
    why = repr(error) if error is not None else "it has ended"
    log.critical(
        "a part of the hub has failed (%s: %s): it stops", part.get_name(), why, exc_info=error
    )


def _config(hub: Hub) -> uvicorn.Config:
    files = hub.identity.files if hub.identity is not None else None
    config = uvicorn.Config(
        application(hub),
        loop="none",
        http=http_protocol(hub.counts.noise),
        ws=cast(Any, line_protocol(hub)),  # any factory will do
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=STOP_SECONDS,
        backlog=2048,
        ssl_certfile=files.chain if files is not None else None,
        ssl_keyfile=files.key if files is not None else None,
    )
    config.load()
    if config.ssl is not None:
        config.ssl.minimum_version = ssl.TLSVersion.TLSv1_3  # whoever comes is one of ours
    return config


def _on_signals(stopping: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)


async def _advertise(hub: Hub, settings: Settings, port: int) -> Advertiser | None:
    if not settings.advertise:
        return None
    from shared.hub.advertiser import Advertiser

    plan = hub.engine.hall.plan
    announcement = Announcement(
        site=plan.site.name if plan else "",
        hub=hub.id,
        protocol=PROTOCOL,
        tls=hub.identity is not None,
        key=key_of(hub.identity.der) if hub.identity is not None else "",
    )
    advertiser = Advertiser(announcement, settings.host, port)
    await advertiser.start()
    return advertiser


def _say_ready(hub: Hub, settings: Settings, port: int) -> None:
    here = _HERE.get(settings.host, settings.host)
    host = f"[{here}]" if ":" in here else here
    scheme = "http" if hub.identity is None else "https"
    url = f"{scheme}://{host}:{port}"
    facts: dict[str, str | int] = {"url": url, "hub": hub.id, "pid": os.getpid()}
    if hub.identity is not None:  # for commands on this machine: whom they may trust
        facts["tls_cert"] = str(hub.identity.files.chain.resolve())
    try:
        written = settings.directory / "hub.json.new"
        written.write_text(json.dumps(facts) + "\n", encoding="utf-8")
        written.replace(settings.directory / "hub.json")
    except OSError as error:  # the hall can be served without it
        log.warning("hub.json cannot be written (%s): name the hub with --hub", error.strerror)
    print(json.dumps({"ready": True, **facts}), flush=True)
    log.info("ready at %s with entry %s", url, hub.engine.head.seq)


async def _end(
    hub: Hub,
    server: uvicorn.Server,
    serving: asyncio.Task[None],
    reports: asyncio.Task[None],
    advertiser: Advertiser | None,
) -> None:
    log.info("stopping")
    asyncio.get_running_loop().call_later(LAST_RESORT_SECONDS, _leave)
    if advertiser is not None:
        await advertiser.stop()
    server.should_exit = True
    await hub.stop()
    await serving
    reports.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await reports


def _leave() -> None:
    log.warning("something did not end in time; leaving it behind")
    logging.shutdown()
    os._exit(0)


def log_to_stderr(level: str) -> None:
    """Logs that a technician can read: time, level, part, words."""
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    logging.basicConfig(
        stream=sys.stderr,
        level=level.upper(),
        format="%(asctime)s %(levelname)-7s %(name)s: %(message)s",
    )
    for line in ("uvicorn", "websockets"):  # in detail they log whole messages, PINs and tokens too
        logging.getLogger(line).setLevel(max(logging.INFO, logging.getLogger().level))
