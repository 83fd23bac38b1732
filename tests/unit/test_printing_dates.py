"""Dates on paper, in both languages and all three Indonesian zones."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from shared.language.dates import Language, clock_time, ticket_date

MOMENT = int(datetime(2026, 11, 21, 2, 12, tzinfo=UTC).timestamp()) * 1000


@pytest.mark.parametrize(
    ("zone", "language", "expected"),
    [
        ("Asia/Jakarta", "id", "Sab 21 Nov 2026 09.12 WIB"),
        ("Asia/Jakarta", "en", "Sat 21 Nov 2026 09:12 WIB"),
        ("Asia/Pontianak", "id", "Sab 21 Nov 2026 09.12 WIB"),
        ("Asia/Makassar", "id", "Sab 21 Nov 2026 10.12 WITA"),
        ("Asia/Jayapura", "id", "Sab 21 Nov 2026 11.12 WIT"),
        ("Europe/Berlin", "en", "Sat 21 Nov 2026 03:12 CET"),
    ],
)
def test_ticket_date(zone: str, language: Language, expected: str) -> None:
    assert ticket_date(MOMENT, ZoneInfo(zone), language) == expected


def test_the_day_is_the_local_one() -> None:
    late = int(datetime(2026, 8, 16, 17, 0, 59, 999_000, tzinfo=UTC).timestamp() * 1000)
    assert ticket_date(late, ZoneInfo("Asia/Jakarta"), "id") == "Sen 17 Agu 2026 00.00 WIB"
    assert clock_time(late - 60_000, ZoneInfo("Asia/Jakarta"), "id") == "23.59"
