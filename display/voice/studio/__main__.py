"""``python -m display.voice.studio COMMAND …``: what `giliran voice` runs."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser

from display.voice.studio import check, record, sample, say


def main() -> int:
    """The exit status of the command."""
    os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")  # tells of every backend
    parser = ArgumentParser(prog="giliran voice", description=__doc__)
    parser.description = "Say a call, record a voice pack, look whether it is whole."
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in (say, check, record, sample):
        made = commands.add_parser(command.NAME, help=command.HELP, description=command.HELP)
        command.add_options(made)
        made.set_defaults(run=command.run)
    options = parser.parse_args()
    status: int = options.run(options)
    return status


if __name__ == "__main__":
    sys.exit(main())
