"""The load on a hub, in a process of its own: raw asyncio, no library in the way.

``python -m shared.cli.bench.load HOST PORT http|ws CLIENTS COUNT`` takes COUNT tickets with CLIENTS
at once and prints JSON: tickets a second, and the median and 99th percentile of an answer in ms.
``python -m shared.cli.bench.load HOST PORT devices N`` keeps N apps connected until its stdin ends.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import sys
import time
from dataclasses import dataclass, field

import uvloop

from shared.protocol.messages import PROTOCOL

SERVICE = "KTP-BARU"

DEVICES = {"counter": 100, "display": 20, "kiosk": 10}
"""What a large hall has connected; other sizes keep the proportions."""

READ_AT_ONCE = 1024 * 1024

UPGRADE = (
    "GET /ws HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


def frame(text: str) -> bytes:
    """A masked text frame; a mask of zeros leaves the bytes as they are."""
    data = text.encode()
    if len(data) < 126:
        head = bytes((0x81, 0x80 | len(data)))
    else:
        head = b"\x81\xfe" + len(data).to_bytes(2, "big")
    return head + bytes(4) + data


async def read_frame(reader: asyncio.StreamReader) -> bytes:
    """The payload of the hub's next frame."""
    _, length = await reader.readexactly(2)
    if length == 126:
        length = int.from_bytes(await reader.readexactly(2), "big")
    elif length == 127:
        length = int.from_bytes(await reader.readexactly(8), "big")
    return await reader.readexactly(length)


async def open_line(
    host: str, port: int, role: str, device: str
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A line that has been welcomed."""
    reader, writer = await asyncio.open_connection(host, port, limit=8 * 1024 * 1024)
    writer.write(UPGRADE.format(host=host, port=port).encode())
    await reader.readuntil(b"\r\n\r\n")
    hello = {"type": "hello", "protocol": PROTOCOL, "role": role, "device": device}
    writer.write(frame(json.dumps(hello)))
    while b'"type":"welcome"' not in await read_frame(reader):
        pass
    return reader, writer


@dataclass(slots=True)
class Work:
    """What all clients share: the hub, how many tickets are to be taken, and a common start."""

    host: str
    port: int
    total: int
    clients: int
    began: float = 0.0
    tickets: itertools.count[int] = field(default_factory=itertools.count)
    ready: int = 0
    start: asyncio.Event = field(default_factory=asyncio.Event)

    async def connected(self) -> None:
        """Waits until every client is connected: what is measured is the taking alone."""
        self.ready += 1
        if self.ready == self.clients:
            self.began = time.perf_counter()
            self.start.set()
        await self.start.wait()


async def over_http(work: Work) -> list[float]:
    """One client: takes tickets on one connection until all are taken."""
    host, port = work.host, work.port
    reader, writer = await asyncio.open_connection(host, port)
    await work.connected()
    body = json.dumps({"service": SERVICE}).encode()
    head = f"POST /api/v1/tickets HTTP/1.1\r\nHost: {host}:{port}\r\n"
    kind = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    request = (head + kind).encode() + body
    spans = []
    while next(work.tickets) < work.total:
        began = time.perf_counter()
        writer.write(request)
        answer = await reader.readuntil(b"\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 201"), answer
        length = answer.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length))
        spans.append(time.perf_counter() - began)
    writer.close()
    return spans


async def over_line(work: Work) -> list[float]:
    """One kiosk: takes tickets on one line until all are taken."""
    device = f"bench-{os.getpid()}-{id(object()):x}-{next(_names)}"
    reader, writer = await open_line(work.host, work.port, "kiosk", device)
    await work.connected()
    spans = []
    while (number := next(work.tickets)) < work.total:
        began = time.perf_counter()
        order = {"type": "command", "id": f"{device}-{number}", "name": "IssueTicket"}
        writer.write(frame(json.dumps(order | {"body": {"service": SERVICE}})))
        while b'"type":"answer"' not in (answer := await read_frame(reader)):
            pass
        assert b'"status":201' in answer, answer
        spans.append(time.perf_counter() - began)
    writer.close()
    return spans


_names = itertools.count()


async def measure(host: str, port: int, kind: str, clients: int, total: int) -> dict[str, float]:
    """`total` tickets by `clients` at once."""
    client = over_http if kind == "http" else over_line
    work = Work(host=host, port=port, total=total, clients=clients)
    spans = await asyncio.gather(*(client(work) for _ in range(clients)))
    seconds = time.perf_counter() - work.began
    sorted_spans = sorted(itertools.chain.from_iterable(spans))
    return {
        "per_second": total / seconds,
        "median_ms": sorted_spans[len(sorted_spans) // 2] * 1000,
        "p99_ms": sorted_spans[len(sorted_spans) * 99 // 100] * 1000,
    }


async def stay(host: str, port: int, devices: int) -> None:
    """Keeps apps connected: they read everything and answer with heartbeats."""
    scale = devices / sum(DEVICES.values())
    lines = [
        asyncio.create_task(_listen(host, port, role, f"bench-{role}-{index}"))
        for role, count in DEVICES.items()
        for index in range(round(count * scale))
    ]
    await asyncio.sleep(0)
    print(json.dumps({"connected": len(lines)}), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    for line in lines:
        line.cancel()


async def _listen(host: str, port: int, role: str, device: str) -> None:
    reader, writer = await open_line(host, port, role, device)
    beat = asyncio.create_task(_beat(writer))
    try:
        while await reader.read(READ_AT_ONCE):
            pass  # whole or not: to take frames apart would only keep a core from the hub
    finally:
        beat.cancel()
        writer.close()


async def _beat(writer: asyncio.StreamWriter) -> None:
    for number in itertools.count():
        await asyncio.sleep(2)
        writer.write(frame(json.dumps({"type": "ping", "n": number})))


def main(arguments: list[str]) -> None:
    host, port, kind, *numbers = arguments
    if kind == "devices":
        uvloop.run(stay(host, int(port), int(numbers[0])))
        return
    clients, total = map(int, numbers)
    print(json.dumps(uvloop.run(measure(host, int(port), kind, clients, total))), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
