"""The code, the picture and the greeting that apps and hubs trust each other by."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.protocol.pairing import (
    CODE_DIGITS,
    SIGN_NAMES,
    SIGNS,
    Greeting,
    NotPaired,
    Shown,
    Typed,
    new_code,
    new_key,
    new_nonce,
    picture_of,
    public_key_of,
    shown,
    typed,
)

KEY = new_key()
PUBLIC = public_key_of(KEY)
CERTIFICATE = b"the hub's"


def test_the_code_is_known_to_both() -> None:
    device = Shown("482913", PUBLIC, CERTIFICATE)
    hub = Typed("482913", PUBLIC, CERTIFICATE, device.start)
    device.check(hub.start, hub.proof)
    hub.check(device.proof)


@pytest.mark.parametrize(
    ("code", "key", "certificate"),
    [
        ("482914", PUBLIC, CERTIFICATE),
        ("482913", public_key_of(new_key()), CERTIFICATE),
        ("482913", PUBLIC, b"one that stands between"),
    ],
    ids=["digits", "device", "certificate"],
)
def test_whoever_differs_is_refused_by_both(code: str, key: bytes, certificate: bytes) -> None:
    device = Shown("482913", PUBLIC, CERTIFICATE)
    hub = Typed(code, key, certificate, device.start)
    with pytest.raises(NotPaired):
        device.check(hub.start, hub.proof)
    with pytest.raises(NotPaired):
        hub.check(device.proof)


@given(st.binary(max_size=80))
def test_no_beginning_is_taken_for_one(start: bytes) -> None:
    with pytest.raises(NotPaired):
        Typed("482913", PUBLIC, CERTIFICATE, start).check(b"")
    with pytest.raises(NotPaired):
        Shown("482913", PUBLIC, CERTIFICATE).check(start, b"")


def test_codes_are_read_out_in_threes_and_typed_as_people_do() -> None:
    code = new_code()
    assert len(code) == CODE_DIGITS
    assert typed(shown(code)) == code
    assert typed(" 48-29 13 ") == "482913"
    assert typed("48291") == typed("4829133") == typed("") == typed("٤٨٢٩١٣") == ""


@given(st.binary(min_size=32, max_size=32))
def test_a_picture_has_three_signs_that_have_names(key: bytes) -> None:
    signs = picture_of(key)
    assert len(signs) == 3
    assert all(SIGN_NAMES[sign] for sign in signs)


def test_all_signs_are_drawn_and_come_up() -> None:
    keys = (number.to_bytes(32, "big") for number in range(200))
    assert {sign for key in keys for sign in picture_of(key)} == set(SIGNS)


def test_a_greeting_fits_one_line_alone() -> None:
    greeting = Greeting(new_nonce(), CERTIFICATE, "tv-1", "display")
    proof = greeting.signed(KEY)
    greeting.check(PUBLIC, proof)
    for change in (
        {"nonce": new_nonce()},
        {"certificate": b"another"},
        {"device": "tv-2"},
        {"role": "counter"},
        {"device": "tv-1display", "role": ""},
    ):
        with pytest.raises(NotPaired):
            dataclasses.replace(greeting, **change).check(PUBLIC, proof)
    with pytest.raises(NotPaired):
        greeting.check(public_key_of(new_key()), proof)
    with pytest.raises(NotPaired):
        greeting.check(b"no key", proof)
