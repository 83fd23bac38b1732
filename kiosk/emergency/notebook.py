"""What a kiosk knows by heart: the hall, its own numbers, and the papers that it gave."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any, TypeVar

import msgspec

from kiosk.emergency.paper import Paper
from shared.link.state_file import NotKept, StateFile
from shared.protocol.database import Database, Migrations
from shared.protocol.messages import GrantedRange, HeldGrant, NumberGrant

log = logging.getLogger(__name__)

KEPT_DAYS = 4
"""Papers that the hub knows are forgotten so long after the last one."""

Fact = TypeVar("Fact")

migrations = Migrations("notebook")


@migrations()
def first_tables(db: Database) -> None:
    """`facts` holds one JSON text for each thing that is known; `papers` are in their order."""
    facts = {"name": str, "value": str}
    db.create_table("facts", facts, pk="name", not_null=set(facts), strict=True)
    columns: dict[str, Any] = {"place": int, "ticket": str, "date": str, "paper": str}
    columns |= {"outcome": str, "handed": int}
    papers = db.create_table("papers", columns, pk="place", not_null=set(columns), strict=True)
    papers.create_index(["ticket"], unique=True)


@migrations()
def numbers_beside_their_papers(db: Database) -> None:
    """The number stands beside the paper's text as well: it is used, whatever can be read of it."""
    papers = db.table("papers")
    papers.add_column("series", str, not_null_default="")
    papers.add_column("ordinal", int, not_null_default=0)


class Notebook:
    """Read once from `state`, then written as it goes; a paper is on the disk when `give` returns.

    Small notes that a power cut may take (`tidy`) wait a little: each costs the screen a moment.
    """

    def __init__(self, state: StateFile) -> None:
        """`state` has the tables of `migrations`."""
        self._state = state
        self._papers: dict[str, Paper] = {}
        self._ordinals: dict[tuple[str, str], list[int]] = {}
        """Of the emergency papers, by series and date."""
        self.last_date = ""
        """The date of the last emergency paper; empty: there was none."""
        self._untidy: dict[str, Paper] = {}
        for paper in self._read():
            self._add(paper)
        state.refill(self._write_all)
        self.grant: NumberGrant | None = None
        """The numbers that the hub has given this kiosk for when it is away."""
        if state.damaged:  # nobody can say which of its numbers are on paper: the hub gives others
            self.note("grant", None)
        else:
            self.grant = self.recall("grant", NumberGrant)

    # Facts ----------------------------------------------------------------------------------

    def recall(self, name: str, kind: type[Fact]) -> Fact | None:
        """A fact as it was noted last; None where it never was, or cannot be read."""
        rows = self._state.rows("SELECT value FROM facts WHERE name = ?", name)
        try:
            return msgspec.json.decode(rows[0]["value"], type=kind) if rows else None
        except msgspec.DecodeError as error:
            log.error("what was noted of %s is unreadable: %s", name, error)
            return None

    def note(self, name: str, fact: object) -> None:
        """Remember a fact. A disk that refuses is logged: then this app alone knows it."""
        row = {"name": name, "value": msgspec.json.encode(fact).decode()}
        try:
            with self._state.change() as db:
                db.table("facts").insert(row, replace=True)
        except NotKept as error:
            log.error("%s cannot be noted: %s", name, error)

    def take_grant(self, grant: NumberGrant) -> None:
        """The hub's word on this kiosk's numbers takes the place of the one before.

        It counts only once it is on the disk: else a restart would give its numbers anew.
        """
        self._put_right(grant.date)
        if grant == self.grant:
            return
        self.note("grant", grant)
        self.grant = self.recall("grant", NumberGrant)

    # Numbers --------------------------------------------------------------------------------

    def day(self, local: str) -> str:
        """The business date of a paper given now. It never goes back, whatever a clock says."""
        return max(local, self.last_date, self.grant.date if self.grant else "")

    def next_number(self, series: str, date: str) -> int | None:
        """The lowest free one of a series on `day`; None: used up, or there never was one."""
        block = self.grant.ranges.get(series) if self.grant is not None else None
        if self.grant is None or block is None:
            return None
        told = block.next if self.grant.date == date else block.first
        free = max(told, self._used(series, block, date) + 1)
        return free if free <= block.last else None

    def held(self) -> HeldGrant | None:
        """What hello tells of them."""
        if self.grant is None:
            return None
        date, ranges = self.last_date, self.grant.ranges
        used = {code: self._used(code, block, date) for code, block in ranges.items()}
        return HeldGrant(
            ranges={code: (block.first, block.last) for code, block in ranges.items()},
            date=date,
            used={code: last for code, last in used.items() if last >= ranges[code].first},
            former=self._former(date),
        )

    def _former(self, date: str) -> dict[str, tuple[int, int]]:
        """Numbers of a date from blocks that this kiosk no longer holds."""
        assert self.grant is not None
        found: dict[str, tuple[int, int]] = {}
        for (series, given), ordinals in self._ordinals.items():
            block = self.grant.ranges.get(series)
            beside = [n for n in ordinals if block is None or not block.first <= n <= block.last]
            if given == date and beside:
                found[series] = min(beside), max(beside)
        return found

    def _used(self, series: str, block: GrantedRange, date: str) -> int:
        """The highest of a block that is on paper on that date; below it: none is."""
        used = self._ordinals.get((series, date), ())
        return max((n for n in used if block.first <= n <= block.last), default=block.first - 1)

    def printed_numbers(self) -> tuple[str, dict[str, int]]:
        """The last date with normal papers, and the highest number of each series on it."""
        normal = [one for one in self._papers.values() if not one.emergency]
        date = max((one.date for one in normal), default="")
        highest: dict[str, int] = {}
        for one in normal:
            if one.date == date:
                highest[one.series] = max(one.ordinal, highest.get(one.series, 0))
        return date, highest

    # Papers ---------------------------------------------------------------------------------

    def give(self, paper: Paper) -> None:
        """A number is about to be shown and printed. Raises `NotKept`: then it must not be."""
        with self._state.change() as db:
            self._forget_old(db, paper.date)
            db.table("papers").insert(_row(paper))
        self._add(paper)

    def paper(self, ticket: str) -> Paper | None:
        return self._papers.get(ticket)

    def papers(self) -> list[Paper]:
        """All that are remembered, oldest first."""
        return list(self._papers.values())

    def given_on(self, date: str) -> list[Paper]:
        """The papers of a date, oldest first."""
        return [one for one in self._papers.values() if one.date == date]

    def owed(self) -> Paper | None:
        """The oldest paper that the hub does not know yet."""
        return next((one for one in self._papers.values() if not one.handed), None)

    def unfinished(self) -> list[Paper]:
        """Emergency papers of which nobody knows whether they came out."""
        return [one for one in self._papers.values() if one.emergency and not one.outcome]

    def settle_print(self, ticket: str, outcome: str) -> None:
        """The printer says whether it is out."""
        self._change(ticket, outcome=outcome)
        paper = self._papers.get(ticket)
        if paper is not None and paper.emergency:
            self.tidy()

    def handed(self, ticket: str) -> None:
        """The hub has answered for it; told again after a power cut it says the same."""
        self._change(ticket, handed=True)

    def tidy(self) -> None:
        """Write down what has become of the papers."""
        if not self._untidy:
            return
        try:
            with self._state.change() as db:
                for paper in self._untidy.values():
                    values = (paper.outcome, int(paper.handed), paper.ticket)
                    db.conn.execute(
                        "UPDATE papers SET outcome = ?, handed = ? WHERE ticket = ?", values
                    )
            self._untidy.clear()
        except NotKept as error:
            log.error("what became of a paper cannot be noted: %s", error)

    # ----------------------------------------------------------------------------------------

    def _add(self, paper: Paper) -> None:
        self._papers[paper.ticket] = paper
        if paper.emergency:
            self._used_up(paper.series, paper.date, paper.ordinal)

    def _used_up(self, series: str, date: str, ordinal: int) -> None:
        """A number that is on a paper of which nothing else is known."""
        self._ordinals.setdefault((series, date), []).append(ordinal)
        self.last_date = max(self.last_date, date)

    def _write_all(self, db: Database) -> None:
        """Into a file that was begun anew."""
        for paper in self._papers.values():
            db.table("papers").insert(_row(paper), ignore=True)
        if self.grant is not None:
            grant = {"name": "grant", "value": msgspec.json.encode(self.grant).decode()}
            db.table("facts").insert(grant, replace=True)

    def _put_right(self, today: str) -> None:
        """By the hub's date papers of a day to come are today's: the clock of a kiosk that was
        started alone was wrong. Else its numbers would not begin anew before that day."""
        tomorrow = (dt.date.fromisoformat(today) + dt.timedelta(days=1)).isoformat()
        if self.last_date <= tomorrow:
            return
        log.warning("the hub's date is %s: papers of %s are put right", today, self.last_date)
        wrong = [one for one in self._papers.values() if one.date > tomorrow]
        right = [msgspec.structs.replace(one, date=today) for one in wrong]
        try:
            with self._state.change() as db:
                for one in right:
                    db.table("papers").insert(_row(one), replace=True)
        except NotKept as error:
            log.error("the dates of papers cannot be put right: %s", error)
            return
        self._papers |= {one.ticket: one for one in right}
        for series, date in [key for key in self._ordinals if key[1] > tomorrow]:
            ordinals = self._ordinals.pop((series, date))
            self._ordinals.setdefault((series, today), []).extend(ordinals)
        self.last_date = max(date for _, date in self._ordinals)

    def _change(self, ticket: str, **fields: object) -> None:
        paper = self._papers.get(ticket)
        if paper is not None:
            self._papers[ticket] = self._untidy[ticket] = msgspec.structs.replace(paper, **fields)

    def _forget_old(self, db: Database, today: str) -> None:
        """Once a day: never one that is owed, nor any of the last day with emergency numbers."""
        oldest = (dt.date.fromisoformat(today) - dt.timedelta(days=KEPT_DAYS)).isoformat()
        old = [
            one
            for one in self._papers.values()
            if one.handed and one.date < oldest and one.date != self.last_date
        ]
        for one in old:
            del self._papers[one.ticket]
            db.conn.execute("DELETE FROM papers WHERE ticket = ?", (one.ticket,))
        self._forget_health(db, today)

    def _forget_health(self, db: Database, today: str) -> None:
        """Of a day that is over the hub asks for the numbers alone: nobody waits on them."""
        told = [one for one in self._papers.values() if one.handed and one.date < today]
        for one in told:
            if one.priority or one.assist:
                bare = msgspec.structs.replace(one, priority="", assist=())
                self._papers[one.ticket] = bare
                values = (_row(bare)["paper"], one.ticket)
                db.conn.execute("UPDATE papers SET paper = ? WHERE ticket = ?", values)

    def _read(self) -> list[Paper]:
        papers = []
        for row in self._state.rows("SELECT * FROM papers ORDER BY place"):
            try:
                paper = msgspec.json.decode(row["paper"], type=Paper)
            except msgspec.DecodeError as error:
                log.error("a paper is unreadable: %s", error)
                self._used_up(row["series"], row["date"], row["ordinal"])
                continue
            became = {"outcome": row["outcome"], "handed": bool(row["handed"])}
            papers.append(msgspec.structs.replace(paper, **became))
        return papers


def _row(paper: Paper) -> dict[str, Any]:
    return {
        "ticket": paper.ticket,
        "date": paper.date,
        "paper": msgspec.json.encode(paper).decode(),
        "outcome": paper.outcome,
        "handed": int(paper.handed),
        "series": paper.series if paper.emergency else "",
        "ordinal": paper.ordinal,
    }
