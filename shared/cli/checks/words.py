"""Words that must not stand in the tree, each with the reason: `python -m shared.cli.checks.words`.

Square brackets in the patterns keep this file from finding itself.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from shared.cli.environment import ROOT
from shared.cli.exits import ExitCode

SKIPPED = {"build", "dist", "out", "__pycache__"}
SOURCES = (".py", ".qml", ".sh", ".toml", ".md", ".json", ".service", ".conf", ".rules", "")
PROSE = (".qml", ".md")


class Rule(NamedTuple):
    """What is not to be written, why, and in files with which endings."""

    pattern: re.Pattern[str]
    reason: str
    endings: tuple[str, ...] = SOURCES


def _rule(pattern: str, reason: str, endings: tuple[str, ...] = SOURCES) -> Rule:
    return Rule(re.compile(pattern), reason, endings)


RULES = (
    _rule(r"\b(T[O]DO|F[I]XME|X[X]X)\b", "finish it, or open an issue"),
    _rule(r"/wor[k]/|/roo[t]/|/Use[r]s/", "a path of somebody's machine"),
    _rule(r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs|deb[.]debian[.]org", "a registry"),
    _rule(r"(?i)\b(clau[d]e|anthro[p]ic|chatg[p]t|copi[l]ot)\b", "the product alone"),
    _rule(r"(?i)\bant[r]ian\b", "the spelling is 'antrean'", PROSE),
    _rule(r"(?i)\bsi[l]ahkan\b", "the spelling is 'silakan'", PROSE),
)
VAGUE_NAMES = re.compile(r"(^|_)(helpers?|utils?|utilities|misc|managers?|common)(_|$)")


def files(root: Path) -> Iterator[Path]:
    """Every file of the project, products of builds and tools left out."""
    for folder, folders, names in os.walk(root):
        folders[:] = [n for n in folders if n == ".ci" or not (n in SKIPPED or n[0] == ".")]
        yield from (Path(folder, name) for name in sorted(names))


def faults(root: Path) -> Iterator[str]:
    """One line for each place where a rule is broken: `path:line: reason`."""
    for path in files(root):
        name = path.relative_to(root)
        if VAGUE_NAMES.search(path.stem.lower()):
            yield f"{name}: a name that says what is inside, please"
        if path.suffix in SOURCES and path.name != "LICENSE":
            yield from (f"{name}:{line}: {said}" for line, said in _in_text(path))


def _in_text(path: Path) -> Iterator[tuple[int, str]]:
    rules = [rule for rule in RULES if path.suffix in rule.endings]
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:  # a picture or a sound without an ending
        return
    for number, line in enumerate(lines, start=1):
        for rule in rules:
            if found := rule.pattern.search(line):
                yield number, f"{found[0]!r}: {rule.reason}"


def check(root: Path) -> int:
    """Print the faults under `root`; returns 0 when there are none."""
    found = list(faults(root))
    print("\n".join(found) or "no word that must not be here")
    return ExitCode.FAILED if found else ExitCode.OK


if __name__ == "__main__":
    sys.exit(check(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT))
