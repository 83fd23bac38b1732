"""`giliran COMMAND …`: finds the command and runs it; a command's module loads only when used.

A module named in `COMMANDS` holds a `typer.Typer` under the name after the colon. Loading late
keeps `giliran hub` free of Qt and every start short.
"""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from shared.cli.environment import ROOT
from shared.cli.exits import ExitCode
from shared.cli.stdout import breakable_stdout

if TYPE_CHECKING:
    import typer


class Command(NamedTuple):
    """Where a command stands, and what the overview says of it."""

    place: str
    says: str
    needs_source: bool = False

    @property
    def module(self) -> str:
        return self.place.partition(":")[0]

    def exists(self) -> bool:
        """Whether this build has the command's module and, if need be, the tests' source."""
        if self.needs_source and not (ROOT / "tests").is_dir():
            return False
        return importlib.util.find_spec(self.module) is not None

    def load(self) -> typer.Typer:
        """Import the command; this may take a while and may import Qt."""
        module, _, name = self.place.partition(":")
        app: typer.Typer = getattr(importlib.import_module(module), name)
        return app


COMMANDS = {
    "demo": Command("shared.cli.demo:app", "the whole hall on this machine, with sample data"),
    "hub": Command("shared.cli.hub:app", "the process that owns the queue"),
    "kiosk": Command("shared.cli.apps:kiosk", "the visitor's touchscreen"),
    "counter": Command("shared.cli.apps:counter", "the officer's terminal"),
    "display": Command("shared.cli.apps:display", "the hall's TV and voice"),
    "voice": Command("shared.cli.voice:app", "say a call, record and check voice packs"),
    "media": Command("shared.cli.media:app", "pictures and videos for the TVs' playlist"),
    "site": Command("shared.cli.site:app", "check a site file, load it into a hub"),
    "language": Command("shared.cli.language:app", "make and check the file of a hall's language"),
    "officer": Command("shared.cli.officer:app", "who may sign on, and their PINs"),
    "device": Command("shared.cli.device:app", "which apps the hub lets in: pairing"),
    "personal": Command("shared.cli.personal:app", "visitors' data: find, export, delete, keys"),
    "journal": Command("shared.cli.journal:app", "verify and read the journal"),
    "report": Command("shared.cli.report:app", "calls beside the rule; how quick kiosks are"),
    "backup": Command("shared.cli.backup:app", "a copy of the hub's data, now"),
    "clock": Command("shared.cli.clock:app", "whether the hub's clock is believed"),
    "restore": Command("shared.cli.restore:app", "a hub's data from a backup, on a new machine"),
    "simulate": Command("shared.cli.simulate:app", "a hall in simulated time; people for a hub"),
    "forecast": Command("shared.cli.forecast:app", "how good the promises of a wait were"),
    "past": Command("shared.cli.past:app", "days that a hall has behind it, for trials"),
    "torture": Command("shared.cli.torture:app", "bad days: kill, cut, fill, unplug"),
    "bench": Command("shared.cli.bench:app", "how fast it is on this machine"),
    "search": Command(
        "shared.cli.search:app", "how well the kiosk finds what people type", needs_source=True
    ),
    "pictures": Command(
        "shared.cli.pictures:app", "the screenshots of README and docs, anew", needs_source=True
    ),
    "licences": Command("shared.cli.licences:app", "what it needs, and under which licences"),
    "sbom": Command("shared.cli.sbom:app", "the bill of materials (CycloneDX)", needs_source=True),
    "test": Command("shared.cli.suite:app", "run the tests", needs_source=True),
    "check": Command(
        "shared.cli.check:app", "linters, types, QML, import contracts, tests", needs_source=True
    ),
}


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command that `arguments` (default: the process's own) name, and exit with its code.

    The exit codes are those of `ExitCode`.
    """
    with breakable_stdout():
        _run(*([*(sys.argv[1:] if arguments is None else arguments)] or ["--help"]))


def _run(name: str, *rest: str) -> NoReturn:
    if name in {"-h", "--help", "help"}:
        print(overview())
        sys.exit(ExitCode.OK)
    if name == "--version":
        from shared import __version__

        print(f"giliran {__version__}")
        sys.exit(ExitCode.OK)
    command = COMMANDS.get(name)
    if command is None or not command.exists():
        print(unknown(name), file=sys.stderr)
        sys.exit(ExitCode.USAGE)
    command.load()([*rest], prog_name=f"giliran {name}")
    sys.exit(ExitCode.OK)


def overview() -> str:
    """The text of `giliran --help`: the commands that this build has."""
    rows = [f"  {name:<10}{command.says}" for name, command in COMMANDS.items() if command.exists()]
    if (ROOT / "giliran").is_file():  # the launcher does this one itself
        rows.append("  setup     install what is missing for: hub, apps, test, screen or screen-x")
    head = "Usage: giliran COMMAND [ARGUMENTS]\n\nThe queue of a public-service mall.\n"
    return "\n".join([head, *rows, "", "More on one of them: giliran COMMAND --help"])


def unknown(name: str) -> str:
    """What to say to a command that does not exist, with the nearest one that does."""
    near = difflib.get_close_matches(name, COMMANDS, n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    return f"giliran: there is no command '{name}'.{hint} 'giliran --help' lists them."
