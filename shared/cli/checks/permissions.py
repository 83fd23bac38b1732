"""Who may what, as pages written from the table: `python -m shared.cli.checks.permissions`.

Without anything it says whether the pages are those of the table; `--write` writes them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from shared.cli.environment import ROOT
from shared.cli.exits import ExitCode
from shared.domain.permits import USUAL_ROLES, Permit
from shared.domain.site import StaffRole
from shared.hub.caller import CallerKind
from shared.hub.permissions import COMMANDS, ROUTES, Row

PAGES = (Path("docs/permissions.md"), Path("docs/id/hak-akses.md"))

YES = "●"

CALLERS = {
    CallerKind.STRANGER: "anybody",
    CallerKind.KIOSK: "kiosk",
    CallerKind.COUNTER: "counter",
    CallerKind.DISPLAY: "TV",
    CallerKind.TOOL: "tool",
}
"""A hub on loopback alone is left out: there whoever comes from the machine may."""

FOR = {
    Permit.SERVE: "sits at a counter and serves who is next",
    Permit.SEE_QUEUE: "sees every ticket that waits, not only the next one",
    Permit.CALL_BY_NUMBER: "calls beside the rule, with a reason",
    Permit.TRANSFER: "sends a visitor to another counter or service",
    Permit.CANCEL: "cancels a ticket",
    Permit.ISSUE: "gives a number to somebody who cannot use the kiosk; enters an emergency paper",
    Permit.PRIORITY: "confirms, gives or withdraws a priority",
    Permit.DESK: "the information desk: finds, prints again, brings back, notes assistance",
    Permit.SUPERVISE: "others' counters, profiles, closures, announcements, unlocking",
    Permit.MEDIA: "the files of the TVs' playlist",
    Permit.KIOSK: "the staff menu of a kiosk",
    Permit.DEVICES: "lets devices in, names them, takes them out",
    Permit.PEOPLE: "who may sign on, their roles, new first PINs",
    Permit.SITE: "the hall's plan: services, counters, hours, roles",
    Permit.AUDIT: "the journal as it grows, the hub's figures; exports are made on its machine",
    Permit.PERSONAL: "what is known of visitors, unmasked, each look with its reason",
}

UNTUK = {
    Permit.SERVE: "melayani di loket: memanggil giliran berikutnya",
    Permit.SEE_QUEUE: "melihat semua nomor yang menunggu",
    Permit.CALL_BY_NUMBER: "memanggil nomor tertentu di luar giliran, dengan alasan",
    Permit.TRANSFER: "memindahkan pengunjung ke loket atau layanan lain",
    Permit.CANCEL: "membatalkan nomor",
    Permit.ISSUE: "memberi nomor kepada yang tidak bisa memakai anjungan; memasukkan nomor darurat",
    Permit.PRIORITY: "mengesahkan, memberi atau mencabut prioritas",
    Permit.DESK: "meja informasi: mencari, mencetak ulang, mengembalikan nomor, mencatat bantuan",
    Permit.SUPERVISE: "loket petugas lain, profil, penutupan, pengumuman, membuka kunci PIN",
    Permit.MEDIA: "berkas untuk layar TV",
    Permit.KIOSK: "menu petugas di anjungan",
    Permit.DEVICES: "memasukkan perangkat, memberinya nama, mengeluarkannya",
    Permit.PEOPLE: "siapa boleh masuk, perannya, PIN pertama yang baru",
    Permit.SITE: "tata balai: layanan, loket, jam, peran",
    Permit.AUDIT: "jurnal yang berjalan, angka-angka pusat antrean; ekspor dibuat di mesin pusat",
    Permit.PERSONAL: "data pribadi pengunjung tanpa disamarkan; setiap kali dicatat dengan alasan",
}

TABLES: dict[str, Callable[[], str]] = {
    "roles": lambda: _matrix(FOR, "en", ("Permit", "For")),
    "commands": lambda: _lines(_command_rows()),
    "routes": lambda: _lines(_route_rows()),
    "hak": lambda: _matrix(UNTUK, "id", ("Hak", "Untuk")),
}

_TABLE = re.compile(r"(<!-- table: (\w+) -->\n).*?(\n<!-- end -->)", re.DOTALL)


def written(page: str) -> str:
    """The page with its tables as they should be."""
    return _TABLE.sub(lambda found: found[1] + TABLES[found[2]]() + found[3], page)


def _matrix(words: dict[Permit, str], language: str, heads: tuple[str, str]) -> str:
    names = [role.name[language] for role in USUAL_ROLES]
    rows: list[Iterable[str]] = [[*heads, *names]]
    for one in Permit:
        rows.append([f"`{one}`", words[one], *_who((one,), ())])
    return _lines(rows)


def _command_rows() -> Iterator[Iterable[str]]:
    yield ["Command", "Alone", "With a person, from", "One of", *_names()]
    for (name, case), row in COMMANDS.items():
        yield [f"`{name}`" + (f", {case}" if case else ""), *_cells(row)]


def _route_rows() -> Iterator[Iterable[str]]:
    yield ["Route", "Alone", "With a person, from", "One of", *_names()]
    for (method, path), row in ROUTES.items():
        where = f"`{method} {path}`"
        if isinstance(row, str):
            yield [where, f"→ `{row}`", "", "", *([""] * len(USUAL_ROLES))]
        else:
            yield [where, *_cells(row)]


def _cells(row: Row) -> list[str]:
    needs = " ".join(f"`{one}`" for one in row.permits)
    needs += "".join(f" + `{one}`" for one in row.also)
    pin = row.alone == row.people
    people = "PIN" if pin else _callers(row.people)
    may = _who(row.permits, row.also) if row.people else [""] * len(USUAL_ROLES)
    return [_callers(row.alone), people, needs.strip(), *may]


def _callers(kinds: frozenset[CallerKind]) -> str:
    return ", ".join(words for kind, words in CALLERS.items() if kind in kinds)


def _who(permits: tuple[Permit, ...], also: tuple[Permit, ...]) -> list[str]:
    return [YES if _may(role, permits, also) else "" for role in USUAL_ROLES]


def _may(role: StaffRole, permits: tuple[Permit, ...], also: tuple[Permit, ...]) -> bool:
    own = {*role.may, *((Permit.SERVE,) if role.serves else ())}
    return (not permits or bool(own.intersection(permits))) and own.issuperset(also)


def _names() -> list[str]:
    return [role.name["en"] for role in USUAL_ROLES]


def _lines(rows: Iterable[Iterable[str]]) -> str:
    head, *others = [list(row) for row in rows]
    rule = ["---"] * len(head)
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *others))


def stale(root: Path) -> list[Path]:
    """Pages whose tables are not what shared/hub/permissions.py says."""
    return [path for path in PAGES if written(_read(root / path)) != _read(root / path)]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def check(root: Path, *, write: bool) -> ExitCode:
    found = stale(root)
    for path in found:
        if write:
            (root / path).write_text(written(_read(root / path)), encoding="utf-8")
        print(f"{path}: " + ("written" if write else "not what the table says; --write writes it"))
    return ExitCode.OK if write or not found else ExitCode.FAILED


if __name__ == "__main__":
    sys.exit(check(ROOT, write="--write" in sys.argv[1:]))
