"""Strangers from many addresses, as a process of their own, against a hub of the same machine.

``flood`` connects without end and says nothing; ``pair`` asks to be paired, again and again. It
says ``under way`` when each address has come once, and ends by itself after so many seconds.
"""

from __future__ import annotations

import argparse
import contextlib
import socket
import threading
import time
from collections import deque
from collections.abc import Iterator
from typing import Any, cast

from tests.integration.paired_app import Device
from tests.integration.real_hub import RealHub

HELD = 400
"""Connections of the flood that are open at once."""


def addresses(count: int) -> list[str]:
    return [f"127.6.{n // 200}.{n % 200 + 1}" for n in range(count)]


def flood(port: int, count: int, rate: int, end: float) -> None:
    """`rate` connections a second, from one address after the other."""
    held: deque[socket.socket] = deque()
    began, came = time.monotonic(), 0
    while (now := time.monotonic()) < end:
        due = int((now - began) * rate)
        for n in range(came, due):
            if len(held) >= HELD:
                held.popleft().close()
            with contextlib.suppress(OSError):
                source = (addresses(count)[n % count], 0)
                held.append(socket.create_connection(("127.0.0.1", port), 2, source))
        if came < count <= due:
            print("under way", flush=True)
        came = max(came, due)
        time.sleep(0.005)


def pair(port: int, count: int, end: float) -> None:
    """All addresses at once, each as fast as it may."""
    threads = [
        threading.Thread(target=_ask_on, args=(port, one, end), daemon=True)
        for one in addresses(count)
    ]
    for thread in threads:
        thread.start()
    print("under way", flush=True)
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))


def _ask_on(port: int, source: str, end: float) -> None:
    hub = cast(RealHub, _Hub(f"https://127.0.0.1:{port}"))
    while time.monotonic() < end:
        with contextlib.suppress(Exception):  # refused, pushed out, too late: it comes again
            for _ in _one_turn(Device(hub, source=source)):
                pass
        time.sleep(0.1)


def _one_turn(device: Device) -> Iterator[dict[str, Any]]:
    """What the hub says until it ends the line."""
    with device.knock() as knock:
        yield device.ask(knock, "000000")[1]
        while heard := _heard_or_pinged(knock):
            yield heard


def _heard_or_pinged(knock: Any) -> dict[str, Any]:
    knock.say({"type": "ping", "n": 1})
    heard: dict[str, Any] = knock.hear()
    time.sleep(1.0 if heard.get("type") == "pong" else 0.0)
    return heard


class _Hub:
    """As much of a hub as a device needs to know."""

    def __init__(self, url: str) -> None:
        self.url = url


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("deed", choices=["flood", "pair"])
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--addresses", type=int, default=100)
    parser.add_argument("--rate", type=int, default=800)
    parser.add_argument("--seconds", type=float, default=10.0)
    chosen = parser.parse_args()
    end = time.monotonic() + chosen.seconds
    if chosen.deed == "flood":
        flood(chosen.port, chosen.addresses, chosen.rate, end)
    else:
        pair(chosen.port, chosen.addresses, end)


if __name__ == "__main__":
    main()
