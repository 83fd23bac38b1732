"""Reading the project's own pages: sections, the rows of their tables, what stands in code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from shared.cli.environment import ROOT

DOCS = ROOT / "docs"

_CODE = re.compile(r"`([^`]+)`")
_HEADING = re.compile(r"^#{2,4} (.*)$")


def page(name: str) -> str:
    """A page under docs/."""
    return (DOCS / name).read_text(encoding="utf-8")


def pages() -> Iterator[Path]:
    """Every page of the project."""
    yield from sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])


def sections(text: str) -> dict[str, list[str]]:
    """The lines below each heading, up to the next; a heading's own backticks left out."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        heading = _HEADING.match(line)
        if heading:
            lines = found.setdefault(heading[1].replace("`", ""), [])
        else:
            lines.append(line)
    return found


def rows(lines: list[str]) -> list[list[str]]:
    """The cells of all table rows whose first cell is code."""
    found = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    return [cells for cells in found if len(cells) > 1 and cells[0].startswith("`")]


def code(cell: str) -> list[str]:
    """What stands in backticks."""
    return _CODE.findall(cell)


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
