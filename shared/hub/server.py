"""Runs a hub: opens the data directory, listens, says that it is ready, and ends cleanly."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from shared.domain import commands as c
from shared.domain.hall import Hall
from shared.domain.site import Site
from shared.hub.advertiser import Advertiser
from shared.hub.http.app import application
from shared.hub.hub import Hub
from shared.hub.journal.lock import DirectoryLock
from shared.hub.journal.sqlite import SqliteJournal
from shared.hub.officers import SAMPLE_PIN, Officer, Officers, random_pin
from shared.hub.orders import new_command_id
from shared.hub.projection.follower import Projection
from shared.hub.refused import RefusedDays
from shared.hub.replay import replay
from shared.hub.trust import Trust, is_loopback, token_of
from shared.protocol.announcement import Announcement
from shared.protocol.messages import PROTOCOL
from shared.protocol.site_file import site_document

log = logging.getLogger(__name__)

STOP_SECONDS = 1
"""What open requests get when the hub stops; it must be gone within two seconds."""


_HERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}
"""What listens everywhere is reached from this machine at its own address."""

LAST_RESORT_SECONDS = 1.6
"""After a stop was asked for: whatever still hangs then is left behind. The journal is whole at
every moment, and what is not on disk was not acknowledged."""


class Misuse(Exception):
    """The hub will not start like this; the words say what to do instead."""


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
    trust_lan: bool = False
    advertise: bool = True


class _Server(uvicorn.Server):
    """uvicorn without its own signal handlers: the hub ends in its own order."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(settings: Settings) -> None:
    """Runs until SIGTERM or SIGINT."""
    loopback = is_loopback(settings.host)
    if not loopback and not settings.trust_lan:
        raise Misuse(
            f"{settings.host} can be reached by others. Until devices are paired, listen on"
            " 127.0.0.1, or say --trust-lan and give every app the token of the data directory."
        )
    settings.directory.mkdir(parents=True, exist_ok=True)
    with DirectoryLock(settings.directory):
        hub = await _open(settings, loopback_only=loopback)
        if not loopback:
            log.warning("listening on %s: everyone there with the token is trusted", settings.host)
        await _listen(hub, settings)


async def _open(settings: Settings, *, loopback_only: bool) -> Hub:
    journal = await SqliteJournal.open(settings.directory / "journal.db")
    hall = Hall(always_open=settings.always_open)
    head = await replay(journal, hall)
    if settings.site_given and hall.plan is not None:
        await journal.close()
        raise Misuse("This directory has a site already: use 'giliran site load' on the hub.")
    officers = Officers(settings.directory / "people.db")
    trust = Trust(loopback_only=loopback_only, token=token_of(settings.directory))
    refused_days = RefusedDays(settings.directory / "refused.json")
    hub = Hub(journal, officers, trust, refused_days, hall=hall, head=head)
    await hub.start()
    if hall.plan is None:
        await _begin(hub, *settings.first_site())
    if not loopback_only and await officers.retire_pin(SAMPLE_PIN):
        log.warning("the sample PIN was replaced: 'giliran officer pins' shows the new ones once")
    return hub


async def _begin(hub: Hub, site: Site, sample: bool) -> None:
    command = c.LoadSite(site=site, document=site_document(site))
    await hub.engine.submit(c.Order(command=command, sender="hub", id=new_command_id()))
    await hub.turn_day()
    if sample and not await hub.officers.any():
        await _sample_officers(hub, site)


async def _sample_officers(hub: Hub, site: Site) -> None:
    """One for each counter; with a known PIN only where nobody else can reach the hub."""
    known = hub.trust.loopback_only
    officers = [
        Officer(
            id=f"officer-{counter.id}",
            name=f"Petugas {counter.number}",
            pin=SAMPLE_PIN if known else random_pin(),
        )
        for counter in site.counters
    ]
    await hub.officers.load(officers, reveal=not known)


async def _listen(hub: Hub, settings: Settings) -> None:
    listener = _bind(settings)
    port = listener.getsockname()[1]
    server = _Server(_config(hub))
    stopping = asyncio.Event()
    _on_signals(stopping)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    projection = await Projection.open(hub.journal, settings.directory / "reports.db")
    reports = asyncio.create_task(projection.run(), name="reports")
    while not server.started:
        await asyncio.sleep(0.005)
        if serving.done():
            await serving
    advertiser = await _advertise(hub, settings, port)
    _say_ready(hub, settings, port)
    await _until(stopping, hub)
    try:
        await _end(hub, server, serving, reports, advertiser)
    finally:
        await projection.close()


async def _until(stopping: asyncio.Event, hub: Hub) -> None:
    """Until the hub is told to stop, or can no longer do its work: then whoever runs it starts it
    anew, and the journal has everything."""
    told = asyncio.create_task(stopping.wait())
    broken = asyncio.create_task(hub.broken())
    await asyncio.wait({told, broken}, return_when=asyncio.FIRST_COMPLETED)
    if not told.done():
        log.critical("a part of the hub has failed: it stops")
    told.cancel()
    broken.cancel()


def _bind(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise Misuse(
            f"{settings.host}:{settings.port} cannot be listened on ({error.strerror}):"
            " choose another port, or 0 for a free one."
        ) from None
    return listener


def _config(hub: Hub) -> uvicorn.Config:
    return uvicorn.Config(
        application(hub),
        loop="none",
        http="httptools",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        ws_max_size=1024 * 1024,
        ws_ping_interval=None,
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=STOP_SECONDS,
        backlog=2048,
    )


def _on_signals(stopping: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)


async def _advertise(hub: Hub, settings: Settings, port: int) -> Advertiser | None:
    if not settings.advertise:
        return None
    plan = hub.engine.hall.plan
    announcement = Announcement(
        site=plan.site.name if plan else "", hub=hub.id, protocol=PROTOCOL, tls=False
    )
    advertiser = Advertiser(announcement, settings.host, port)
    await advertiser.start()
    return advertiser


def _say_ready(hub: Hub, settings: Settings, port: int) -> None:
    here = _HERE.get(settings.host, settings.host)
    host = f"[{here}]" if ":" in here else here
    url = f"http://{host}:{port}"
    facts = {"url": url, "hub": hub.id, "pid": os.getpid()}
    written = settings.directory / "hub.json.new"
    written.write_text(json.dumps(facts) + "\n", encoding="utf-8")
    written.replace(settings.directory / "hub.json")
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
