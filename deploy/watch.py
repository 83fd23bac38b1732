#!/usr/bin/env -S python3 -I
"""Stands between systemd and the session of a screen: ``watch.py COMMAND…``.

A session is a login of its own, and what it starts belongs to that login: of all its processes
systemd hears the service's first one alone. This is that first one. It hands on what the app says
(ready, alive, what it does), and when systemd finds that the app has gone mute, it ends all that
was started here, so that the next start finds the screen free.

Its exit status is COMMAND's; 128 and the signal's number where one ended it. Without systemd it
becomes COMMAND.
"""

from __future__ import annotations

import ctypes
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HANDED_ON = ("READY=1", "WATCHDOG=1", "STOPPING=1", "STATUS=")
LONGEST = 1_024
PATIENCE_S = 5.0
"""Asked to end, a session gets this long; one whose app hangs gets less."""
SHORT_S = 1.0
SUBREAPER, DEATH_SIGNAL = 36, 1
"""prctl: orphans below become ours; the child is told when we die."""
ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGABRT)
CREDENTIALS = struct.Struct("3i")


class Watch:
    """One session and the socket on which its app is heard."""

    def __init__(self, manager: str, folder: str) -> None:
        self._manager = "\0" + manager[1:] if manager[0] == "@" else manager
        self.address = f"{folder}/notify"
        self._heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._heard.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._heard.bind(self.address)
        self._up = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._told: list[signal.Signals] = []
        self._app = 0

    def run(self, command: list[str]) -> int:
        """Until COMMAND ends, or somebody wants it to."""
        for number in ENDING:
            signal.signal(number, lambda got, _: self._told.append(signal.Signals(got)))
        woken, wakes = socket.socketpair()
        wakes.setblocking(False)
        signal.set_wakeup_fd(wakes.fileno())
        _prctl(SUBREAPER, 1)
        child = subprocess.Popen(
            command,
            env=self._environment(),
            preexec_fn=_die_with_us,  # noqa: PLW1509 - there are no threads
        )
        ended = os.pidfd_open(child.pid)
        while not self._told:
            ready, _, _ = select.select([self._heard.fileno(), woken.fileno(), ended], [], [])
            if self._heard.fileno() in ready:
                self._hand_on()
            elif ended in ready:  # and all that it has said is handed on
                break
        self._end(child, ended)
        return child.returncode if child.returncode >= 0 else 128 - child.returncode

    def _environment(self) -> dict[str, str]:
        env = {name: said for name, said in os.environ.items() if name != "WATCHDOG_PID"}
        return env | {"NOTIFY_SOCKET": self.address}

    def _hand_on(self) -> None:
        """Nothing but what we know: systemd would also take orders from here."""
        said, ancillary, _, _ = self._heard.recvmsg(LONGEST, socket.CMSG_SPACE(CREDENTIALS.size))
        lines = said.decode(errors="replace").splitlines()
        facts = [line for line in lines if line.startswith(HANDED_ON)]
        if facts == ["READY=1"]:  # an X server's; the app says what it does as well
            return
        for _, _, data in ancillary:
            self._app = CREDENTIALS.unpack_from(data)[0]
        if facts:
            self._up.sendto("\n".join(facts).encode(), self._manager)

    def _end(self, child: subprocess.Popen[bytes], ended: int) -> None:
        """All that began here; a mute app first says where it hangs, if it can."""
        hangs = signal.SIGABRT in self._told
        if hangs and self._app:
            _send(self._app, signal.SIGABRT)
            time.sleep(SHORT_S)
        if child.poll() is None:
            child.terminate()
            select.select([ended], [], [], SHORT_S if hangs else PATIENCE_S)
        child.poll()
        while below := list(_descendants(os.getpid())):
            for pid in below:
                _send(pid, signal.SIGKILL)
            child.poll()
            _reap(child.pid)
            time.sleep(0.01)
        child.wait()


def _send(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except OSError:
        return


def _reap(child: int) -> None:
    """Orphans that became ours; the child itself is waited for by its own name."""
    for pid in _children(os.getpid()):
        if pid != child and _state(pid) == "Z":
            try:
                os.waitpid(pid, os.WNOHANG)
            except ChildProcessError:
                return


def _descendants(pid: int) -> Iterator[int]:
    for child in _children(pid):
        yield child
        yield from _descendants(child)


def _children(pid: int) -> list[int]:
    try:
        said = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(one) for one in said.split()]


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(") ")[2][:1]
    except OSError:
        return ""


def _die_with_us() -> None:
    _prctl(DEATH_SIGNAL, signal.SIGTERM)


def _prctl(option: int, value: int) -> None:
    ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def main(command: list[str]) -> int:
    manager = os.environ.get("NOTIFY_SOCKET", "")
    if not command:
        print("usage: watch.py COMMAND...", file=sys.stderr)
        return 2
    if not manager:
        os.execvp(command[0], command)
    with tempfile.TemporaryDirectory(prefix="giliran-") as folder:
        return Watch(manager, folder).run(command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
