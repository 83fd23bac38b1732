"""The checks check: each finds what it is there for, and says nothing where nothing is wrong."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from shared.cli.check import STEPS, Result, summary
from shared.cli.checks import words
from shared.cli.checks.locked import RUN, TEST, pins
from shared.cli.environment import ROOT, python, without_screen

MODEL = """
from __future__ import annotations
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Giliran.Hall"
QML_IMPORT_MAJOR_VERSION = 1


class Base(QObject):
    @Slot(str, result=bool)
    def take(self, service: str) -> bool:
        return bool(service)


@QmlElement
class Ticket(QObject):
    number = Property(str, lambda self: "A-012", constant=True)


@QmlElement
class Hall(Base):
    changed = Signal()
    waiting = Property(int, lambda self: 12, notify=changed)
    ticket = Property(Ticket, lambda self: Ticket(self), constant=True)
"""


def lint(folder: Path, screen: str) -> subprocess.CompletedProcess[str]:
    (folder / "hall").mkdir()
    (folder / "hall" / "__init__.py").touch()
    (folder / "hall" / "model.py").write_text(MODEL)
    (folder / "hall" / "Screen.qml").write_text(screen)
    return subprocess.run(
        python("shared.cli.checks.qml", str(folder)),
        env=without_screen(),
        capture_output=True,
        text=True,
        check=False,
    )


def screen(line: str) -> str:
    head = "import QtQuick\nimport Giliran.Hall\n\nItem {\n    id: root\n"
    return f"{head}    required property Hall hall\n    {line}\n}}\n"


@pytest.mark.parametrize(
    "line",
    [
        "Text { text: root.hall.ticket.number + root.hall.waiting }",
        'TapHandler { onTapped: root.hall.take("KTP") }',
        "Connections { target: root.hall; function onChanged() { root.hall.objectName } }",
    ],
)
def test_qml_that_uses_the_python_types_rightly_passes(tmp_path: Path, line: str) -> None:
    done = lint(tmp_path, screen(line))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Text { text: root.hall.ticket.nummer }", '"nummer" not found on type "Ticket"'),
        ("Text { text: root.hall.queue }", '"queue" not found on type "Hall"'),
        ("Text { text: hall.waiting }", "Unqualified access"),
        ("Txet { }", "Txet was not found"),
    ],
)
def test_qml_with_a_fault_fails_and_says_which(tmp_path: Path, line: str, fault: str) -> None:
    done = lint(tmp_path, screen(line))
    assert done.returncode == 1
    assert fault in done.stderr


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("kiosk/a.py", "# TO" + "DO later", "finish it"),
        ("docs/a.md", "see /wo" + "rk/main", "somebody's machine"),
        ("kiosk/Start.qml", 'text: "Ant' + 'rian"', "antrean"),
        ("shared/ticket_" + "helpers.py", "", "a name that says what is inside"),
    ],
)
def test_words_finds_what_must_not_be_here(
    tmp_path: Path, name: str, text: str, reason: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir()
    path.write_text(f"\n{text}\n")
    (fault,) = words.faults(tmp_path)
    assert fault.startswith(name)
    assert reason in fault


def test_words_leaves_tools_and_pictures_alone(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "note.md").write_text("TO" + "DO")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff TO" + b"DO")
    assert list(words.faults(tmp_path)) == []


def test_the_table_says_what_failed() -> None:
    rows = list(summary([Result("lint", True, 0.4), Result("types", False, 31)]))
    assert rows[1:] == [
        "lint         ok          0.4 s",
        "types        FAILED     31.0 s",
        "failed: types",
    ]
    assert list(summary([Result("lint", True, 0.4)]))[-1] == "all 1 passed"


def test_the_names_of_the_steps_are_what_contributing_says() -> None:
    said = (ROOT / "CONTRIBUTING.md").read_text()
    assert [name for name in STEPS if f"`{name}`" not in said] == []


def test_the_locks_pin_every_dependency_within_its_range() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pinned = _pinned(RUN)
    assert _unmet(project["dependencies"], pinned) == []
    pinned |= _pinned(TEST)
    assert _unmet(project["optional-dependencies"]["dev"], pinned) == []


def _pinned(lock: Path) -> dict[str, str]:
    return {canonicalize_name(pin.name): pin.version for pin in pins(lock)}


def _unmet(wanted: list[str], pinned: dict[str, str]) -> list[str]:
    requirements = [Requirement(line) for line in wanted]
    return [
        str(r)
        for r in requirements
        if pinned.get(canonicalize_name(r.name), "0") not in r.specifier
    ]
