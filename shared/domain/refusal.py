"""Refusals: what may not be done now, with a code that other programs can rely on."""

from __future__ import annotations

from enum import StrEnum
from typing import Any


class Code(StrEnum):
    """Stable names of refusals; the texts beside them may change."""

    NO_SITE = "no-site"
    UNKNOWN_SERVICE = "unknown-service"
    UNKNOWN_AGENCY = "unknown-agency"
    UNKNOWN_PROFILE = "unknown-profile"
    UNKNOWN_TICKET = "unknown-ticket"
    UNKNOWN_COUNTER = "unknown-counter"
    UNKNOWN_VISIT = "unknown-visit"
    UNKNOWN_PRIORITY = "unknown-priority"
    UNKNOWN_ASSISTANCE = "unknown-assistance"
    UNKNOWN_LANGUAGE = "unknown-language"
    UNKNOWN_ZONE = "unknown-zone"
    UNKNOWN_DISPLAY = "unknown-display"
    UNKNOWN_ARROW = "unknown-arrow"
    UNKNOWN_MEDIUM = "unknown-medium"
    TOO_MANY_MEDIA = "too-many-media"
    UNKNOWN_REASON = "unknown-reason"
    TOO_MANY_PEOPLE = "too-many-people"
    PRIORITY_NOT_ALLOWED = "priority-not-allowed"
    WRONG_STATE = "wrong-state"
    COUNTER_CLOSED = "counter-closed"
    COUNTER_PAUSED = "counter-paused"
    COUNTER_TAKEN = "counter-taken"
    COUNTER_BUSY = "counter-busy"
    OFFICER_ELSEWHERE = "officer-elsewhere"
    SAME_PLACE = "same-place"
    NOTHING_CALLED = "nothing-called"
    NOTHING_TO_UNDO = "nothing-to-undo"
    NOBODY_WAITS = "nobody-waits"
    VISITOR_ELSEWHERE = "visitor-elsewhere"
    REASON_NEEDED = "reason-needed"
    UNKNOWN_CHOICE = "unknown-choice"
    WRONG_TARGET = "wrong-target"
    WRONG_MINUTES = "wrong-minutes"
    RETURN_PAST = "return-past"
    NOTE_NEEDED = "note-needed"
    OFFICER_AWAY = "officer-away"
    NO_SHOW_TOO_EARLY = "no-show-too-early"
    SERVICE_SUSPENDED = "service-suspended"
    HOLIDAY = "holiday"
    CLOSED_TODAY = "closed-today"
    CLOSED_DATE = "closed-date"
    NOT_YET_OPEN = "not-yet-open"
    LAST_TICKETS_GIVEN = "last-tickets-given"
    QUOTA_REACHED = "quota-reached"
    NO_STAFF = "no-staff"
    DESK_ONLY = "desk-only"
    SITE_IN_USE = "site-in-use"
    ID_REUSED = "id-reused"
    UNKNOWN_NUMBER = "unknown-number"
    NUMBER_NOT_GRANTED = "number-not-granted"
    NUMBER_KNOWN = "number-known"
    PAPER_TOO_OLD = "paper-too-old"
    RESTORING = "restoring"
    UNKNOWN_OFFICER = "unknown-officer"
    PERSONAL_DATA = "personal-data"
    NOTES_OFF = "notes-off"
    UNKNOWN_RECORD = "unknown-record"
    NIK_OFF = "nik-off"
    NOT_CONNECTED = "not-connected"
    UNKNOWN_DEVICE = "unknown-device"
    DEVICE_TAKEN = "device-taken"
    DEVICE_REVOKED = "device-revoked"


class Refusal(Exception):
    """The hall says no: nothing changed. `facts` are what the code is about, ready for JSON."""

    def __init__(self, code: Code, detail: str, **facts: Any) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.facts = facts
