"""The whole screen as plain values: what the view model hands to QML, computed without Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from display import words
from display.agencies import Agencies, AgencyLine
from display.board import Board, Picture, Shown
from display.door import agencies_at, calls_of, layout, rest, served, works
from display.facts import Contact, Facts
from display.facts import Words as Announced
from display.footer import Footer, Page, Room, announced_pages, pages, parted
from display.heading import names
from display.occasion import Calls, Kind, Occasion, clock, occasion, short_day
from display.playlist.programme import running
from display.timing import CLOCK_BACK, FORGOTTEN, LANGUAGE_TURN, LINE_LOST
from display.way import NO_ARROW, Ways
from display.words import both
from shared.domain.ids import MINUTE, Moment, ZoneCode
from shared.domain.site import Counter, Service, Site, Texts, Zone, text
from shared.domain.tongue import BUILT_IN
from shared.language.tongues import added, learn


class Stage(StrEnum):
    """Which of the screens."""

    SEARCHING = "searching"
    UNCONFIGURED = "unconfigured"
    HALL = "hall"
    DOOR = "door"
    """The panel above one counter."""


class PanelKind(StrEnum):
    CALL = "call"
    MESSAGE = "message"
    """A break, a closed hall, a lost line."""
    IDLE = "idle"


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneLine:
    """A zone in the header."""

    name: str
    floor: str
    """Of the zones from here on; empty: the same as before."""
    colour: str
    dark: bool = False
    """Its own TV is dead, and this one shows its calls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLine:
    """A call as drawn, in the panel or as a row."""

    number: str = ""
    counter: str = ""
    turn: int = NO_ARROW
    floor: str = ""
    fresh: bool = False
    lit: bool = False
    colour: str = ""
    """Of its agency."""
    zone: str = ""
    """The zone, with its floor, of a call that this TV shows for another one."""
    dot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A large line with a smaller one, and both again in English, or in another language's turn."""

    title: str = ""
    detail: str = ""
    title_en: str = ""
    detail_en: str = ""
    own: tuple[tuple[str, str], ...] = ()
    """The same in the hall's own languages."""

    def again(self, now: Moment) -> Words:
        """With that language of those beside the first whose turn it is."""
        turns = ((self.title_en, self.detail_en), *self.own)
        title, detail = turns[now // LANGUAGE_TURN % len(turns)]
        return replace(self, title_en=title, detail_en=detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything that the screen shows, good until `until`."""

    stage: Stage
    mall: str = ""
    clock: str = ""
    date: str = ""
    zones: tuple[ZoneLine, ...] = ()
    panel_kind: PanelKind = PanelKind.IDLE
    panel: CallLine = CallLine()
    message: Words = Words()
    wide: bool = False
    """Nobody is called: the message has the whole width, and nothing is said of calls."""
    rows: tuple[CallLine, ...] = ()
    more: str = ""
    lost: bool = False
    """The message is that the line is lost."""
    stale: str = ""
    """Since when the list may be out of date; empty while the line is there."""
    waiting: int = 0
    agencies: tuple[AgencyLine, ...] = ()
    counter_word: str = ""
    door: str = ""
    """The counter of a door panel."""
    zone_codes: tuple[str, ...] = ()
    """What this TV could be set to."""
    wants_counter: bool = False
    """A door panel whose counter nobody has named, or which is gone."""
    footer_head: str = ""
    footer: str = ""
    drawn: tuple[tuple[str, int], ...] = ()
    """Which (ticket, call) stand on the screen."""
    until: Moment | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """What there is to show of a hall at a moment."""

    line: Words | None
    """That the line is lost."""
    called: bool
    """There are calls, shown or not."""
    picture: Picture
    services: list[Service]
    state: Occasion
    announced: list[Announced]
    kind: PanelKind

    @property
    def wide(self) -> bool:
        """Nobody is called: the message has the whole width."""
        return self.kind is PanelKind.MESSAGE and not self.picture.rows

    @property
    def in_panel(self) -> bool:
        """The panel tells of the hour, or what is announced."""
        return self.kind is PanelKind.MESSAGE and self.line is None


class Composer:
    """Makes scenes of facts; remembers what only time explains (pulses, pages, turns)."""

    def __init__(self, rows: int) -> None:
        self.board = Board(rows)
        self.footer_room = Room()
        """Of its pages, on this TV."""
        self._footer = Footer()
        self._calls = Calls()
        self._now = Moment(0)
        self._learnt: Site | None = None
        self._agencies: tuple[Site, Agencies] | None = None

    def scene(self, facts: Facts, zones: Sequence[str], at: Moment) -> Scene:
        """The screen of a display of `zones` at a moment of the hub's time."""
        site = facts.site
        if site is None:
            return Scene(stage=Stage.SEARCHING, message=_searching(facts))
        self._learn(site)
        now = self._passed(at)
        wanted = layout(facts)
        if wanted.door:
            return self._door(facts, site, wanted.counter, now)
        own = [zone for zone in site.zones if zone.code in zones]
        others = [zone for zone in site.zones if zone.code in facts.stands_in and zone not in own]
        if not own:
            return Scene(
                stage=Stage.UNCONFIGURED,
                mall=site.name,
                message=_words(_missing_zone(zones), words.SET_ZONE),
                zone_codes=tuple(zone.code for zone in site.zones),
            )
        return self._hall(facts, site, own, others, now)

    def _learn(self, site: Site) -> None:
        """The languages that the hall has added."""
        if self._learnt is not site:
            self._learnt = site
            learn(site)

    def _passed(self, at: Moment) -> Moment:
        """The moment that follows the last one. A new hub's clock may be far behind the old one's:
        then all timing begins anew."""
        if at < self._now - CLOCK_BACK:
            self.board = Board(self.board.rows)
            self._footer, self._calls = Footer(), Calls()
            self._now = at
        self._now = max(self._now, at)
        return self._now

    def _hall(
        self, facts: Facts, site: Site, zones: list[Zone], others: list[Zone], now: Moment
    ) -> Scene:
        """`others`: zones whose own TV is dead, shown beside this one's."""
        codes = {zone.code for zone in (*zones, *others)}
        seen = self._look(facts, site, codes, now)
        picture, state = seen.picture, seen.state
        below = self._below(site, seen, others, running(site, codes, now))
        page = self._footer.page(below, now)
        message = seen.line or _announced(seen.announced) or _words(state.title, state.detail)
        ways = Ways(site, tuple(zone.code for zone in zones), _arrows(facts))
        colours = self._colours(site)
        line_of = Lines(ways, colours, {zone.code: zone for zone in others})
        return Scene(
            stage=Stage.HALL,
            mall=site.name,
            clock=clock(site, now)["id"],
            date=short_day(site, now),
            zones=_zone_lines(zones, colours, others),
            panel_kind=seen.kind,
            wide=seen.wide,
            panel=line_of(picture.panel, words.FLOOR) if picture.panel else CallLine(),
            message=message.again(now),
            rows=tuple(line_of(row, words.FLOOR_SHORT) for row in picture.rows),
            more=words.MORE["id"].format(count=picture.more) if picture.more else "",
            lost=seen.line is not None,
            stale=_stale(site, facts) if seen.line and seen.called else "",
            waiting=sum(facts.waiting.get(service.code, 0) for service in seen.services),
            agencies=colours.lines(frozenset(service.agency for service in seen.services)),
            counter_word=text(site.counter_word, "id"),
            footer_head=page.head,
            footer=page.text,
            drawn=_drawn(picture),
            until=self._until(picture, facts, now),
        )

    def _look(self, facts: Facts, site: Site, codes: set[ZoneCode], now: Moment) -> _Seen:
        """What there is to show of some zones."""
        line = _lost_line(facts, now)
        calls = [call for call in facts.calls if call.concerns(codes)]
        if line is not None and now >= _forgotten(facts):
            calls = []
        self.board.missed_minutes = site.rules.missed_minutes
        self.board.voice_alive = any(facts.voices.get(code, 0) > 0 for code in codes)
        self.board.take(calls, now)
        picture = self.board.picture(now)
        services = [service for service in site.services if service.zone in codes]
        self._calls.take(call.at for call in calls)
        at_work = _is_on(facts, services) or bool(picture.rows)
        state = occasion(site, now, active=at_work, calls=self._calls)
        announced = [] if line else [one for one in facts.announced if one.zones & codes]
        kind = _panel_kind(picture, state, line, announced=bool(announced))
        return _Seen(line, bool(calls), picture, services, state, announced, kind)

    def _below(
        self, site: Site, seen: _Seen, others: Sequence[Zone], run: Sequence[Texts]
    ) -> list[Page]:
        """The footer's pages; what the panel says of the hour is not said again."""
        in_panel, room = seen.in_panel, self.footer_room
        if seen.announced and not in_panel:
            return announced_pages(seen.announced, room)
        stand_ins = [page for one in _stand_in_pages(others) for page in parted(one, room)]
        return stand_ins + pages(
            site,
            seen.picture.missed,
            {} if in_panel else seen.state.notice,
            calling=not seen.wide,
            desk=not (seen.wide and seen.state.kind is Kind.CLOSED),
            running=run,
            room=room,
        )

    def _door(self, facts: Facts, site: Site, counter: Counter | None, now: Moment) -> Scene:
        if counter is None:
            unset = _words(words.NO_COUNTER, words.SET_COUNTER)
            return Scene(
                stage=Stage.UNCONFIGURED,
                mall=site.name,
                message=unset,
                wants_counter=True,
            )
        line = _lost_line(facts, now)
        calls = calls_of(counter, facts.calls) if line is None else []
        self.board.voice_alive = facts.voices.get(counter.zone, 0) > 0
        self.board.take(calls, now)
        picture = self.board.picture(now)
        zones = [zone for zone in site.zones if zone.code == counter.zone]
        line_of = Lines(Ways(site, (counter.zone,), {}), self._colours(site), {})
        at_desk = served(calls)
        self._calls.take(call.at for call in calls)
        services = [service for service in site.services if service.zone == counter.zone]
        at_work = bool(picture.rows) or at_desk is not None or works(facts, counter)
        at_work = at_work or _is_on(facts, services)
        state = occasion(site, now, active=at_work, calls=self._calls)
        panel, message = CallLine(), line or _words(state.title, state.detail)
        kind = PanelKind.MESSAGE if line or state.kind is not Kind.OPEN else PanelKind.IDLE
        if picture.rows:
            kind, message = PanelKind.CALL, _words(words.COME_IN, {})
            panel = replace(line_of(picture.rows[0], words.FLOOR), floor="")
        elif at_desk is not None:
            kind, message = PanelKind.CALL, _words(words.SERVING, {})
            panel = line_of(Shown(call=at_desk, new=False, lit=False), words.FLOOR)
        elif kind is PanelKind.IDLE:
            kind, message = self._at_rest(facts, site, counter, now)
        return Scene(
            stage=Stage.DOOR,
            mall=site.name,
            clock=clock(site, now)["id"],
            zones=_zone_lines(zones, self._colours(site)),
            panel_kind=kind,
            panel=panel,
            message=message.again(now),
            lost=line is not None,
            agencies=self._colours(site).lines(agencies_at(site, counter)),
            counter_word=text(site.counter_word, "id"),
            door=str(counter.number),
            until=self._until(picture, facts, now),
        )

    def _at_rest(
        self, facts: Facts, site: Site, counter: Counter, now: Moment
    ) -> tuple[PanelKind, Words]:
        """Nobody is called here: the next one will be, or the counter does not work now."""
        title, detail = rest(facts, site, counter, now)
        kind = PanelKind.MESSAGE if title else PanelKind.IDLE
        return kind, _words(title or words.NEXT_HERE, detail)

    def _colours(self, site: Site) -> Agencies:
        if self._agencies is None or self._agencies[0] is not site:
            self._agencies = site, Agencies(site)
        return self._agencies[1]

    def _until(self, picture: Picture, facts: Facts, now: Moment) -> Moment:
        """The next moment at which time alone changes something; at the latest the clock."""
        edges = [Moment(now - now % MINUTE + MINUTE), self._footer.ends]
        if added():
            edges.append(Moment(now - now % LANGUAGE_TURN + LANGUAGE_TURN))
        if picture.until is not None:
            edges.append(picture.until)
        if facts.away_since is not None:
            edges += [Moment(facts.away_since + LINE_LOST), _forgotten(facts)]
        return min(edge for edge in edges if edge > now)


def _is_on(facts: Facts, services: Sequence[Service]) -> bool:
    """Somebody waits for one of them, or numbers are given out: the hall is not closed to them."""
    return any(one.code in facts.open_services or facts.waiting.get(one.code) for one in services)


def _panel_kind(
    picture: Picture, state: Occasion, line: Words | None, *, announced: bool
) -> PanelKind:
    """A lost line beats an old call; a call beats an announcement and the plan of the day."""
    if line is not None:
        return PanelKind.MESSAGE
    if picture.panel is not None:
        return PanelKind.CALL
    if announced:
        return PanelKind.MESSAGE
    return PanelKind.IDLE if state.kind is Kind.OPEN else PanelKind.MESSAGE


def _announced(announced: Sequence[Announced]) -> Words | None:
    """The newest, large; what English it has, below."""
    if not announced:
        return None
    newest = announced[-1]
    title = words.ANNOUNCED if newest.english else {"id": words.ANNOUNCED["id"]}
    return _words(title, {"id": newest.text, "en": newest.english})


@dataclass(frozen=True, slots=True)
class Lines:
    """Calls as drawn; `others` are the zones that this TV only stands in for."""

    ways: Ways
    colours: Agencies
    others: Mapping[str, Zone]

    def __call__(self, shown: Shown, floor: Texts) -> CallLine:
        call, way = shown.call, self.ways.to(shown.call.counter)
        other = self.others.get(call.zone)
        return CallLine(
            number=call.number,
            counter=call.label,
            turn=way.turn,
            floor="" if way.floor is None else floor["id"].format(floor=way.floor),
            fresh=shown.new,
            lit=shown.lit,
            colour=self.colours.of_number(call.number),
            zone=text(other.name, "id") if other else "",
            dot=self.colours.on_tv(other.colour) if other else "",
        )


def _stand_in_pages(others: Sequence[Zone]) -> list[Page]:
    if not others:
        return []
    names = {
        language: ", ".join(text(zone.name, language) for zone in others)
        for language in words.every(words.STANDS_IN)
    }
    return [Page("", page) for page in both(words.STANDS_IN, zones=names).values()]


def _drawn(picture: Picture) -> tuple[tuple[str, int], ...]:
    shown = [*picture.rows, *([picture.panel] if picture.panel else [])]
    return tuple(dict.fromkeys((one.call.ticket, one.call.call) for one in shown))


def _zone_lines(
    zones: Sequence[Zone], colours: Agencies, others: Sequence[Zone] = ()
) -> tuple[ZoneLine, ...]:
    """The zones of the header, by their floors: each floor is named once, before its zones.
    `others` have a TV of their own, which is dead."""
    shown = [*zones, *others]
    by_floor: dict[int, list[tuple[Zone, str]]] = {}
    for zone, name in zip(shown, names(shown), strict=True):
        by_floor.setdefault(zone.floor, []).append((zone, name))
    return tuple(
        ZoneLine(
            name=name,
            floor="" if place else words.FLOOR["id"].format(floor=floor),
            colour=colours.on_tv(zone.colour),
            dark=zone in others,
        )
        for floor, group in by_floor.items()
        for place, (zone, name) in enumerate(group)
    )


def _arrows(facts: Facts) -> dict[str, str]:
    """The site's arrows for this TV; what is no text is no arrow."""
    arrows = facts.device.settings.get("arrows") if facts.device else None
    if not isinstance(arrows, dict):
        return {}
    return {str(key): value for key, value in arrows.items() if isinstance(value, str)}


def _lost_line(facts: Facts, now: Moment) -> Words | None:
    if facts.contact is Contact.LIVE or facts.away_since is None:
        return None
    if now < facts.away_since + LINE_LOST:
        return None
    return _words(words.AWAY, words.LISTEN)


def _stale(site: Site, facts: Facts) -> str:
    assert facts.away_since is not None
    return both(words.LAST_KNOWN, time=clock(site, facts.away_since))["id"]


def _forgotten(facts: Facts) -> Moment:
    """When the calls of a line that is away are nobody's any more."""
    assert facts.away_since is not None
    return Moment(facts.away_since + FORGOTTEN)


def _missing_zone(zones: Sequence[str]) -> Texts:
    return both(words.ZONE_GONE, zones=", ".join(zones)) if zones else words.NO_ZONE


def _searching(facts: Facts) -> Words:
    if facts.contact is Contact.CHOOSING:
        return _words(words.SEVERAL_HUBS, words.CHOOSE_HUB)
    if facts.refusal:
        return _words(words.REFUSED, {"id": facts.refusal})
    return _words(words.SEARCHING, {})


def _words(title: Texts, detail: Texts) -> Words:
    titles, details = words.every(title), words.every(detail)
    own = [one for one in titles if one not in BUILT_IN]
    return Words(
        title=title.get("id", ""),
        detail=detail.get("id", ""),
        title_en=title.get("en", ""),
        detail_en=detail.get("en", ""),
        own=tuple((titles[one], details.get(one, "")) for one in own),
    )
