"""From a request to a caller: tokens, addresses, and what a proxy would have said."""

from __future__ import annotations

from typing import Any

import pytest

from shared.hub.caller import Caller, CallerKind
from shared.hub.staff import sources
from shared.hub.trust import Distrust, Trust, from_here

TOKEN = "of the data directory"
HERE, OWN, ELSEWHERE = "127.0.0.1", "10.0.0.5", "10.0.0.77"


def scope(peer: str = HERE, own: str = HERE, **headers: str) -> dict[str, Any]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    raw = [(name.encode(), value.encode()) for name, value in named.items()]
    return {"type": "http", "headers": raw, "client": (peer, 5), "server": (own, 8710)}


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


@pytest.fixture
def trust() -> Trust:
    return Trust(loopback_only=False, token=TOKEN)


@pytest.mark.parametrize(
    ("peer", "own", "here"),
    [
        (HERE, HERE, True),
        ("127.0.0.9", OWN, True),
        (OWN, OWN, True),
        (ELSEWHERE, OWN, False),
        ("::1", "::1", True),
        (f"::ffff:{HERE}", f"::ffff:{HERE}", True),
        (f"::ffff:{OWN}", OWN, True),
        (f"::ffff:{ELSEWHERE}", f"::ffff:{OWN}", False),
        ("fe80::1%eth0", "fe80::1", True),
        ("", "", False),
    ],
)
def test_what_is_this_machine(peer: str, own: str, here: bool) -> None:
    assert from_here(peer, own) is here


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        (scope(), CallerKind.STRANGER),
        (scope(**bearer("guessed")), CallerKind.STRANGER),
        (scope(**bearer("")), CallerKind.STRANGER),
        (scope(**bearer(TOKEN)), CallerKind.TOOL),
        (scope(OWN, OWN, **bearer(TOKEN)), CallerKind.TOOL),
        (scope(ELSEWHERE, OWN, **bearer(TOKEN)), CallerKind.STRANGER),
        (scope(**bearer(TOKEN), x_forwarded_for=ELSEWHERE), CallerKind.STRANGER),
        (scope(**bearer(TOKEN), via="1.1 proxy"), CallerKind.STRANGER),
    ],
)
def test_the_directory_s_token_is_worth_something_here_alone(
    trust: Trust, asked: dict[str, Any], kind: CallerKind
) -> None:
    assert trust.caller_of(asked).kind is kind


def test_a_line_s_token_is_its_device_s_while_it_lasts(trust: Trust) -> None:
    kiosk = Caller(CallerKind.KIOSK, "kiosk-1", ELSEWHERE)
    token = trust.lend(kiosk)
    assert trust.caller_of(scope(ELSEWHERE, OWN, **bearer(token))) == kiosk
    assert trust.caller_of(scope(HERE, OWN, **bearer(token))).kind is CallerKind.STRANGER
    other = trust.lend(kiosk)
    trust.take_back(token)
    assert trust.caller_of(scope(ELSEWHERE, OWN, **bearer(token))).kind is CallerKind.STRANGER
    assert trust.caller_of(scope(ELSEWHERE, OWN, **bearer(other))) == kiosk
    trust.forget("kiosk-1")
    assert trust.caller_of(scope(ELSEWHERE, OWN, **bearer(other))).kind is CallerKind.STRANGER
    assert len({trust.lend(kiosk) for _ in range(100)}) == 100


def test_on_loopback_everybody_is_local_who_looks_it() -> None:
    alone = Trust(loopback_only=True, token=TOKEN)
    assert alone.caller_of(scope(host="localhost")).kind is CallerKind.LOCAL
    with pytest.raises(Distrust):
        alone.caller_of(scope(host="giliran.example"))


# Where a PIN is typed ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "address", "counted"),
    [
        (CallerKind.COUNTER, ELSEWHERE, ("pc-1", ELSEWHERE)),
        (CallerKind.COUNTER, f"::ffff:{ELSEWHERE}", ("pc-1", ELSEWHERE)),
        (CallerKind.COUNTER, "2001:db8::9", ("pc-1",)),
        (CallerKind.TOOL, "2001:db8::9", ("pc-1", "2001:db8::/64")),
        (CallerKind.LOCAL, HERE, ("pc-1",)),
    ],
)
def test_a_pin_counts_with_its_machine_and_not_with_the_whole_hall(
    kind: CallerKind, address: str, counted: tuple[str, ...]
) -> None:
    """Addresses of IPv6 are one machine's as many as it likes; and those of a hall's devices all
    begin alike."""
    assert sources(Caller(kind, "pc-1", address), "pc-1") == counted
