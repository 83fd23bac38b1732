"""A place for replicas behind SFTP on this machine: an sshd of the trial's own, on loopback."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PATIENCE_SECONDS = 10.0
_PRIVSEP = Path("/run/sshd")
"""An sshd of root's wants this folder, and the packages make it at their service's start."""


class NoSftp(Exception):
    """This machine cannot have one; the words say why."""


@dataclass(frozen=True, slots=True)
class SftpPlace:
    """Where replicas may lie, and the key that opens it."""

    address: str
    key: Path


@contextmanager
def sftp_place(room: Path) -> Iterator[SftpPlace]:
    """An empty place below `room`; its server is gone afterwards. Raises `NoSftp`."""
    sshd, keygen = _found("sshd"), _found("ssh-keygen")
    folder = room / "place"
    folder.mkdir(parents=True)
    for name in ("host", "client"):
        command = [keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(room / name)]
        subprocess.run(command, check=True, capture_output=True)
    shutil.copyfile(room / "client.pub", room / "authorized")
    port = _free_port()
    (room / "sshd.conf").write_text(_configuration(room, port), encoding="utf-8")
    if os.geteuid() == 0:
        _PRIVSEP.mkdir(exist_ok=True)
    with (room / "sshd.log").open("wb") as log:
        server = subprocess.Popen([sshd, "-D", "-e", "-f", str(room / "sshd.conf")], stderr=log)
    try:
        _wait_for(port, server, room / "sshd.log")
        address = f"sftp://{getpass.getuser()}@127.0.0.1:{port}{folder}"
        yield SftpPlace(address, room / "client")
    finally:
        server.terminate()
        server.wait()


def _found(name: str) -> str:
    """A server lies where a user's PATH does not look."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        raise NoSftp(f"no {name} on this machine (package openssh-server)")
    return found


def _configuration(room: Path, port: int) -> str:
    settings = {
        "ListenAddress": "127.0.0.1",
        "Port": port,
        "HostKey": room / "host",
        "AuthorizedKeysFile": room / "authorized",
        "PidFile": "none",
        "StrictModes": "no",
        "PasswordAuthentication": "no",
        "KbdInteractiveAuthentication": "no",
        "PermitRootLogin": "yes",
        "Subsystem": "sftp internal-sftp",
    }
    return "".join(f"{name} {value}\n" for name, value in settings.items())


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1.0):
            return
        time.sleep(0.05)
    said = log.read_text(errors="replace").strip()[-300:]
    raise NoSftp(f"sshd does not answer: {said}")
