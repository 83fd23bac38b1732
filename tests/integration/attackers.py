"""Strangers who mean harm, as a process of their own: half-open connections, slow ones, a flood.

Only against a hub of the same machine: each pretends to be another one by its loopback address.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import ssl
import sys
import time
from collections import Counter

HALF = b"GET /healthz HTTP/1.1\r\nhost: hub\r\nx-slow: "
WHOLE = b"GET /healthz HTTP/1.1\r\nhost: hub\r\n\r\n"
BODY = (
    b"POST /api/v1/tickets/AAAAAAAAAAAAAAAAAAAAAAAA/cancel HTTP/1.1\r\nhost: hub\r\n"
    b"content-type: application/json\r\ncontent-length: 4000\r\n\r\n{"
)


class Attackers:
    """All of them, against one port."""

    def __init__(self, port: int, *, tls: bool) -> None:
        self._port = port
        self._tls = _believing_anybody() if tls else None
        self.counts: Counter[str] = Counter()
        self._held: list[asyncio.StreamWriter] = []

    async def attack(self, half_open: int, slow: int, seconds: float) -> None:
        """Says ``under way`` on stdout once all half-open connections have been tried."""
        end = time.monotonic() + seconds
        later = [
            *(asyncio.create_task(self._drip(n, end)) for n in range(slow)),
            asyncio.create_task(self._flood(end)),
            asyncio.create_task(self._knock(end)),
        ]
        for start in range(0, half_open, 250):
            await asyncio.gather(
                *(self._half(n) for n in range(start, min(start + 250, half_open)))
            )
        print("under way", flush=True)
        await asyncio.wait(later)
        for writer in self._held:
            self.counts["half-open still there"] += not writer.transport.is_closing()
            writer.transport.abort()

    async def _connect(
        self, address: str, *, greet: bool = True
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        opening = asyncio.open_connection(
            "127.0.0.1",
            self._port,
            local_addr=(address, 0),
            ssl=self._tls if greet else None,
        )
        return await asyncio.wait_for(opening, 10)

    async def _half(self, n: int) -> None:
        """Connects, and says half of something: of TLS nothing at all, by every second one."""
        self.counts["half-open tried"] += 1
        with contextlib.suppress(OSError, TimeoutError):
            _, writer = await self._connect(f"127.2.{n // 200}.{n % 200 + 1}", greet=n % 2 == 0)
            writer.write(HALF)
            self._held.append(writer)

    async def _drip(self, n: int, end: float) -> None:
        """A byte in half a second, of a head or of a body."""
        while time.monotonic() < end:
            with contextlib.suppress(OSError, TimeoutError):
                _, writer = await self._connect(f"127.3.0.{n % 200 + 1}")
                self.counts["slow tried"] += 1
                writer.write(BODY if n % 2 else HALF)
                while time.monotonic() < end:
                    writer.write(b" ")
                    await writer.drain()
                    await asyncio.sleep(0.5)
                writer.transport.abort()
            await asyncio.sleep(0.5)

    async def _flood(self, end: float) -> None:
        """As many requests as one machine can ask, each connection until it is closed."""
        while time.monotonic() < end:
            try:
                reader, writer = await self._connect("127.4.0.1")
                while time.monotonic() < end:
                    writer.write(WHOLE)
                    line = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
                    self.counts[f"flood {line.split()[1].decode()}"] += 1
                    await reader.read(_length(line))
                writer.transport.abort()
            except (OSError, EOFError, TimeoutError):
                self.counts["flood cut off"] += 1
                await asyncio.sleep(0)

    async def _knock(self, end: float) -> None:
        """New connections without end, from one machine."""
        while time.monotonic() < end:
            with contextlib.suppress(OSError, TimeoutError):
                _, writer = await self._connect("127.4.0.2", greet=False)
                writer.transport.abort()
            self.counts["knocks"] += 1


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


def _believing_anybody() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--tls", action="store_true")
    parser.add_argument("--half-open", type=int, default=5_000)
    parser.add_argument("--slow", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=20.0)
    chosen = parser.parse_args()
    attackers = Attackers(chosen.port, tls=chosen.tls)
    asyncio.run(attackers.attack(chosen.half_open, chosen.slow, chosen.seconds))
    json.dump(attackers.counts, sys.stdout)


if __name__ == "__main__":
    main()
