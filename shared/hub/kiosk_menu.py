"""The staff menu of a kiosk: whose PIN it is, asked over the kiosk's own line.

Visitors stand before a kiosk, so it lists no names: a PIN alone says who it is, and only of those
who may. What a kiosk keeps of it for when the hub is away ends with `KnownStaff`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from typing import Any

from shared.hub.officers import Officers
from shared.hub.orders import BadCommand
from shared.hub.permissions import permits_for
from shared.hub.sign_on import KNOWN_STAFF, OPEN_KIOSK, SignOnRefused
from shared.hub.signing_in import SigningIn

MOST_KNOWN = 32


class KioskMenu:
    """Answers are bodies ready for JSON."""

    def __init__(self, officers: Officers, signing_in: SigningIn) -> None:
        self._officers = officers
        self._signing_in = signing_in

    async def open(self, body: Mapping[str, Any], sources: Collection[str]) -> dict[str, Any]:
        """`OpenKiosk {pin, officer?}`: who it is, and a `stamp` that changes with the PIN.

        Where several who may have the same PIN, `choose` names them, and it is asked again with
        the `officer`. `SignOnRefused` as at a counter.
        """
        names = await self._officers.names()
        chosen = str(body.get("officer", ""))
        may = [one for one in names if self._may(one) and chosen in ("", one)]
        fits = await self._officers.whose(str(body.get("pin", "")), may, sources)
        if not fits:
            raise SignOnRefused("wrong-pin", "Nobody who may has this PIN.")
        if len(fits) > 1:
            rows = [{"officer": one, "name": names[one]} for one in fits]
            return {
                "choose": sorted(rows, key=lambda row: (row["name"].casefold(), row["officer"]))
            }
        (officer,) = fits
        return {"officer": officer, "name": names[officer], "stamp": _stamp(fits[officer])}

    async def known(self, body: Mapping[str, Any], sources: Collection[str]) -> dict[str, Any]:
        """`KnownStaff {stamps}`: which of these officers may still come in, with the same PIN."""
        stamps = body.get("stamps")
        if not isinstance(stamps, dict) or len(stamps) > MOST_KNOWN:
            raise BadCommand(f"{KNOWN_STAFF}: 'stamps' are at most {MOST_KNOWN}, by officer.")
        may = [one for one in stamps if self._may(one)]
        hashes = await self._officers.hashes_of(may)
        return {"officers": [one for one in may if stamps[one] == _stamp(hashes[one])]}

    def _may(self, officer: str) -> bool:
        return bool(self._signing_in.permits(officer).intersection(permits_for(OPEN_KIOSK)))


def _stamp(pin_hash: str) -> str:
    """Tells one PIN's hash from the next, and nothing of the PIN."""
    return hashlib.sha256(f"kiosk menu {pin_hash}".encode()).hexdigest()[:32]
