"""What a line tells its app: one typed signal per kind of news."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class LineSignals(QObject):
    """The signals of `Line`; each is emitted on the thread on which the line lives."""

    stateChanged = Signal(str)
    """LineState. At ``live`` the welcome has been told already."""
    welcomed = Signal(object)
    """Welcome: with a snapshot everything is new, without one the changes follow."""
    changed = Signal(object, bool)
    """Change, and whether it was learnt on resumption: an old call is shown, not spoken."""
    frame = Signal(object)
    """Frame, after its changes."""
    servicesChanged = Signal(object)
    """list[ServiceStatus]"""
    popularChanged = Signal(object)
    """list[str]: the day's order of services has been decided; kiosks hear it."""
    openCountersChanged = Signal(object)
    """dict[str, int]: how many counters of each zone are open; kiosks hear it."""
    helpsChanged = Signal(object)
    """dict[str, list[str]]: counters whose help began or ended; counters hear it."""
    waitsChanged = Signal(object)
    """dict[str, tuple[str, str]]: of tickets that wait, expected and latest call; counters hear
    it."""
    presenceChanged = Signal(object)
    """list[ZonePresence]"""
    troublesChanged = Signal(object)
    """list[DeviceTrouble]: all that is wrong with the hall's devices now; counters hear it."""
    testWanted = Signal(str)
    """The hub wants to know whether this display can be heard: answer with `ReportSoundTest`."""
    pictureWanted = Signal(str)
    """Somebody wants to see what this display shows: answer with `ReportPicture`."""
    troubleSeen = Signal(str, str)
    """Code and part of a trouble of this device that an officer has seen to."""
    granted = Signal(object)
    """Grant"""
    hushed = Signal(bool)
    """Another display in earshot speaks, or has ended."""
    announced = Signal(object)
    """Announcement: words for this display's zones, or that they are over. Told anew after a
    break."""
    messaged = Signal(object)
    """CounterMessage"""
    numbersChanged = Signal(object)
    """NumberGrant: what a kiosk may give out while the hub is away."""
    greeting = Signal(object)
    """Hello, before it is sent: whoever has something of its own to tell fills it in."""
    revoked = Signal(str)
    """The lease. A broken line ends every lease as well."""
    answered = Signal(object)
    """Answer, before it goes to the order's own callback."""
    letIn = Signal(object)
    """PairedDevice: a hub has let this device in, under that id and name from now on."""
    ambiguous = Signal(list)
    """list[HubAddress] of which one is to be chosen."""
