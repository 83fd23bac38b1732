"""Runs qmllint over every QML file, with the types that Python gives to QML; no warning passes.

`python -m shared.cli.checks.qml [ROOT]`
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
from pathlib import Path

from shared.cli.environment import ROOT, python, without_screen
from shared.cli.exits import ExitCode

SKIPPED = {"build", ".venv", ".git"}


def check(root: Path) -> int:
    """Lint all QML files under `root`; returns 0 when there was nothing to say."""
    files = [path for path in sorted(root.rglob("*.qml")) if not SKIPPED & {*path.parts}]
    if not files:
        print("no QML files")
        return ExitCode.OK
    with tempfile.TemporaryDirectory(prefix="giliran-qml-") as folder:
        types = python("shared.cli.checks.qml_types", str(root), folder)
        if subprocess.run(types, env=without_screen(), check=False).returncode:
            return ExitCode.FAILED
        return lint(files, [Path(folder), *import_paths(root)])


def lint(files: list[Path], imports: list[Path]) -> int:
    """qmllint's verdict on `files`, which find their modules in `imports`."""
    places = [word for path in imports for word in ("-I", str(path))]
    command = [str(qt_tool("qmllint")), "--max-warnings", "0", *places, *map(str, files)]
    failed = subprocess.run(command, check=False).returncode
    print(f"{len(files)} QML files: {'see above' if failed else 'nothing to say'}")
    return ExitCode.FAILED if failed else ExitCode.OK


def import_paths(root: Path) -> list[Path]:
    """The folders below which QML modules stand: where `module A.B` is, minus A/B."""
    found = []
    for path in sorted(root.rglob("qmldir")):
        if SKIPPED & {*path.parts}:
            continue
        uri = path.read_text(encoding="utf-8").partition("module ")[2].split()[0]
        found.append(path.parents[len(uri.split("."))])
    return list(dict.fromkeys(found))


def qt_tool(name: str) -> Path:
    """One of the programs that come with PySide6; found without loading Qt."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("PySide6 is not installed")
    return Path(spec.origin).parent / name


if __name__ == "__main__":
    sys.exit(check(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT))
