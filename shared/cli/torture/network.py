"""A hall's network inside this machine: a switch and hosts, each in a network namespace.

The switch lives in a namespace of its own, so no packet, multicast included, leaves it.
"""

from __future__ import annotations

import ctypes
import itertools
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from shared.cli.torture import cable

UP_SECONDS = 10.0
"""Linux looks at the carriers of new cables once a second."""

_CLONE_NEWNET = 0x40000000

_libc = ctypes.CDLL(None, use_errno=True)

_serial = itertools.count()

Answer = TypeVar("Answer")


class NetworkFault(Exception):
    """A command that makes the network failed; the words are its own."""


@dataclass(frozen=True, slots=True)
class Weather:
    """What a bad cable does to what goes through it, in each direction."""

    loss: float
    """The share of the frames that never arrive, 0 to 1."""
    delay_ms: int
    jitter_ms: int
    """The delay is up to so much shorter or longer; frames overtake one another."""


def cannot() -> str:
    """Why no namespaces can be made here; empty when they can."""
    if os.geteuid() != 0:
        return "network namespaces need root"
    if shutil.which("ip") is None:
        return "the command ip (iproute2) is missing"
    name = f"gl{os.getpid()}-try"
    made = subprocess.run(["ip", "netns", "add", name], check=False, capture_output=True, text=True)
    if made.returncode != 0:
        return f"no network namespace can be made: {made.stderr.strip()}"
    subprocess.run(["ip", "netns", "del", name], check=True)
    return ""


class HallNetwork:
    """Makes a switch and its hosts on entering, and takes all of it away on leaving.

    Whoever starts processes on its hosts ends them before. Raises `NetworkFault`.
    """

    def __init__(self, *hosts: str) -> None:
        self._tag = f"gl{os.getpid()}-{next(_serial)}"
        self._hosts = hosts
        self._made: list[str] = []
        self._cables: dict[str, subprocess.Popen[str]] = {}
        self.no_netem = ""
        """Why bad cables are our own; empty where the kernel makes them."""

    def __enter__(self) -> Self:
        try:
            switch = self._add("switch")
            self._add_bridge("br0")
            for host in self._hosts:
                self._connect(host)
            self.no_netem = _no_netem(switch)
        except BaseException:
            self._remove()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._remove()

    def prefix(self, host: str) -> list[str]:
        """What goes before a command to run it on this host."""
        return ["ip", "netns", "exec", self._name(host)]

    def address(self, host: str) -> str:
        return f"10.77.0.{self._hosts.index(host) + 1}"

    def on(self, host: str, ask: Callable[[], Answer]) -> Answer:
        """What `ask` finds when it is asked on this host; it opens its sockets there."""
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(self._asked_there, host, ask).result()

    def _asked_there(self, host: str, ask: Callable[[], Answer]) -> Answer:
        """A namespace of the network belongs to a thread; this one ends with its question."""
        with Path("/run/netns", self._name(host)).open("rb") as there:
            if _libc.setns(there.fileno(), _CLONE_NEWNET) != 0:
                raise NetworkFault(f"{host} cannot be entered: {os.strerror(ctypes.get_errno())}")
        return ask()

    # Addresses ------------------------------------------------------------------------------

    def give_address(self, host: str, address: str = "") -> None:
        """The network of the host comes up."""
        name = self._name(host)
        _ip("-n", name, "link", "set", "eth0", "up")
        _ip("-n", name, "address", "add", f"{address or self.address(host)}/24", "dev", "eth0")

    def take_address(self, host: str) -> None:
        """The cable is pulled and the address lost, as with DHCP."""
        name = self._name(host)
        _ip("-n", name, "address", "flush", "dev", "eth0")
        _ip("-n", name, "link", "set", "eth0", "down")

    def wait_until_forwarding(self) -> None:
        """Until the switch has noticed the cables."""
        deadline = time.monotonic() + UP_SECONDS
        while not self._forwarding():
            if time.monotonic() > deadline:
                raise NetworkFault("the switch forwards nothing")
            time.sleep(0.01)

    def _forwarding(self) -> bool:
        shown = json.loads(_ip("-n", self._name("switch"), "-d", "-j", "link", "show"))
        ports = [link["linkinfo"].get("info_slave_data") for link in shown if "linkinfo" in link]
        return all(port["state"] == "forwarding" for port in ports if port)

    # Faults ---------------------------------------------------------------------------------

    def unplug(self, host: str) -> None:
        """The cable is pulled: the host sees that the link is down."""
        _ip("-n", self._name("switch"), "link", "set", f"port-{host}", "down")

    def plug(self, host: str) -> None:
        _ip("-n", self._name("switch"), "link", "set", f"port-{host}", "up")

    def cut(self, host: str) -> None:
        """The switch forwards nothing to and from this host; the host itself notices nothing."""
        _ip("-n", self._name("switch"), "link", "set", f"port-{host}", "nomaster")

    def join(self, host: str) -> None:
        _ip("-n", self._name("switch"), "link", "set", f"port-{host}", "master", "br0")

    def spoil(self, host: str, weather: Weather) -> None:
        """The host's cable loses and delays what goes through it, until `mend`."""
        if not self.no_netem:
            self._netem("replace", host, *_netem_words(weather))
            return
        switch, bridge, ends = self._name("switch"), f"br-{host}", (f"a-{host}", f"b-{host}")
        self._cables[host] = self._start_cable(ends, weather)
        self._add_bridge(bridge)
        _ip("-n", switch, "link", "set", ends[0], "master", bridge, "up")
        _ip("-n", switch, "link", "set", ends[1], "master", "br0", "up")
        _ip("-n", switch, "link", "set", f"port-{host}", "master", bridge)

    def mend(self, host: str) -> None:
        """The host's cable is as good as new."""
        if not self.no_netem:
            self._netem("del", host)
            return
        self.join(host)
        _end(self._cables.pop(host))
        _ip("-n", self._name("switch"), "link", "del", f"br-{host}")

    # ----------------------------------------------------------------------------------------

    def _netem(self, do: str, host: str, *words: str) -> None:
        for where, device in ((self._name(host), "eth0"), (self._name("switch"), f"port-{host}")):
            _run("tc", "-n", where, "qdisc", do, "dev", device, "root", "netem", *words)

    def _start_cable(self, ends: tuple[str, str], weather: Weather) -> subprocess.Popen[str]:
        options = {"loss": weather.loss, "delay": weather.delay_ms, "jitter": weather.jitter_ms}
        words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
        python = [sys.executable, "-I", str(Path(cable.__file__))]
        started = subprocess.Popen(
            [*self.prefix("switch"), *python, *ends, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert started.stdout is not None
        if not started.stdout.readline():
            _end(started)
            raise NetworkFault("a bad cable could not be made: is there /dev/net/tun?")
        return started

    def _connect(self, host: str) -> None:
        name, port = self._add(host), f"port-{host}"
        switch = self._name("switch")
        _ip(
            *("-n", switch, "link", "add", port, "type", "veth"),
            *("peer", "name", "eth0", "netns", name),
        )
        _ip("-n", switch, "link", "set", port, "master", "br0", "up")
        _ip("-n", name, "link", "set", "lo", "up")

    def _add_bridge(self, bridge: str) -> None:
        switch = self._name("switch")
        _ip("-n", switch, "link", "add", bridge, "type", "bridge")
        # A switch that learns for 15 seconds would test the switch.
        _ip("-n", switch, "link", "set", bridge, "type", "bridge", "forward_delay", "0")
        _ip("-n", switch, "link", "set", bridge, "up")

    def _add(self, host: str) -> str:
        name = self._name(host)
        _ip("netns", "add", name)
        self._made.append(name)
        return name

    def _name(self, host: str) -> str:
        return f"{self._tag}-{host}"

    def _remove(self) -> None:
        for carrier in self._cables.values():
            _end(carrier)
        self._cables.clear()
        for name in self._made:
            subprocess.run(["ip", "netns", "del", name], check=False)
        self._made.clear()


def _no_netem(switch: str) -> str:
    """Why this kernel's own bad cables cannot be had; empty where they can."""
    if shutil.which("tc") is None:
        return "the command tc (iproute2) is missing"
    try:
        _run("tc", "-n", switch, "qdisc", "add", "dev", "lo", "root", "netem", "delay", "1ms")
    except NetworkFault:
        return "this kernel has no netem"
    return ""


def _netem_words(weather: Weather) -> tuple[str, ...]:
    delay = ("delay", f"{weather.delay_ms}ms", f"{weather.jitter_ms}ms")
    return (*delay, "loss", f"{weather.loss * 100:g}%")


def _end(carrier: subprocess.Popen[str]) -> None:
    assert carrier.stdin is not None
    assert carrier.stdout is not None
    carrier.stdin.close()
    try:
        carrier.wait(timeout=2)
    except subprocess.TimeoutExpired:
        carrier.kill()
        carrier.wait()
    carrier.stdout.close()


def _ip(*words: str) -> str:
    return _run("ip", *words)


def _run(*command: str) -> str:
    words: Sequence[str] = command
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise NetworkFault(f"{' '.join(words)}: {done.stderr.strip()}")
    return done.stdout
