"""Making a pack: its folder, its manifest, and what is still to be recorded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from display.voice.packs.manifest import FORMAT, MANIFEST, TABLES
from display.voice.packs.script import Prompt
from display.voice.sound import write_wav

ROOM = "room.wav"


def missing(folder: Path, wanted: Sequence[Prompt]) -> list[Prompt]:
    """Those of which there is no clip yet."""
    return [one for one in wanted if not (folder / one.file).is_file()]


def keep(path: Path, pcm: bytes) -> None:
    """A clip that exists is whole, whenever the power fails. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    write_wav(fresh, pcm)
    fresh.replace(path)


def write_manifest(
    folder: Path, language: str, wanted: Sequence[Prompt], *, name: str, note: str = ""
) -> None:
    """Names every clip of `wanted` that is there."""
    there = [one for one in wanted if (folder / one.file).is_file()]
    lines = [f"# {note}"] if note else []
    lines += [f"format = {FORMAT}", f"name = {_text(name)}", f"language = {_text(language)}"]
    if (folder / ROOM).is_file():
        lines.append(f"room = {_text(ROOM)}")
    for table in TABLES:
        entries = _entries([one for one in there if one.table == table])
        lines += ["", f"[{table}]", *entries] if entries else []
    fresh = folder / f"{MANIFEST}.new"
    fresh.write_text("\n".join(lines) + "\n", encoding="utf-8")
    fresh.replace(folder / MANIFEST)


def _entries(prompts: Sequence[Prompt]) -> list[str]:
    forms: dict[str, list[str]] = {}
    for one in prompts:
        forms.setdefault(one.words, []).append(f"{one.form} = {_text(one.file)}")
    return [f"{_text(words)} = {{ {', '.join(files)} }}" for words, files in forms.items()]


def _text(value: str) -> str:
    """A TOML basic string is written as JSON writes one."""
    return json.dumps(value, ensure_ascii=False)
