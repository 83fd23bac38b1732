"""A bad cable: carries Ethernet frames between two TAP devices, late, in disorder, or not at all.

For machines whose kernel has no netem. Run as a file of its own, by a Python that sees nothing
else, inside the namespace of the switch; it prints a line when it carries, and ends with its stdin.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import heapq
import itertools
import os
import random
import select
import struct
import sys
import time

_TUNSETIFF = 0x400454CA
_IFF_TAP, _IFF_NO_PI = 0x0002, 0x1000
_FRAME = 65_536


def tap(name: str) -> int:
    """Opens a TAP device, which is there as long as this descriptor."""
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, _TUNSETIFF, struct.pack("16sH22x", name.encode(), _IFF_TAP | _IFF_NO_PI))
    return device


def carry(one: int, other: int, loss: float, delay: float, jitter: float) -> None:
    """Until stdin ends. Frames that overtake one another arrive so, as with netem."""
    far = {one: other, other: one}
    under_way: list[tuple[float, int, int, bytes]] = []
    serial = itertools.count()
    while True:
        now = time.monotonic()
        while under_way and under_way[0][0] <= now:
            _, _, end, frame = heapq.heappop(under_way)
            with contextlib.suppress(OSError):  # its queue is full, or it is down: lost
                os.write(end, frame)
        wait = under_way[0][0] - now if under_way else None
        ready = select.select([sys.stdin.fileno(), *far], [], [], wait)[0]
        if sys.stdin.fileno() in ready:
            return
        for near in ready:
            with contextlib.suppress(BlockingIOError):
                frame = os.read(near, _FRAME)
                if random.random() >= loss:
                    late = max(0.0, random.uniform(delay - jitter, delay + jitter))
                    due = time.monotonic() + late
                    heapq.heappush(under_way, (due, next(serial), far[near], frame))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("taps", nargs=2)
    parser.add_argument("--loss", type=float, required=True, help="share of the frames, 0 to 1")
    parser.add_argument("--delay", type=float, required=True, help="milliseconds, each way")
    parser.add_argument("--jitter", type=float, required=True, help="milliseconds, more or less")
    options = parser.parse_args()
    one, other = (tap(name) for name in options.taps)
    print("carrying", flush=True)
    carry(one, other, options.loss, options.delay / 1000, options.jitter / 1000)


if __name__ == "__main__":
    main()
