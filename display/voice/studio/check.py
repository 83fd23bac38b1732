"""`giliran voice check DIR`: whether a voice pack is whole and sounds as it should."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from string import ascii_uppercase

from display.voice.packs.checking import faults_of, files_besides, summary
from display.voice.packs.manifest import BadPack, read_pack
from shared.protocol.site_file import SiteError, read_site_file

NAME, HELP = "check", "Look whether a voice pack is whole, and listen to every clip."


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--site", type=Path, metavar="FILE", help="the letters of its series alone")
    parser.add_argument("--letters", default="", metavar="ABC", help="these letters alone")


def run(options: Namespace) -> int:
    """1 where a call could not be spoken, or a clip is spoilt."""
    try:
        pack = read_pack(options.folder)
        letters = options.letters or letters_of(options.site)
    except (BadPack, OSError, SiteError) as error:
        print(f"giliran voice check: {error}", file=sys.stderr)
        return 1
    faults = faults_of(pack, letters)
    for fault in faults:
        print(f"{'error' if fault.grave else 'warning'}: {fault.where}: {fault.what}")
    for path in files_besides(pack):
        print(f"note: {path.relative_to(pack.folder)}: the manifest does not name it")
    clips = sum(len(forms) for forms in pack.clips.values())
    print(f"{pack.name} ({pack.language}): {clips} clips, {summary(faults)}")
    return 1 if any(fault.grave for fault in faults) else 0


def letters_of(site: Path | None) -> str:
    """The letters that the site's tickets have; without a site all."""
    if site is None:
        return ascii_uppercase
    return "".join(dict.fromkeys("".join(one.prefix for one in read_site_file(site).series)))
