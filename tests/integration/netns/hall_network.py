"""A hall's network inside this machine: a switch and hosts, each in a network namespace.

The switch lives in a namespace of its own, so no packet, multicast included, leaves it.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

_serial = itertools.count()


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
    """Makes a switch and its hosts on entering, and takes all of it away on leaving."""

    def __init__(self, *hosts: str) -> None:
        self._tag = f"gl{os.getpid()}-{next(_serial)}"
        self._hosts = hosts
        self._made: list[str] = []

    def __enter__(self) -> Self:
        try:
            switch = self._add("switch")
            _ip("-n", switch, "link", "add", "br0", "type", "bridge")
            # A switch that learns for 15 seconds would test the switch.
            _ip("-n", switch, "link", "set", "br0", "type", "bridge", "forward_delay", "0")
            _ip("-n", switch, "link", "set", "br0", "up")
            for host in self._hosts:
                self._connect(host)
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

    def give_address(self, host: str) -> None:
        """The network of the host comes up."""
        name = self._name(host)
        _ip("-n", name, "link", "set", "eth0", "up")
        _ip("-n", name, "address", "add", f"{self.address(host)}/24", "dev", "eth0")

    def wait_until_forwarding(self) -> None:
        """Until the switch has noticed the cables: Linux looks at carriers once a second."""
        deadline = time.monotonic() + 10
        while not self._forwarding():
            assert time.monotonic() < deadline, "the switch forwards nothing"
            time.sleep(0.01)

    def _forwarding(self) -> bool:
        shown = json.loads(_ip("-n", self._name("switch"), "-d", "-j", "link", "show"))
        ports = [link["linkinfo"].get("info_slave_data") for link in shown if "linkinfo" in link]
        return all(port["state"] == "forwarding" for port in ports if port)

    def take_address(self, host: str) -> None:
        """The cable is pulled and the address lost, as with DHCP."""
        name = self._name(host)
        _ip("-n", name, "address", "flush", "dev", "eth0")
        _ip("-n", name, "link", "set", "eth0", "down")

    def cut(self, host: str) -> None:
        """The switch forwards nothing to and from this host; the host itself notices nothing."""
        _ip("-n", self._name("switch"), "link", "set", f"port-{host}", "nomaster")

    def join(self, host: str) -> None:
        _ip("-n", self._name("switch"), "link", "set", f"port-{host}", "master", "br0")

    def _connect(self, host: str) -> None:
        name, port = self._add(host), f"port-{host}"
        switch = self._name("switch")
        _ip(
            *("-n", switch, "link", "add", port, "type", "veth"),
            *("peer", "name", "eth0", "netns", name),
        )
        _ip("-n", switch, "link", "set", port, "master", "br0", "up")
        _ip("-n", name, "link", "set", "lo", "up")

    def _add(self, host: str) -> str:
        name = self._name(host)
        _ip("netns", "add", name)
        self._made.append(name)
        return name

    def _name(self, host: str) -> str:
        return f"{self._tag}-{host}"

    def _remove(self) -> None:
        for name in self._made:
            subprocess.run(["ip", "netns", "del", name], check=False)
        self._made.clear()


def _ip(*words: str) -> str:
    command: Sequence[str] = ["ip", *words]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"
    return done.stdout
