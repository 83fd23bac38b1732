"""Looking for hubs on the local network, on a thread of its own; no Qt here."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Interface

from zeroconf import Error, InterfaceChoice, IPVersion, ServiceStateChange, Zeroconf
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from shared.link.addresses import HubAddress
from shared.protocol.announcement import (
    SERVICE_TYPE,
    announcement_from,
    local_interfaces,
    this_host,
)

log = logging.getLogger(__name__)

CHECK_SECONDS = 1.0
"""How often this machine's addresses are looked at."""

_RESOLVE_MS = 2_000


class Browser:
    """Tells of hubs that appear, move and go; the callbacks come on the browser's thread.

    It works in *looks*. A look starts from nothing, with fresh sockets and an empty cache,
    because a cache is what makes a killed hub visible for a quarter of an hour. A new look begins
    when this machine's addresses changed and, while `seek` says that no hub answers, every
    `look_seconds`: zeroconf itself asks only three times, all in its first five seconds, and a
    switch may take half a minute to wake up.
    """

    def __init__(
        self,
        found: Callable[[HubAddress], None],
        lost: Callable[[str], None],
        look_seconds: float,
    ) -> None:
        self._found = found
        self._lost = lost
        self._look_seconds = look_seconds
        self._loop = asyncio.new_event_loop()
        self._woken = asyncio.Event()
        self._stopping = False
        self._seeking = True
        self._known: dict[str, HubAddress] = {}
        self._thread = threading.Thread(target=self._run, name="hub-browser", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def seek(self, seeking: bool) -> None:
        """Ask the network again and again (no hub answers), or only listen (one does)."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._set_seeking, seeking)

    def close(self) -> None:
        """Stop looking; the thread and its sockets are gone when this returns."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop)
            self._thread.join()
        self._loop.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._browse())

    def _stop(self) -> None:
        self._stopping = True
        self._woken.set()

    def _set_seeking(self, seeking: bool) -> None:
        if seeking and not self._seeking:
            self._woken.set()
        self._seeking = seeking

    async def _browse(self) -> None:
        while not self._stopping:
            try:
                await self._look()
            except (OSError, RuntimeError, Error) as error:
                # Without any interface there is nothing to look on yet.
                log.debug("cannot look for hubs yet: %s", error)
                await self._woken_within(CHECK_SECONDS)

    async def _look(self) -> None:
        local = local_interfaces()
        zeroconf = AsyncZeroconf(interfaces=InterfaceChoice.All, ip_version=IPVersion.V4Only)
        look = _Look(zeroconf, self._seen, self._gone)
        began = self._loop.time()
        try:
            await self._until_over(local, began + self._look_seconds)
        finally:
            await look.close()
            await zeroconf.async_close()
        if self._loop.time() - began >= self._look_seconds:
            # A look cut short says nothing about the hubs it has not met.
            for name in self._known.keys() - look.names:
                self._gone(name)

    async def _until_over(self, local: frozenset[IPv4Interface], enough: float) -> None:
        """Until woken, or the addresses changed, or (seeking) the look has lasted `enough`."""
        while not await self._woken_within(CHECK_SECONDS):
            if local_interfaces() != local or (self._seeking and self._loop.time() >= enough):
                return

    async def _woken_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return False
        self._woken.clear()
        return True

    def _seen(self, name: str, address: HubAddress) -> None:
        self._known[name] = address
        self._found(address)

    def _gone(self, name: str) -> None:
        address = self._known.pop(name, None)
        if address is not None:
            self._lost(address.hub)


class _Look:
    """One look: a browser, and the questions it asks about the names it meets."""

    def __init__(
        self,
        zeroconf: AsyncZeroconf,
        seen: Callable[[str, HubAddress], None],
        gone: Callable[[str], None],
    ) -> None:
        self.names: set[str] = set()
        self._zeroconf = zeroconf
        self._seen = seen
        self._gone = gone
        self._questions: set[asyncio.Task[None]] = set()
        self._browser = AsyncServiceBrowser(
            zeroconf.zeroconf, SERVICE_TYPE, handlers=[self._on_change]
        )

    async def close(self) -> None:
        await self._browser.async_cancel()
        for question in self._questions:
            question.cancel()
        await asyncio.gather(*self._questions, return_exceptions=True)

    def _on_change(
        self, zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange
    ) -> None:
        del zeroconf, service_type
        if state_change is ServiceStateChange.Removed:
            self.names.discard(name)
            self._gone(name)
            return
        question = asyncio.ensure_future(self._ask(name))
        self._questions.add(question)
        question.add_done_callback(self._questions.discard)

    async def _ask(self, name: str) -> None:
        info = AsyncServiceInfo(SERVICE_TYPE, name)
        if not await info.async_request(self._zeroconf.zeroconf, _RESOLVE_MS):
            return
        address = _address(info)
        if address is not None:
            self.names.add(name)
            self._seen(name, address)


def _address(info: AsyncServiceInfo) -> HubAddress | None:
    """What a resolved service offers; None when it is no hub, or nowhere."""
    said = announcement_from(info.properties)
    if said is None or not info.port:
        return None
    here = said.host == this_host()
    addresses = [IPv4Address(host) for host in info.parsed_addresses(IPVersion.V4Only)]
    hosts = tuple(str(ip) for ip in addresses if here or not ip.is_loopback)
    if not hosts:
        return None
    return HubAddress(
        hub=said.hub,
        site=said.site,
        hosts=hosts,
        port=info.port,
        here=here,
        tls=said.tls,
        protocol=said.protocol,
        key=said.key,
    )
