"""What the pairing screen shows in pictures: the same moments in all three apps."""

from __future__ import annotations

from dataclasses import replace

from shared.qml.pairing_face import PairingFacts, Stage

NAMES = {"kiosk": "KIOSK-3F", "display": "TV-7K", "counter": "LOKET-9P"}
GIVEN = {"kiosk": "Mesin Lobi", "display": "TV Lobi", "counter": "Loket 5"}
SITE = "Mal Pelayanan Publik Banyuwangi"


def moments(role: str) -> dict[str, PairingFacts]:
    """Each by its name."""
    code = PairingFacts(
        stage=Stage.CODE,
        role=role,
        name=NAMES[role],
        site=SITE,
        digits="482 913",
        signs=("leaf", "phone", "baby"),
        seconds_left=272,
        part_left=272 / 300,
    )
    given = PairingFacts(stage=Stage.CONNECTED, role=role, name=GIVEN[role], site=SITE)
    return {
        "pairing": code,
        "pairing-wrong": replace(code, digits="605 147", note="wrong"),
        "pairing-several": replace(code, several=True, seconds_left=41, part_left=41 / 300),
        "paired": given,
        "taken-out": replace(given, stage=Stage.REVOKED),
    }
