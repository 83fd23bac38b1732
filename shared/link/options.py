"""The command line that all three apps share."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from PySide6.QtCore import QObject

from shared.link.addresses import socket_url
from shared.link.device import data_directory, this_device
from shared.link.line import Line
from shared.link.trusted import NotTrusted, Trusted


def add_line_options(parser: ArgumentParser) -> None:
    """``--hub``, ``--data``, ``--device``, ``--tls-ca`` and ``--pair-anew``."""
    parser.add_argument(
        "--hub", type=_hub, metavar="URL", help="the hub's address; default: find it"
    )
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="where this device keeps its id and its hub"
    )
    parser.add_argument(
        "--device", default="", metavar="ID", help="be this device of the site's document"
    )
    parser.add_argument(
        "--tls-ca",
        type=_trusted,
        metavar="FILE",
        help="believe this certificate alone (PEM): the hub's own, or its authority's",
    )
    parser.add_argument(
        "--pair-anew",
        action="store_true",
        help="show digits for a hub to let this device in, though one has before",
    )


def line_from(
    options: Namespace,
    role: str,
    *,
    counter: str = "",
    voice: bool = False,
    parent: QObject | None = None,
) -> Line:
    """The line that the options ask for, not started; DeviceFileError."""
    directory = data_directory(role, options.data)
    device = this_device(role, directory, options.device)
    line = Line(
        role,
        device.id,
        device.name,
        data_dir=directory,
        hub_url=options.hub or "",
        counter=counter,
        voice=voice,
        trusted=options.tls_ca,
        parent=parent,
    )
    if options.pair_anew:
        line.pair_anew()
    return line


def _trusted(text: str) -> Trusted:
    try:
        return Trusted(Path(text))
    except (OSError, NotTrusted) as error:
        raise ArgumentTypeError(str(error)) from None


def _hub(text: str) -> str:
    try:
        return socket_url(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None
