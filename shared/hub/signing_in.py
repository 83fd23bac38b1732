"""Sittings as apps ask for them: without a counter, and who one is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from shared.domain.hall import Hall
from shared.domain.ids import CounterId
from shared.domain.permits import Permit, permits_of, roles_of
from shared.hub.officers import Officers
from shared.hub.orders import BadCommand
from shared.hub.sign_on import SignOnRefused, no_session

SIGN_IN, SIGN_OUT, WHO_AM_I = "SignIn", "SignOut", "WhoAmI"

WITHOUT_COUNTER = (Permit.DESK, Permit.SUPERVISE)
"""Who works at no counter: the information desk, and supervisors."""


class SigningIn:
    """Answers are bodies ready for JSON."""

    def __init__(self, hall: Hall, officers: Officers) -> None:
        self._hall = hall
        self._officers = officers

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
        self, body: Mapping[str, Any], device: str, sources: Collection[str]
    ) -> dict[str, Any]:
        """`SignIn {officer, pin}`: a sitting without a counter, whose PIN is typed at `sources`."""
        officer, pin = str(body.get("officer", "")), str(body.get("pin", ""))
        await self._officers.check(officer, pin, sources)
        self.require(officer, WITHOUT_COUNTER, "working without a counter")
        token = await self._officers.sittings.at_desk(officer, device, self._hall.date)
        return {"session": token} | await self.about(officer)

    async def sign_out(self, session: str) -> dict[str, Any]:
        """`SignOut {session}`: the sitting is over. A counter is closed with `CloseCounter`."""
        if self._officers.sittings.of(session).counter:
            raise BadCommand(f"{SIGN_OUT}: this sitting is at a counter, which is to be closed.")
        await self._officers.sittings.sign_out(session)
        return {}

    async def who(self, session: str) -> dict[str, Any]:
        """`WhoAmI {session}`: whose it is, and at which counter; for an app that comes back."""
        found = self._officers.sittings.of(session)
        self.require_seated(found.counter, found.officer)
        return await self.about(found.officer) | {"counter": found.counter}

    def require_seated(self, counter: str, officer: str) -> None:
        """Refuses a session whose officer does not sit at its counter any more."""
        desk = self._hall.desks.get(CounterId(counter))
        if counter and (desk is None or desk.officer != officer):
            raise no_session()
