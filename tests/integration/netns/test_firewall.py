"""deploy/nftables.conf on a hub's machine: the hall comes in and nobody else; nothing goes out."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from shared.cli.environment import ROOT
from shared.cli.torture.network import HallNetwork, cannot

NFT = shutil.which("nft", path="/usr/sbin:/sbin:/usr/bin")
REASON = cannot() or ("" if NFT else "nft is not on this machine")
pytestmark = [pytest.mark.netns, pytest.mark.skipif(bool(REASON), reason=REASON or "-")]
STRANGER = "10.77.1.9"
SIXTH, GUESTS_SIXTH = "fd77::1", "fd77::9"
"""Addresses of the hub and of the guest by IPv6."""
PATIENCE_S = 10.0
WAIT_S = 0.4
"""For an answer that is not to come."""


@contextmanager
def open_ports(network: HallNetwork, host: str, *ports: int) -> Iterator[None]:
    """Somebody there who takes every call."""

    def listen() -> list[socket.socket]:
        return [
            socket.create_server(("", port), family=socket.AF_INET6, dualstack_ipv6=True)
            for port in ports
        ]

    servers = network.on(host, listen)
    try:
        yield
    finally:
        for server in servers:
            server.close()


def call(
    network: HallNetwork,
    host: str,
    to: str,
    port: int,
    sender: str = "",
    *,
    wait: float = PATIENCE_S,
) -> str:
    """What becomes of a call from `host`: taken, or how it failed."""

    def connect() -> str:
        try:
            with socket.create_connection((to, port), wait, (sender, 0) if sender else None):
                return "taken"
        except TimeoutError:
            return "no answer"
        except OSError as error:
            return error.strerror or str(error)

    return network.on(host, connect)


def test_the_hall_comes_in_and_nothing_goes_out(tmp_path: Path) -> None:
    with HallNetwork("hub", "kiosk", "guest") as network:
        for host in ("hub", "kiosk", "guest"):
            network.give_address(host)
        network.give_address("guest", STRANGER)
        way = ["ip", "route", "add", "10.77.1.0/24", "dev", "eth0"]
        subprocess.run([*network.prefix("hub"), *way], check=True, timeout=20)
        for host, address in (("hub", SIXTH), ("guest", GUESTS_SIXTH)):
            sixth = ["ip", "address", "add", f"{address}/64", "dev", "eth0", "nodad"]
            subprocess.run([*network.prefix(host), *sixth], check=True, timeout=20)
        network.wait_until_forwarding()
        hub, kiosk = network.address("hub"), network.address("kiosk")
        with open_ports(network, "hub", 8710, 22, 3389), open_ports(network, "kiosk", 80, 9100):
            assert call(network, "guest", hub, 8710, STRANGER) == "taken", "without the firewall"
            assert call(network, "guest", SIXTH, 8710) == "taken", "and they know each other now"
            put_up(network, tmp_path, printer=kiosk)
            assert call(network, "kiosk", hub, 8710) == "taken"
            in_vain = partial(call, network, wait=WAIT_S)
            assert in_vain("kiosk", hub, 3389) == "no answer"
            assert in_vain("kiosk", hub, 22) == "no answer", "no technician's machine"
            assert in_vain("guest", hub, 8710, STRANGER) == "no answer"
            assert in_vain("guest", SIXTH, 8710) == "no answer", "nor by IPv6"
            assert call(network, "hub", kiosk, 9100) == "taken", "the ticket printer"
            assert call(network, "hub", kiosk, 80) == "Connection refused"
            assert call(network, "hub", hub, 8710) == "taken", "tools on the hub's own machine"
            assert one_too_many(network, hub) == "Connection refused"


def put_up(network: HallNetwork, folder: Path, printer: str) -> None:
    """As a person does who puts the hall's own addresses in."""
    text = (ROOT / "deploy" / "nftables.conf").read_text()
    text = text.replace("10.20.0.0/24", "10.77.0.0/24").replace("{ 10.20.0.9 }", f"{{ {printer} }}")
    (folder / "nftables.conf").write_text(text)
    command = [*network.prefix("hub"), str(NFT), "-f", str(folder / "nftables.conf")]
    subprocess.run(command, check=True, timeout=20)


def one_too_many(network: HallNetwork, hub: str) -> str:
    """What the last of too many lines from one address meets."""

    def crowd() -> str:
        held = []
        try:
            for _ in range(60):
                held.append(socket.create_connection((hub, 8710), PATIENCE_S))
        except OSError as error:
            return error.strerror or str(error)
        finally:
            for line in held:
                line.close()
        return "all taken"

    return network.on("kiosk", crowd)
