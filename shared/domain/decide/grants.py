"""Which numbers a kiosk holds for when the hub is away, and which normal ones are on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.domain import commands as c
from shared.domain import events as e
from shared.domain.decide.finding import plan_of
from shared.domain.hall import Hall
from shared.domain.ids import DeviceId, Moment, SeriesCode
from shared.domain.numbering import Block, blocks, lowest_free, overlap, series_for
from shared.domain.site import Series

LARGEST_BLOCK = 1_000
HIGHEST_ORDINAL = 999_999
"""A kiosk that claims more than this is not believed: normal numbers would skip it."""

LITTLE_AHEAD = 100
"""So many numbers a kiosk may have printed beyond what a hub knows that was never restored."""

_Ranges = Mapping[SeriesCode, Block]


@dataclass(slots=True)
class _Settled:
    """What becomes of a kiosk's numbers, series by series."""

    ranges: dict[SeriesCode, Block] = field(default_factory=dict)
    resting: dict[SeriesCode, Block] = field(default_factory=dict)
    adopted: bool = False


def grant(hall: Hall, command: c.GrantNumbers, now: Moment) -> list[e.Event]:
    """What the kiosk holds is kept where it can be, else it gets other numbers; nothing where all
    is as it was. Of two kiosks with the same numbers the second one gets others. What the hub knows
    and the kiosk does not hold may have been printed before its disk was wiped: it rests."""
    kiosk = command.kiosk
    known: _Ranges = hall.grants[kiosk].ranges if kiosk in hall.grants else {}
    held = {code: block for code, block in (command.held or {}).items() if _credible(block)}
    wanted = {series.code: series for series in series_for(plan_of(hall).site, kiosk)}
    settled = _Settled()
    for code in dict.fromkeys([*wanted, *known, *held]):
        kept = held.get(code)
        if code not in wanted or kept is None or not _usable(hall, kiosk, wanted[code], kept):
            kept = None
        told = (held.get(code), known.get(code), command.former.get(code))
        barred = [one for one in told if one is not None]
        if kept is None and command.fresh and code in wanted:
            kept = _fresh(hall, kiosk, wanted[code], barred)
        _settle(settled, code, kept, held.get(code), known.get(code))
    _rest_former(hall, command, settled)
    if settled.ranges == known and not settled.resting:
        return []
    return [
        e.NumbersGranted(
            kiosk=kiosk, ranges=settled.ranges, adopted=settled.adopted, resting=settled.resting
        )
    ]


def _settle(
    settled: _Settled,
    code: SeriesCode,
    kept: Block | None,
    held: Block | None,
    known: Block | None,
) -> None:
    if kept is not None:
        settled.ranges[code] = kept
        settled.adopted |= kept == held != known
    if held is not None and held not in (kept, known):
        settled.resting[code] = held


def _rest_former(hall: Hall, command: c.GrantNumbers, settled: _Settled) -> None:
    """Numbers of today that the hub does not know as this kiosk's: they were another block's, in a
    history that a restored hub has lost."""
    mine = [
        (one.series, one.block)
        for one in hall.resting
        if one.kiosk == command.kiosk and one.date == hall.date
    ]
    mine += list(settled.ranges.items())
    for code, (first, last) in command.former.items():
        known = any(c == code and b[0] <= first and last <= b[1] for c, b in mine)
        if known or not _credible((first, last)):
            continue
        beside = settled.resting.get(code, (first, last))
        settled.resting[code] = (min(first, beside[0]), max(last, beside[1]))


def _credible(block: Block) -> bool:
    first, last = block
    return 1 <= first <= last <= HIGHEST_ORDINAL and last - first < LARGEST_BLOCK


def _usable(hall: Hall, kiosk: DeviceId, series: Series, block: Block) -> bool:
    """As the site wants blocks, and nobody else's."""
    if block not in blocks(series, plan_of(hall).site.rules.emergency_numbers):
        return False
    return not any(overlap(block, other) for other in _others(hall, kiosk, series.code))


def _others(hall: Hall, kiosk: DeviceId, series: SeriesCode) -> list[Block]:
    """What other kiosks hold of a series, or held today."""
    held = [
        grant.ranges[series]
        for other, grant in hall.grants.items()
        if other != kiosk and series in grant.ranges
    ]
    return held + [
        one.block
        for one in hall.resting
        if one.series == series and one.kiosk != kiosk and one.date == hall.date
    ]


def _fresh(hall: Hall, kiosk: DeviceId, series: Series, barred: list[Block]) -> Block | None:
    """The highest block that nobody has, or had today, and of which no number is in use."""
    taken = [*hall.kept_blocks(series.code), *barred]
    reached = hall.ordinals.get(series.code, 0)
    for block in blocks(series, plan_of(hall).site.rules.emergency_numbers):
        free = block[0] > reached and lowest_free(hall.numbers, series, block) == block[0]
        if free and not any(overlap(block, one) for one in taken):
            return block
    return None


def skip(hall: Hall, command: c.SkipNumbers, now: Moment) -> list[e.Event]:
    """Goes on beyond what is on paper today: a restored hub may know less than its kiosks.

    A claim beyond belief is passed over: it would make the whole hall's numbers as long as it.
    """
    if command.date != hall.date:
        return []
    known = plan_of(hall).series
    return [
        e.NumbersSkipped(series=code, beyond=beyond, kiosk=command.kiosk)
        for code, beyond in command.printed.items()
        if code in known
        and hall.ordinals.get(code, 0) < beyond <= _believed(hall, known[code], command)
    ]


def _believed(hall: Hall, series: Series, command: c.SkipNumbers) -> int:
    """The highest ordinal that a kiosk can have printed."""
    if command.restored:
        return min(HIGHEST_ORDINAL, int(10 ** (series.width + 1)) - 1)
    return hall.ordinals.get(series.code, series.start - 1) + LITTLE_AHEAD
