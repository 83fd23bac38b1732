"""What tampering looks like to `giliran journal verify`: done in earnest, for docs/witness.md.

python -m tests.integration.tampering      writes the examples of the document anew
"""

from __future__ import annotations

import logging
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import msgspec

from shared.domain.events import DaySigned
from shared.domain.ids import MINUTE, Moment
from shared.hub.identity.signing import exchange_key, fingerprint, new_key, read_key
from shared.hub.journal.port import Draft
from shared.hub.witness.book import BOOK_FILE, day_line, text_of
from shared.hub.witness.memory import NAME, remember
from shared.hub.witness.statement import of_day
from tests.integration.signed_hall import (
    Alive,
    Forger,
    entries_of,
    journal,
    lived,
    signed_in,
    some_days,
)
from tests.unit.running_engine import SetClock

DOCUMENT = Path(__file__).parents[2] / "docs" / "witness.md"
BEGINS = "<!-- made by python -m tests.integration.tampering -->\n"
ENDS = "<!-- end of what was made -->\n"

ELSEWHERE = "usb"
"""A folder that is not the hub's: what was carried out of the hall before anything was done."""


class Deed(NamedTuple):
    """Something that somebody does to a data directory, and the command that shows it."""

    title: str
    words: str
    do: Callable[[Path], None]
    against: tuple[str, ...] = ()
    """Options of verify; `{elsewhere}` and `{key}` are what left the machine."""


def _people(draft: Draft) -> Draft:
    return msgspec.structs.replace(draft, body=draft.body.replace(b'"people":1', b'"people":4'))


def change(hall: Path) -> None:
    forger = Forger(hall)
    entries = list(forger.entries)
    body = entries[3].body.replace(b'"people":1', b'"people":4')
    entries[3] = msgspec.structs.replace(entries[3], body=body)
    forger.put(entries)


def remove(hall: Path) -> None:
    forger = Forger(hall)
    forger.put([one for one in forger.entries if one.seq != 4])


def insert(hall: Path) -> None:
    """A copy of a ticket, with the numbers of all behind it moved up."""
    forger = Forger(hall)
    entries = [*forger.entries[:4], *forger.entries[3:]]
    forger.put([msgspec.structs.replace(one, seq=n) for n, one in enumerate(entries, start=1)])


def cut(hall: Path) -> None:
    forger = Forger(hall)
    forger.put(forger.entries[: signed_in(hall)[-1][1].seq - 3])


def rewrite(hall: Path) -> None:
    forger = Forger(hall)
    drafts = forger.drafts
    second = signed_in(hall)[0][0]
    place = next(n for n, one in enumerate(drafts) if n > second and one.type == "TicketIssued")
    drafts[place] = _people(drafts[place])
    forger.chain(drafts)


def leave_out(hall: Path) -> None:
    """A line of the file of signatures is taken out."""
    lines = (hall / BOOK_FILE).read_bytes().splitlines(keepends=True)
    (hall / BOOK_FILE).write_bytes(b"".join([lines[0], lines[2]]))


def replace_book(hall: Path) -> None:
    """The file of another hub takes its place."""
    with tempfile.TemporaryDirectory() as room:
        lived(Path(room), SetClock(), some_days)
        shutil.copy(Path(room) / BOOK_FILE, hall / BOOK_FILE)


def sign_with_another_key(hall: Path) -> None:
    """Everything is made anew: the chain, its signatures, the file, and the key itself."""
    own = new_key()
    _sign_anew(hall, lambda id_, event: _signed(id_, replace(event, key=own.public), own.sign))
    exchange_key(hall, own)


def sign_with_the_hubs_key(hall: Path) -> None:
    """The same by somebody who may read the hub's key."""
    key = read_key(hall)
    _sign_anew(hall, lambda id_, event: _signed(id_, event, key.sign))


def _signed(journal_id: str, event: DaySigned, sign: Callable[[bytes], str]) -> DaySigned:
    return replace(event, signature=sign(of_day(journal_id, event)))


def _sign_anew(hall: Path, sign: Callable[[str, DaySigned], DaySigned]) -> None:
    forger = Forger(hall)
    drafts = forger.drafts
    drafts[3] = _people(drafts[3])
    forger.chain(drafts)
    for seq, event in signed_in(hall):
        fresh = sign(forger.journal, replace(event, hash=entries_of(hall)[event.seq - 1].hash))
        drafts[seq - 1] = msgspec.structs.replace(drafts[seq - 1], body=msgspec.json.encode(fresh))
        forger.chain(drafts)
    lines = [day_line(forger.journal, event, seq) for seq, event in signed_in(hall)]
    (hall / BOOK_FILE).write_bytes(text_of(lines))
    remember(hall, lines[-1])


def let_the_hub_sign(hall: Path) -> None:
    """The past is rewritten, every signature taken out, and the hub started: it has the key."""
    forger = Forger(hall)
    drafts = [one for one in forger.drafts if one.type != "DaySigned"]
    drafts[3] = _people(drafts[3])
    forger.chain(drafts)
    (hall / BOOK_FILE).unlink()
    _start(hall)


def let_the_hub_forget(hall: Path) -> None:
    """The same, and what the hub remembers is taken away as well."""
    (hall / NAME).unlink()
    let_the_hub_sign(hall)


def _start(hall: Path) -> None:
    async def begin(hub: Alive) -> None:
        await hub.witness.settle()

    logging.disable()  # what the hub's log says of it is not what verify says
    lived(hall, SetClock(Moment(entries_of(hall)[-1].at + MINUTE)), begin)
    logging.disable(logging.NOTSET)


def nothing(hall: Path) -> None:
    """As the hub left it."""


DEEDS = (
    Deed("Nobody has touched it", "Three days, as the hub left them.", nothing),
    Deed("An entry is changed", "The content of entry 4 in the file.", change),
    Deed("An entry is removed", "Entry 4 is deleted.", remove),
    Deed(
        "An entry is inserted",
        "A second copy of entry 4; the numbers of all behind it are moved up.",
        insert,
    ),
    Deed("The tail is cut off", "The third day ends early. The chain itself shows nothing.", cut),
    Deed(
        "The chain is rewritten",
        "A ticket of the second day is changed, and every hash after it made anew: the chain fits"
        " throughout. The day before it stands as it was signed.",
        rewrite,
    ),
    Deed("A signature is taken out", "A line of signatures.jsonl is deleted.", leave_out),
    Deed("The file of signatures is replaced", "It is another hub's.", replace_book),
    Deed(
        "The hub is let sign it anew",
        "With the hub stopped, entry 4 is changed, every hash after it made anew, and every"
        " signature taken out; then the hub is started, which has the key. It remembers what it"
        " has signed (`identity/signed-head.json`), tells staff (`past-doubted`), and enters that"
        " before it signs again:",
        let_the_hub_sign,
        ("--key", "{key}"),
    ),
    Deed(
        "The same, and what the hub remembers is taken away",
        "By somebody who may write where the key lies, but not read it: days that were long over"
        " are signed behind an entry that says so.",
        let_the_hub_forget,
        ("--key", "{key}"),
    ),
    Deed(
        "All is made anew with another key",
        "Chain, signatures, file and key: by somebody who may write everything, but did not have"
        " the hub's key. Nothing on the machine shows it. The fingerprint on a closing does:",
        sign_with_another_key,
        ("--key", "{key}"),
    ),
    Deed(
        "All is made anew with the hub's own key",
        "By somebody who may read the hub's key (`root`). Nothing on the machine shows it, and the"
        " fingerprint is the right one. A copy of signatures.jsonl on a stick does:",
        sign_with_the_hubs_key,
        ("--signatures", "{elsewhere}/signatures.jsonl"),
    ),
    Deed(
        "The same, held against an export",
        "The export that the auditor has kept names the very entry:",
        sign_with_the_hubs_key,
        ("--export", "{elsewhere}/export.zip"),
    ),
)


def examples(room: Path) -> Iterator[tuple[Deed, str, int]]:
    """Each deed done to a hall of its own: what verify says, and its exit status."""
    lived(room / "original", SetClock(), some_days)
    elsewhere = room / ELSEWHERE
    elsewhere.mkdir()
    shutil.copy(room / "original" / BOOK_FILE, elsewhere / BOOK_FILE)
    journal("export", "--data", room / "original", "--out", elsewhere / "export.zip")
    key = fingerprint(read_key(room / "original").public)
    for deed in DEEDS:
        hall = room / "hall"
        shutil.copytree(room / "original", hall)
        deed.do(hall)
        options = [one.format(elsewhere=elsewhere, key=key) for one in deed.against]
        said = journal("verify", "--data", hall, *options)
        shutil.rmtree(hall)
        yield deed, said.stdout.replace(str(elsewhere), f"/media/{ELSEWHERE}"), said.exit_code


def text(room: Path) -> str:
    """The examples as they stand in the document."""
    parts = []
    for deed, said, status in examples(room):
        options = " ".join(
            f'"{one}"' if " " in one else one
            for one in (each.format(elsewhere="/media/usb", key="KEY") for each in deed.against)
        )
        command = f"giliran journal verify --data DIR {options}".strip()
        block = f"```\n$ {command}\n{said.strip()}\n$ echo $?\n{status}\n```\n"
        parts.append(f"### {deed.title}\n\n{deed.words}\n\n{block}")
    return "\n".join(parts)


def alike(words: str) -> str:
    """Without what is another one each time: hashes, keys, the journal's id."""
    shown = re.sub(r"\b[0-9a-f]{32,128}\b", "HEX", words)
    shown = re.sub(r"'?\b[0-9a-f]{5,}…", "HEX", shown)
    shown = re.sub(r"\d{4}-\d\d-\d\dT[0-9:+]{8,}", "NOW", shown)
    return re.sub(r"\b[0-9a-f]{4}( [0-9a-f]{4}){7}\b", "KEY", shown)


def main() -> None:
    page = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    with tempfile.TemporaryDirectory() as room:
        made = text(Path(room))
    DOCUMENT.write_text(f"{before}{BEGINS}\n{made}\n{ENDS}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
