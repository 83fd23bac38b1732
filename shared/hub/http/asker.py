"""Whoever asks for something that takes its time: whether they would be let in now as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request

from shared.domain.permits import Permit
from shared.hub.allowed import require_permits
from shared.hub.http.carry_out import by_now, by_of, sitting_in
from shared.hub.permissions import Row
from shared.hub.sign_on import SignOnRefused
from shared.hub.trust import Distrust

if TYPE_CHECKING:
    from shared.hub.hub import Hub


class Asker:
    """A caller and their sitting, as they were when the answer began. To go on reading is no word
    of theirs: it keeps no sitting alive."""

    def __init__(self, hub: Hub, request: Request, row: Row) -> None:
        self._hub = hub
        self._request = request
        self._row = row
        self._by = by_of(request)
        self._sitting = sitting_in(hub, request)

    def may(self) -> bool:
        """Whether the device is let in, the person signed on, and their role enough, as before."""
        try:
            return by_now(self._hub, self._request) == self._by and self._sits()
        except (Distrust, SignOnRefused):
            return False

    def sees_health(self) -> bool:
        """As `carry_out.sees_health`, now."""
        found, permits = self._sitting, self._hub.signing_in.permits
        return found is not None and Permit.SEE_QUEUE in permits(found.officer)

    def _sits(self) -> bool:
        found, signing_in = self._sitting, self._hub.signing_in
        if found is None:
            return True  # what a program may is the same for good
        signing_in.require_seated(found.counter, found.officer)
        require_permits(signing_in.require, found.officer, self._row, "this")
        return self._hub.officers.sittings.lasts(found)
