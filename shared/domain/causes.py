"""Why one is before another. Apart from the hall's own rules: a terminal that only says so needs
none of them."""

from __future__ import annotations

from enum import StrEnum


class Cause(StrEnum):
    """Why somebody was called, or is next, before another one."""

    EARLIER = "earlier"
    """Came earlier."""
    EMERGENCY = "emergency"
    """Came earlier, to a kiosk that was without the hub: the hub learnt of it later."""
    RESTORED = "restored"
    """Came earlier; the record was lost for a while."""
    PRIORITY = "priority"
    """Came later, and is entitled to priority."""
    CHOSEN = "chosen"
    """An officer called it beside the rule, with a reason."""
    RETURNED = "returned"
    """The other one missed a call and came back after the grace: its place counts from then."""
    ELSEWHERE = "elsewhere"
    """The other one's visitor was at another desk just then."""
    AWAY = "away"
    """The other one was not in the line: missed, or put aside."""
    OTHER_LINE = "other-line"
    """The counter did not serve the other one."""
    UNEXPLAINED = "unexplained"
    """None of these: the call was not what the rule gives."""
