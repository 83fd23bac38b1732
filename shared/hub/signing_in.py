"""Sittings as apps ask for them: without a counter, and who one is."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Any

from shared.domain.commands import Order, SittingAct, StaffAct, TraceSitting
from shared.domain.hall import Hall, Receipt
from shared.domain.ids import CounterId, OfficerId
from shared.domain.permits import Permit, changes_of_permits, permits_of, roles_of
from shared.domain.site import Site
from shared.hub.allowed import By, case_of
from shared.hub.engine import Unavailable
from shared.hub.officers import Officers
from shared.hub.orders import BadCommand
from shared.hub.permissions import COMMANDS
from shared.hub.sign_on import CHANGE_PIN, SIGN_IN, SIGN_OUT, SignOnRefused, no_session
from shared.hub.staff_changes import of, staff_order

log = logging.getLogger(__name__)

Submit = Callable[[Order], Awaitable[Receipt]]


class SigningIn:
    """Answers are bodies ready for JSON."""

    def __init__(self, hall: Hall, officers: Officers, submit: Submit) -> None:
        self._hall = hall
        self._officers = officers
        self._submit = submit

    def permits(self, officer: str) -> frozenset[Permit]:
        """What an officer may do, by the role and by the site as they are now."""
        plan = self._hall.plan
        if plan is None:
            return frozenset()
        return permits_of(plan.site, self._officers.role_of(officer))

    def require(self, officer: str, needed: Collection[Permit], what: str) -> None:
        """Refuses (``not-allowed``) an officer who has none of the permits, and says whom to ask;
        `what` is what was asked for."""
        if not needed or self.permits(officer).intersection(needed):
            return
        ask = self._who_may(needed)
        names = ", ".join(ask.values()) or "nobody in this hall"
        raise SignOnRefused(
            "not-allowed",
            f"Your role does not allow {what} ({' or '.join(needed)}). Ask: {names}.",
            extra={"needs": [str(permit) for permit in needed], "ask": list(ask)},
        )

    def may_give(self, giver: str, role: str) -> bool:
        """Whether somebody may give others a role: nobody gives, or takes over, more than they
        have."""
        plan = self._hall.plan
        return plan is not None and permits_of(plan.site, role) <= self.permits(giver)

    def require_may_load(self, giver: str, site: Site) -> None:
        """Refuses (``not-allowed``) a version of the site that gives a role, or takes from it, what
        somebody may not themselves; what the roles may already is as it was."""
        plan = self._hall.plan
        changes = changes_of_permits(plan.site, site) if plan is not None else {}
        for role, permits in changes.items():
            beyond = sorted(permits - self.permits(giver))
            if beyond:
                raise SignOnRefused(
                    "not-allowed",
                    f"This site changes what a '{role}' may ({', '.join(beyond)}), and you may not"
                    " that yourself: ask somebody who may.",
                    extra={"role": role, "permits": [str(permit) for permit in beyond]},
                )

    def _who_may(self, needed: Collection[Permit]) -> dict[str, str]:
        """The roles with one of these permits, by code, and their names."""
        plan = self._hall.plan
        if plan is None:
            return {}
        language = plan.site.languages[0]
        return {
            role.code: role.name.get(language) or role.code
            for role in roles_of(plan.site).values()
            if set(role.may).intersection(needed)
        }

    async def about(self, officer: str) -> dict[str, Any]:
        """Who somebody is, for the app in which they work."""
        names = await self._officers.names()
        return {
            "officer": officer,
            "name": names.get(officer, ""),
            "role": self._officers.role_of(officer),
            "may": sorted(self.permits(officer)),
        }

    async def sign_in(
        self, by: By, body: Mapping[str, Any], sources: Collection[str], sender: str
    ) -> dict[str, Any]:
        """`SignIn {officer, pin}`: a sitting without a counter, whose PIN is typed at `sources`."""
        officer, pin = str(body.get("officer", "")), str(body.get("pin", ""))
        await self._officers.check(officer, pin, sources)
        row = COMMANDS[SIGN_IN, case_of(by, SIGN_IN, body)]
        self.require(officer, row.permits, "working without a counter")
        where = by.caller.device or next(iter(sources), "")
        token = await self._officers.sittings.at_desk(
            officer, where, self._hall.date, by.caller.device
        )
        await self._trace(SittingAct.ON, officer, sender)
        return {"session": token} | await self.about(officer)

    async def _trace(self, act: SittingAct, officer: str, sender: str) -> None:
        """Who signs on without a counter, and off, stands in the journal; a full disk or a doubted
        clock keeps nobody out who is to mend it."""
        trace = TraceSitting(act=act, officer=OfficerId(officer))
        try:
            await self._submit(Order(command=trace, sender=sender, actor=officer))
        except Unavailable as error:
            log.warning("%s %s, which is not in the journal: %s", officer, act, error.detail)

    async def change_pin(
        self, body: Mapping[str, Any], sources: Collection[str], sender: str
    ) -> dict[str, Any]:
        """`ChangePin {officer, pin, new}`: the officer's own PIN from now on. It holds even where
        that cannot be recorded now: the old one is known to somebody."""
        fields = [body.get(name) for name in ("officer", "pin", "new")]
        if not all(isinstance(one, str) for one in fields):
            raise BadCommand(f"{CHANGE_PIN}: 'officer', 'pin' and 'new' are texts.")
        officer, pin, new = (str(one) for one in fields)
        await self._officers.change_pin(officer, pin, new, sources)
        try:
            await self._submit(staff_order(of(StaffAct.PIN_OWN, [officer]), sender, officer))
        except Unavailable as error:
            log.warning("%s's own PIN is not in the journal: %s", officer, error.detail)
        return {}

    async def sign_out(self, by: By, session: str, sender: str) -> dict[str, Any]:
        """`SignOut {session}`: the sitting is over. A counter is closed with `CloseCounter`."""
        found = self._officers.sittings.of(session, by.place)
        if found.counter:
            raise BadCommand(f"{SIGN_OUT}: this sitting is at a counter, which is to be closed.")
        await self._officers.sittings.sign_out(session)
        await self._trace(SittingAct.OFF, found.officer, sender)
        return {}

    async def who(self, by: By, session: str) -> dict[str, Any]:
        """`WhoAmI {session}`: whose it is, and at which counter; for an app that comes back."""
        found = self._officers.sittings.of(session, by.place)
        self.require_seated(found.counter, found.officer)
        return await self.about(found.officer) | {"counter": found.counter}

    def require_seated(self, counter: str, officer: str) -> None:
        """Refuses a session whose officer does not sit at its counter any more."""
        desk = self._hall.desks.get(CounterId(counter))
        if counter and (desk is None or desk.officer != officer):
            raise no_session()
