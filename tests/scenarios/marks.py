"""Words that are planted, and the search for them in whatever a hall leaves or says.

A mark is looked for as people write it and as programs might keep it: other cases and spacings,
other encodings, a plain digest that anybody could make by trying.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

NAME, PHONE, NIK = "Zulaikha Qasmirnova", "0812-7391-0586", "3599017391058624"
PIN = "739105862417"
PERSON = (NAME, PHONE, NIK)
"""Of a visitor."""

GROUP, GROUP_TWIN = "tanda-zq-kelompok", "tanda-zk-kelompok"
HELP, HELP_TWIN = "tanda-zq-bantuan", "tanda-zk-bantuan"
TWINS = {GROUP: GROUP_TWIN, HELP: HELP_TWIN}
"""What a ticket has, and what only the site has, as often: where the site is told both are, and
whoever is told of the ticket as well has one more often than the other."""

_PLAIN_DIGESTS = ("sha256", "sha1", "md5", "blake2b")


def forms(mark: str) -> set[bytes]:
    """Every way in which a mark might stand somewhere, in small letters."""
    digits = "".join(one for one in mark if one.isdigit())
    said = {mark, *mark.split()}
    if len(digits) >= 10:
        said |= {digits, digits[1:] if digits.startswith("0") else digits}
    found: set[bytes] = set()
    for text in said:
        raw = text.encode()
        found |= {raw, text.encode("utf-16-le"), raw.hex().encode()}
        found |= set(_in_base64(raw))
        found |= {hashlib.new(name, raw).hexdigest().encode() for name in _PLAIN_DIGESTS}
        found |= {hashlib.new(name, raw).digest() for name in _PLAIN_DIGESTS}
    return {one.lower() for one in found}


def _in_base64(raw: bytes) -> Iterator[bytes]:
    """What is the same wherever it begins; the first and last letters depend on its neighbours.
    No letter less: four of them stand in any long token by chance."""
    for before in range(3):
        first, end = -(-8 * before // 6), 8 * (before + len(raw)) // 6
        yield base64.b64encode(b"\0" * before + raw)[first:end]


def found_in(places: Mapping[str, bytes], marks: Iterable[str]) -> dict[str, list[str]]:
    """The marks in each place that has any."""
    wanted = {mark: forms(mark) for mark in marks}
    found = {}
    for name, content in places.items():
        small = content.lower()
        there = [mark for mark, ways in wanted.items() if any(way in small for way in ways)]
        if there:
            found[name] = there
    return found


def told_of_health(places: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Where a ticket's group or assistance stands beside the site's own list of them."""
    found = {}
    for name, content in places.items():
        more = [
            mark
            for mark, twin in TWINS.items()
            if content.count(mark.encode()) != content.count(twin.encode())
        ]
        if more:
            found[name] = more
    return found


def files_in(*directories: Path) -> dict[str, bytes]:
    """Every file below, as its bytes are on the disk at this moment; a program that runs may take
    one of its own away meanwhile."""
    found = {}
    for directory in directories:
        for path in sorted(directory.rglob("*")):
            if path.is_file() and not path.is_symlink():
                with suppress(FileNotFoundError):
                    found[f"{directory.name}/{path.relative_to(directory)}"] = path.read_bytes()
    return found
