"""Which acts the officer's role allows: what it does not is not offered."""

from __future__ import annotations

from counter.acts import Act
from counter.sitting.sitting import Sitting
from shared.domain.permits import Permit

NEEDED: dict[Act, tuple[Permit, ...]] = {
    Act.CALL_NUMBER: (Permit.CALL_BY_NUMBER,),
    Act.HELP: (Permit.CALL_BY_NUMBER,),
    Act.TRANSFER: (Permit.TRANSFER,),
    Act.WITHDRAW: (Permit.PRIORITY,),
    Act.PAPER: (Permit.ISSUE,),
    Act.ISSUE: (Permit.ISSUE,),
    Act.HELD: (Permit.DESK, Permit.ISSUE),
    Act.WHY: (Permit.SEE_QUEUE,),
}
"""One of these; every officer may do what is not here. Of `Act.HELD` it is about those who were
missed: whoever is on hold may be brought back by anybody."""


def allowed(act: Act, sitting: Sitting) -> bool:
    """Whether the role allows it; a hub that tells no rights looks at each order itself."""
    needed = NEEDED.get(act, ())
    return not needed or not sitting.begun or any(sitting.allows(one) for one in needed)


def sees_groups(sitting: Sitting) -> bool:
    """Whether the group of a priority may be shown: it can say something of a visitor's health,
    and is for those who check it. Without a word from the hub it is not."""
    return sitting.begun and sitting.allows(Permit.PRIORITY)


def sees_queue(sitting: Sitting) -> bool:
    """Whether every ticket may be shown, not only the next one."""
    return not sitting.begun or sitting.allows(Permit.SEE_QUEUE)
