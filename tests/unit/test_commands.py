"""`giliran COMMAND`: the overview, the lazy loading, the exit codes."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

import pytest
import typer

from shared import __version__
from shared.cli.environment import ROOT, environment, python
from shared.cli.exits import ExitCode
from shared.cli.main import COMMANDS, overview, unknown

pytestmark = pytest.mark.cold


def giliran(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        python("shared.cli", *arguments),
        env=environment(),
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )


def test_overview_names_every_command_of_this_build() -> None:
    done = giliran("--help")
    assert done.returncode == ExitCode.OK
    assert done.stdout == overview() + "\n"
    assert "  check     linters" in done.stdout
    assert giliran().stdout == done.stdout


def test_version() -> None:
    assert giliran("--version").stdout == f"giliran {__version__}\n"


def test_an_unknown_command_is_a_usage_error_with_a_hint() -> None:
    done = giliran("chekc")
    assert done.returncode == ExitCode.USAGE
    assert done.stderr == unknown("chekc") + "\n"
    assert "Did you mean 'check'?" in done.stderr


@pytest.mark.parametrize("name", [n for n, command in COMMANDS.items() if command.exists()])
def test_every_command_loads_and_explains_itself(name: str) -> None:
    assert isinstance(COMMANDS[name].load(), typer.Typer)


def processor_seconds() -> float:
    """What programs that this one has started and waited for have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.alone
def test_commands_start_fast_and_without_qt() -> None:
    """In processor time: what else the machine does is not the command's fault. Half a second
    leaves room for a slow machine; it takes some 0.05 s here."""
    before = processor_seconds()
    giliran("--help")
    assert processor_seconds() - before < 0.5
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from shared.cli.main import COMMANDS\n"
            "for name in ('hub', 'site', 'journal', 'officer'):\n"
            "    if COMMANDS[name].exists(): COMMANDS[name].load()\n"
            "print([name for name in sys.modules if name.startswith('PySide6')])",
        ],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout == "[]\n"


def test_a_command_becomes_its_app_and_passes_the_rest_of_the_line_on() -> None:
    program = "from shared.cli.apps import become; become('json.tool', ['--no-such-option'])"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == ExitCode.USAGE
    assert "unrecognized arguments: --no-such-option" in done.stderr


def test_the_current_folder_never_stands_in_for_the_product() -> None:
    assert "-P" in python("kiosk")
    first = environment({"PYTHONPATH": "/elsewhere"})["PYTHONPATH"].split(":")
    assert first[1:] == ["/elsewhere"]
    assert environment({})["LC_ALL"] == "C.UTF-8"
    assert "LC_ALL" not in environment({"LANG": "id_ID.UTF-8"})


@pytest.mark.parametrize(
    "arguments", [("--help",), ("journal", "--help"), ("site", "check", "assets/sample_site.json")]
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_nobody_reads_any_more(arguments: tuple[str, ...], unbuffered: str) -> None:
    """`giliran … | head`: no traceback, nothing said, the status that shells give."""
    reads, writes = os.pipe()
    os.close(reads)
    try:
        done = subprocess.run(
            python("shared.cli", *arguments),
            env=environment() | {"PYTHONUNBUFFERED": unbuffered},
            cwd=ROOT,
            stdout=writes,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(writes)
    assert done.stderr == ""
    assert done.returncode == ExitCode.NOBODY_READS
