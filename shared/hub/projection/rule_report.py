"""Calls by the rule and calls beside it, and all that people changed about places: by officer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from pathlib import Path

import msgspec

from shared.protocol.database import reading

BY_RULE, BESIDE = "by-rule", "beside"
UNDONE = ("undone-finish", "undone-no-show")
TAKEN_OVER = "counter-taken-over"
REJOINED = ("rejoined-kept", "rejoined-behind", "rejoined-late")


class RuleAct(msgspec.Struct):
    """One thing that a person did about the order, or a visitor at a kiosk (then no officer)."""

    seq: int
    at: int
    """ms since the epoch, UTC"""
    date: str
    kind: str
    """``beside``, or a kind of `shared.hub.projection.interventions`."""
    number: str
    counter: str
    officer: str
    """The opaque id; empty where nobody signed on did it."""
    sender: str
    reason: str
    """A code of the site's lists; ``visitor``: its visitor asked for it. Empty in old journals."""
    behind: str
    """The number behind which a ticket was taken back, where the site says so many places."""
    before: str
    """Of a counter that was taken over: who sat there, the opaque id."""
    name: str = ""
    """The officer's, only where whoever asks may know it."""


class OfficerRow(msgspec.Struct):
    """One officer's counts by kind."""

    officer: str
    name: str = ""
    """Only where whoever asks may know it."""
    kinds: dict[str, int] = {}
    reasons: dict[str, int] = {}
    """Calls beside the rule, by the code of their reason."""
    taken_back: dict[str, int] = {}
    """What was undone, and who was taken back, likewise."""
    taken_over: dict[str, int] = {}
    """Counters taken over from another officer, likewise."""


class RuleReport(msgspec.Struct):
    """The days from `first` to `last`, as far as the tables go."""

    first: str
    last: str
    up_to: int
    """The last entry that is in the tables."""
    kinds: dict[str, int]
    """All officers together."""
    reasons: dict[str, int]
    taken_back: dict[str, int]
    taken_over: dict[str, int]
    officers: list[OfficerRow]
    acts: list[RuleAct]

    def tell_names(self, names: Mapping[str, str]) -> None:
        """Puts the names of officers beside their ids."""
        for row in self.officers:
            row.name = names.get(row.officer, "")
        for act in self.acts:
            act.name = names.get(act.officer, "")


_CHOSEN = (
    "SELECT seq, at, calls.date, 'beside', coalesce(number, calls.ticket), calls.counter,"
    " calls.officer, '', reason, '', '' FROM calls LEFT JOIN tickets USING (ticket)"
    " WHERE by_rule = 0 AND calls.date BETWEEN ? AND ?"
)
_CHANGED = (
    "SELECT seq, at, i.date, kind, coalesce(number, i.ticket), i.counter, i.officer, sender,"
    " reason, behind, before FROM interventions AS i LEFT JOIN tickets USING (ticket)"
    " WHERE i.date BETWEEN ? AND ?"
)
_BY_RULE = (
    "SELECT officer, count(*) FROM calls WHERE by_rule = 1 AND date BETWEEN ? AND ?"
    " GROUP BY officer"
)


def rule_report(path: Path, first: str = "", last: str = "9999-12-31") -> RuleReport:
    """The report on the business dates from `first` to `last`, both included.

    Only reads: a hub may be at work. Raises sqlite3.Error, also for tables of another version.
    """
    with closing(reading(path)) as tables:
        tables.execute("BEGIN")  # all of it from one moment
        state = dict(tables.execute("SELECT key, value FROM state"))
        both = tables.execute(f"{_CHOSEN} UNION ALL {_CHANGED}", (first, last, first, last))
        acts = [RuleAct(*row) for row in both]
        ruled = dict(tables.execute(_BY_RULE, (first, last)))
    acts.sort(key=lambda act: act.seq)
    officers = _rows(ruled, acts)
    return RuleReport(
        first=first,
        last=last,
        up_to=int(state.get("projected_seq", 0)),
        kinds=_summed(row.kinds for row in officers),
        reasons=_summed(row.reasons for row in officers),
        taken_back=_summed(row.taken_back for row in officers),
        taken_over=_summed(row.taken_over for row in officers),
        officers=officers,
        acts=acts,
    )


def _rows(ruled: dict[str, int], acts: list[RuleAct]) -> list[OfficerRow]:
    """By officer, those first who called most beside the rule."""
    kinds = {officer: Counter({BY_RULE: count}) for officer, count in ruled.items()}
    for act in acts:
        kinds.setdefault(act.officer, Counter())[act.kind] += 1
    chosen, back = _reasons(acts, (BESIDE,)), _reasons(acts, (*UNDONE, *REJOINED))
    over = _reasons(acts, (TAKEN_OVER,))
    rows = [
        OfficerRow(
            officer,
            kinds=dict(counted),
            reasons=dict(chosen.get(officer, {})),
            taken_back=dict(back.get(officer, {})),
            taken_over=dict(over.get(officer, {})),
        )
        for officer, counted in kinds.items()
    ]
    return sorted(rows, key=lambda row: (-row.kinds.get(BESIDE, 0), row.officer))


def _reasons(acts: Iterable[RuleAct], kinds: Collection[str]) -> dict[str, Counter[str]]:
    """The reasons of acts of some kinds, by officer."""
    found: dict[str, Counter[str]] = {}
    for act in acts:
        if act.kind in kinds:
            found.setdefault(act.officer, Counter())[act.reason] += 1
    return found


def _summed(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return dict(total.most_common())
