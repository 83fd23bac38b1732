"""The hub's announcement on the local network: there from the first answer to the last."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from ipaddress import AddressValueError, IPv4Address

from zeroconf import Error, InterfaceChoice, IPVersion, ServiceInfo
from zeroconf.asyncio import AsyncZeroconf

from shared.protocol.announcement import SERVICE_TYPE, Announcement, local_interfaces

log = logging.getLogger(__name__)

CHECK_SECONDS = 1.0
"""How often the machine's addresses are looked at; an app may wait three seconds in all."""

WITHDRAW_SECONDS = 0.5


class Advertiser:
    """Announces one listener of a hub, and follows the machine's addresses.

    `host` is what the hub listens on: 0.0.0.0 is announced on every interface, one address on its
    interface alone. (That is not enough to keep a hub on loopback to itself: where any program of
    the machine listens on a network, Linux hands its questions to all of them. So the
    announcement names the machine, and apps elsewhere pass over loopback addresses.)
    Announcements are IPv4's; a hub on one IPv6 address alone is not announced, and the log says so.
    Call `start` once the hub answers. Without any interface, or when a socket fails, it goes on
    trying; nothing that goes wrong here reaches the hub.
    """

    def __init__(self, announcement: Announcement, host: str, port: int) -> None:
        self._announcement = announcement
        self._host = _announceable(host)
        self._port = port
        self._zeroconf: AsyncZeroconf | None = None
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Announce from now on; returns at once."""
        if self._host is None:
            log.warning("not announced on the network: only IPv4 addresses can be")
            return
        self._task = asyncio.create_task(self._keep_announcing(), name="advertiser")

    async def stop(self) -> None:
        """Withdraw, within half a second; the announcement is gone before the port is."""
        if self._task is None:
            return
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        self._task = None
        await self._withdraw()

    async def _keep_announcing(self) -> None:
        while True:
            try:
                await self._announce()
            except (OSError, RuntimeError, Error) as error:
                log.warning("not announced on the network, trying again: %s", error)
                await self._withdraw()
            await asyncio.sleep(CHECK_SECONDS)

    async def _announce(self) -> None:
        """Register, then follow the addresses until something fails."""
        offered = self._offered()
        if not offered:
            return
        zeroconf = AsyncZeroconf(interfaces=self._interfaces(), ip_version=IPVersion.V4Only)
        self._zeroconf = zeroconf
        await zeroconf.async_register_service(self._info(offered), cooperating_responders=True)
        log.info("announced as %s at %s", self._announcement.instance, _listed(offered))
        while True:
            await asyncio.sleep(CHECK_SECONDS)
            offered = await self._refresh(zeroconf, offered)

    async def _refresh(
        self, zeroconf: AsyncZeroconf, before: frozenset[IPv4Address]
    ) -> frozenset[IPv4Address]:
        """Follow the interfaces; a new set of addresses is announced anew."""
        now = self._offered()
        if not now:
            return before
        if now != before:
            # The new record first: opening an interface announces whatever is registered then.
            await zeroconf.async_update_service(self._info(now))
            log.info("announced anew at %s", _listed(now))
        # Also with the same addresses: it opens what could not be opened the last time.
        await zeroconf.async_update_interfaces()
        return now

    async def _withdraw(self) -> None:
        zeroconf, self._zeroconf = self._zeroconf, None
        if zeroconf is None:
            return
        try:
            async with asyncio.timeout(WITHDRAW_SECONDS):
                await zeroconf.async_close()
        except (TimeoutError, OSError, RuntimeError, Error) as error:
            log.warning("the announcement could not be withdrawn: %s", error)

    @property
    def _everywhere(self) -> bool:
        return self._host is None or self._host.is_unspecified

    def _interfaces(self) -> InterfaceChoice | list[str]:
        return InterfaceChoice.All if self._everywhere else [str(self._host)]

    def _offered(self) -> frozenset[IPv4Address]:
        """The addresses under which the hub answers now."""
        if self._host is not None and not self._everywhere:
            return frozenset({self._host})
        local = {interface.ip for interface in local_interfaces()}
        return frozenset({ip for ip in local if not ip.is_loopback} or local)

    def _info(self, addresses: frozenset[IPv4Address]) -> ServiceInfo:
        return ServiceInfo(
            SERVICE_TYPE,
            self._announcement.instance,
            port=self._port,
            server=self._announcement.server,
            addresses=[ip.packed for ip in sorted(addresses)],
            properties=self._announcement.txt(),
        )


def _announceable(host: str) -> IPv4Address | None:
    """The IPv4 address behind what a hub listens on; None when there is none."""
    if host in ("::", "localhost"):
        return IPv4Address("0.0.0.0" if host == "::" else "127.0.0.1")
    try:
        return IPv4Address(host)
    except AddressValueError:
        return None


def _listed(addresses: frozenset[IPv4Address]) -> str:
    return ", ".join(map(str, sorted(addresses)))
