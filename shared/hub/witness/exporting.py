"""A part of the journal for an auditor: one folder, or one ZIP, that proves itself."""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from shared import __version__
from shared.domain.events import DaySigned, PastDoubted
from shared.hub.codec import recorded_of
from shared.hub.identity.signing import NoKey, SigningKey, fingerprint, public_pem, read_key
from shared.hub.journal.port import Entry
from shared.hub.journal.reading import Reader
from shared.hub.proof.days import CLOSING, NoSuchDay, site_of
from shared.hub.replay import OPENING
from shared.hub.witness import verify_export
from shared.hub.witness.acts import Acts
from shared.hub.witness.book import Line, text_of
from shared.hub.witness.inside import signatures_of
from shared.hub.witness.read_me import OPENSSL, TEXT
from shared.hub.witness.statement import of_day, of_export

ENTRIES, SIGNATURES, TABLE = "entries.jsonl", "signatures.jsonl", "who-what-when.csv"
MANIFEST, SIGNED = "manifest.json", "manifest.sig"

_CHUNK = 1_000
_COLUMNS = (
    *("entri/entry", "waktu/time", "apa", "what", "nomor/number", "petugas/officer"),
    *("perangkat/device", "nama perangkat/device name", "lewat/way", "jenis/type"),
)


class Span(NamedTuple):
    """The entries of some days, up to the one that the signature after them covers."""

    first: int
    last: int
    from_: str
    to: str


def span_of(reader: Reader, from_: str | None, to: str | None) -> Span:
    """The entries of the business days between two dates; all where none is given. `NoSuchDay`."""
    days = [
        (entry.seq, date)
        for entry, date in _openings(reader)
        if (from_ is None or from_ <= date) and (to is None or date <= to)
    ]
    if not days:
        raise NoSuchDay(
            f"The journal has no day from {from_ or 'its first'} to {to or 'its last'}."
        )
    (first, begins), (opened, ends) = days[0], days[-1]
    earlier = reader.last(OPENING, first) is not None
    closing = reader.read_type(CLOSING, opened, 1)
    last = _covered(reader, closing[0].seq) if closing else reader.head().seq
    return Span(first if earlier else 1, last, begins, ends)


def export(data: Path, span: Span, out: Path) -> verify_export.Check:
    """Writes `span` of a data directory's journal to `out`, a new folder or ``….zip``, and checks
    what was written. Raises `Unreadable`, `Foreign` and OSError, FileExistsError among them."""
    if out.exists():
        raise FileExistsError(17, "It is there already", str(out))
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".export-") as made:
        room = Path(made) / "export"
        room.mkdir(mode=0o700)
        reader = Reader(data / "journal.db")
        try:
            _Export(reader, span, room, _key(data)).write()
        finally:
            reader.close()
        check = verify_export.Check(room)
        check.run()
        _put(room, out)
    return check


class _Export:
    """One export on its way into a folder."""

    def __init__(self, reader: Reader, span: Span, room: Path, key: SigningKey | None) -> None:
        self._reader = reader
        self._span = span
        self._room = room
        self._key = key
        self._lines: list[Line] = list(signatures_of(reader))

    def write(self) -> None:
        before, head = self._write_entries()
        (self._room / SIGNATURES).write_bytes(text_of(self._lines))
        (self._room / "verify.py").write_bytes(Path(verify_export.__file__).read_bytes())
        names = list(self._write_openssl())
        facts = self._facts(before, head)
        (self._room / "README.txt").write_text(self._read_me(facts, names), encoding="utf-8")
        files = sorted(path for path in self._room.rglob("*") if path.is_file())
        digests = {str(path.relative_to(self._room)): _digest(path) for path in files}
        manifest = msgspec.json.format(msgspec.json.encode(facts | {"files": digests}), indent=1)
        (self._room / MANIFEST).write_bytes(manifest)
        if self._key is not None:
            statement = of_export(sha256(manifest).hexdigest(), self._key.public)
            (self._room / SIGNED).write_text(self._key.sign(statement) + "\n", encoding="ascii")

    def _facts(self, before: str, head: str) -> dict[str, Any]:
        site = site_of(self._reader)
        now = dt.datetime.now(ZoneInfo(site.get("timezone", "UTC")))
        return {
            "format": "giliran export 1",
            "program": __version__,
            "journal": self._reader.journal,
            "hall": site.get("name", ""),
            "place": site.get("place", ""),
            "timezone": site.get("timezone", "UTC"),
            "from": self._span.from_,
            "to": self._span.to,
            "first": self._span.first,
            "last": self._span.last,
            "before": before,
            "head": head,
            "doubts": list(self._doubts()),
            "exported_at": now.isoformat(timespec="seconds"),
            "key": self._key.public if self._key is not None else "",
        }

    def _doubts(self) -> Iterator[dict[str, Any]]:
        """What the hub has entered against this journal, on whatever day."""
        after = 0
        while found := self._reader.read_type(PastDoubted.__name__, after, _CHUNK):
            for entry in found:
                event = recorded_of(entry).event
                if isinstance(event, PastDoubted):
                    named = {"reason": event.reason, "seq": event.seq, "dates": list(event.dates)}
                    yield {"entry": entry.seq} | named
            after = found[-1].seq

    def _write_entries(self) -> tuple[str, str]:
        """The entries, and the table; the hash before the first, and of the last."""
        earlier = self._reader.read(self._span.first - 2, 1) if self._span.first > 1 else []
        before = earlier[0].hash if earlier else self._reader.whole_after().hash
        head = before
        zone = site_of(self._reader).get("timezone", "UTC")
        telling = Acts("id", discreet=True, zone=zone), Acts("en", discreet=True, zone=zone)
        with (
            (self._room / ENTRIES).open("wb") as entries,
            (self._room / TABLE).open("w", encoding="utf-8-sig", newline="") as file,
        ):
            table = csv.writer(file, delimiter=";")
            table.writerow(_COLUMNS)
            for entry in _between(self._reader, self._span):
                entries.write(_as_json(entry))
                table.writerow(_row(entry, *telling))
                head = entry.hash
        return before, head

    def _write_openssl(self) -> Iterator[tuple[str, str]]:
        """What is signed and the signature as two files each; their names, and their key's."""
        folder = self._room / "openssl"
        folder.mkdir()
        keys: dict[str, str] = {}
        for line in self._lines:
            signed = getattr(line, "seq", 0)
            event = line.event
            if not isinstance(event, DaySigned) or not (
                self._span.first <= signed <= self._span.last
            ):
                continue
            name = keys.setdefault(event.key, f"key-{len(keys) + 1}.pem")
            (folder / name).write_bytes(public_pem(event.key))
            (folder / f"{event.date}.txt").write_bytes(of_day(self._reader.journal, event))
            (folder / f"{event.date}.sig").write_bytes(bytes.fromhex(event.signature))
            yield event.date, name

    def _read_me(self, facts: dict[str, Any], names: list[tuple[str, str]]) -> str:
        shown = names[-1] if names else ("DATE", "key-1.pem")
        known = fingerprint(facts["key"]) if facts["key"] else "–"
        return TEXT.format(
            **{name: value for name, value in facts.items() if name not in ("from", "key")},
            from_=facts["from"],
            fingerprint=known,
            openssl=OPENSSL.format(name=shown[0], key=shown[1]),
        )


def _key(data: Path) -> SigningKey | None:
    """The hub's key; an export without it is worth what the days' signatures in it are."""
    with suppress(NoKey):
        return read_key(data)
    return None


def _openings(reader: Reader) -> Iterator[tuple[Entry, str]]:
    after = 0
    while found := reader.read_type(OPENING, after, _CHUNK):
        yield from ((one, str(msgspec.json.decode(one.body)["date"])) for one in found)
        after = found[-1].seq


def _covered(reader: Reader, closing: int) -> int:
    """The entry up to which the signature after a day's closing reaches; else the closing."""
    found = reader.read_type(DaySigned.__name__, closing, 1)
    event = recorded_of(found[0]).event if found else None
    return event.seq if isinstance(event, DaySigned) and event.seq >= closing else closing


def _between(reader: Reader, span: Span) -> Iterator[Entry]:
    after = span.first - 1
    while after < span.last and (read := reader.read(after, min(_CHUNK, span.last - after))):
        yield from read
        after = read[-1].seq


def _as_json(entry: Entry) -> bytes:
    """The body as a text: its bytes make the hash."""
    fields = msgspec.structs.asdict(entry) | {"body": entry.body.decode()}
    return msgspec.json.encode(fields) + b"\n"


def _row(entry: Entry, indonesian: Acts, english: Acts) -> list[str]:
    own, other = indonesian.tell(entry), english.tell(entry)
    ways = f"{own.way} / {other.way}" if own.way != other.way else own.way
    cells = (
        *(str(own.seq), own.at, own.words, other.words, own.ticket, own.officer),
        *(own.device, own.device_name, ways, own.type),
    )
    return [f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in cells]


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _put(room: Path, out: Path) -> None:
    if out.suffix.lower() != ".zip":
        shutil.move(room, out)
        return
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(room.rglob("*")):
            archive.write(path, str(path.relative_to(room)))
    out.touch(mode=0o600)
    out.write_bytes(packed.getvalue())
