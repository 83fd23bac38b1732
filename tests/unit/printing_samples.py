"""Papers that the printing tests print."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.printing.paper import Errand, RequirementsPaper, TicketPaper, Whereabouts, Wording

JAKARTA = ZoneInfo("Asia/Jakarta")
LONG_NAME = Wording(
    "Surat Izin Praktik tenaga kesehatan lain "
    "(gizi, ATLM, radiografer, fisioterapi, sanitarian, perekam medis)",
    "Practice licence: other health workers",
)


def moment(hour: int, minute: int, second: int = 0) -> int:
    """That time of Saturday, 21 November 2026, in Jakarta, in milliseconds."""
    local = datetime(2026, 11, 21, hour, minute, second, tzinfo=JAKARTA)
    return int(local.timestamp()) * 1000


TICKET = TicketPaper(
    mall="Mal Pelayanan Publik",
    place="Banyuwangi",
    number="A-012",
    agency="Dukcapil",
    agency_name=Wording(
        "Dinas Kependudukan dan Pencatatan Sipil", "Population and Civil Registration Office"
    ),
    service=Wording("KTP elektronik: rekam baru", "Identity card: first registration"),
    where=Whereabouts("1", Wording("Zona Biru", "Blue Zone"), "1–8"),
    issued_at=moment(9, 12),
    time_zone=JAKARTA,
    kiosk="Kios 1",
    check_code="K7QF",
    qr="giliran:9f3c1b7a2e5d4c6b8a90d1e2f3a4b5c6",
    qr_is_link=False,
    estimate=(moment(9, 40), moment(10, 5)),
    ahead=12,
)
ERRANDS = (
    Errand("F-004", "Imigrasi", Whereabouts("2", Wording("Zona Hijau", "Green Zone"))),
    Errand("K-031", "Samsat", Whereabouts("1", Wording("Zona Kuning", "Yellow Zone"))),
)
REQUIREMENTS = RequirementsPaper(
    mall=TICKET.mall,
    place=TICKET.place,
    agency=TICKET.agency,
    agency_name=TICKET.agency_name,
    service=LONG_NAME,
    requirements=(
        Wording("STR yang masih berlaku", "Valid registration certificate (STR)"),
        Wording(
            "Keterangan sarana dari fasilitas kesehatan tempat praktik",
            "Letter from the health facility where you practise",
        ),
        Wording("KTP-el", "Identity card"),
    ),
    fee=Wording("Gratis", "Free"),
    minutes=15,
    where=TICKET.where,
    printed_at=TICKET.issued_at,
    time_zone=JAKARTA,
    kiosk="Kios 1",
)
