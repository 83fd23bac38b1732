"""`giliran kiosk|counter|display …`: become that app; it reads the rest of the line itself.

Only `giliran display list` and `… set` are commands to a hub (shared.cli.displays).
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import typer

from shared.cli import displays
from shared.cli.environment import environment, python

PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


def _app(name: str, says: str) -> typer.Typer:
    app = typer.Typer(add_completion=False)

    @app.command(name, help=says, context_settings=PASS_ON)
    def start(context: typer.Context) -> None:
        if name == "display" and context.args[:1] and context.args[0] in displays.COMMANDS:
            displays.app(context.args, prog_name="giliran display")
        become(name, context.args)

    return app


def become(module: str, arguments: list[str]) -> NoReturn:
    """Replace this process, so that signals and the exit code are the app's own."""
    sys.stdout.flush()
    sys.stderr.flush()
    command = python(module, *arguments)
    os.execve(command[0], command, environment())


kiosk = _app("kiosk", "The visitor's touchscreen: choose, take a ticket.")
counter = _app("counter", "The officer's terminal.")
display = _app("display", "The hall's TV and voice.")
