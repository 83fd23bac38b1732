"""A command that somebody gives in their own name: the PIN is asked for, and never an argument."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import typer

from shared.cli.hub_calls import TIMEOUT_SECONDS, HubAddress

By = Annotated[
    str | None,
    typer.Option("--by", metavar="OFFICER", help="Who does it; their PIN is asked for."),
]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The hub, as an officer asks it; without one, as whoever has the run of its machine."""

    address: HubAddress
    session: str = ""

    def call(
        self, method: str, path: str, body: Any = None, seconds: float = TIMEOUT_SECONDS
    ) -> Any:
        """As `HubAddress.call`."""
        return self.address.call(method, path, body, seconds, session=self.session)


def signed_in(address: HubAddress, by: str | None) -> SignedIn:
    """Signs the officer in, if one is named."""
    if by is None:
        return SignedIn(address)
    pin = typer.prompt(f"PIN of {by}", hide_input=True, err=True)
    signed = address.call("POST", "/api/v1/sign-in", {"officer": by, "pin": pin})
    return SignedIn(address, str(signed["session"]))
