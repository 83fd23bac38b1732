"""How an app is let in, and by whom it is not."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shared.link.pairing.guest import Note
from shared.link.state import LineState
from shared.protocol.messages import Hello, Order, Pair, Ping
from shared.protocol.pairing import picture_of
from shared.protocol.pairing_file import FILE_NAME, PairedDevice, read_pairing, write_pairing
from tests.integration.line_app import FAST, LineApp
from tests.integration.pairing_hub import Identity, Mood, PairingHub

PATIENCE_MS = 20_000
HURRY = dataclasses.replace(FAST, connect=0.25, retry=0.1)
HubMaker = Callable[..., PairingHub]


@pytest.fixture(scope="session")
def identity(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    return Identity(tmp_path_factory.mktemp("identity"))


@pytest.fixture(autouse=True)
def no_long_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.link.pairing.guest.FIRST_REST", 0.1)


@pytest.fixture
def hub_of(identity: Identity) -> Iterator[HubMaker]:
    with ExitStack() as hubs:

        def make(own: Identity | None = identity, **more: object) -> PairingHub:
            return hubs.enter_context(PairingHub(own, **more))  # type: ignore[arg-type]

        yield make


def app_at(hub: PairingHub, qtbot: QtBot, tmp_path: Path, **more: object) -> LineApp:
    options = {"role": "display", "until": LineState.PAIRING, **more}
    return LineApp(qtbot, tmp_path / "app", hub.url, **options)  # type: ignore[arg-type]


def digits(app: LineApp) -> str:
    assert app.line.guest.code is not None
    return app.line.guest.code.digits


def tries_of(app: LineApp) -> list[str]:
    """Where it has tried in vain from now on."""
    tried: list[str] = []
    app.line._connection.broke.connect(lambda url, _: tried.append(url))
    return tried


def let_in(app: LineApp, hub: PairingHub) -> None:
    hub.type_(digits(app))
    app.live()


def test_the_digits_typed_at_the_hub_let_a_device_in(
    hub_of: HubMaker, qtbot: QtBot, tmp_path: Path, identity: Identity
) -> None:
    hub = hub_of()
    with app_at(hub, qtbot, tmp_path) as app:
        code = app.line.guest.code
        assert code is not None
        assert len(code.digits) == 6
        let_in(app, hub)
        assert (app.line.device, app.line.name) == ("tv-lobi", "TV Lobi")
        assert app.line.rest_token == "of-this-line"
        assert app.line.certificates == identity.pem
    kept = read_pairing(tmp_path / "app" / FILE_NAME)
    assert kept is not None
    assert (kept.hub, kept.device, kept.certificate) == ("hub-1", "tv-lobi", identity.pem)
    assert (tmp_path / "app" / FILE_NAME).stat().st_mode & 0o777 == 0o600
    assert code.signs == picture_of(hub.devices["tv-lobi"])


def test_a_device_that_was_let_in_comes_back_by_itself(
    hub_of: HubMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    hub = hub_of()
    with app_at(hub, qtbot, tmp_path) as app:
        let_in(app, hub)
    with app_at(hub, qtbot, tmp_path, until=LineState.LIVE) as again:
        assert again.line.device == "tv-lobi"
    assert len(hub.said(Pair)) == 1
    assert hub.failed == []


def test_wrong_digits_cost_those_on_the_screen(
    hub_of: HubMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    hub = hub_of()
    with app_at(hub, qtbot, tmp_path) as app:
        first = digits(app)
        hub.type_(f"{(int(first) + 1) % 10**6:06}")
        qtbot.waitUntil(lambda: app.line.guest.note is Note.WRONG, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: app.line.guest.code is not None, timeout=PATIENCE_MS)
        assert digits(app) != first
        assert hub.failed == ["the device showed other digits"]
        let_in(app, hub)


def test_digits_do_not_stand_forever(hub_of: HubMaker, qtbot: QtBot, tmp_path: Path) -> None:
    hub = hub_of(seconds=1)
    with app_at(hub, qtbot, tmp_path) as app:
        first = digits(app)
        qtbot.waitUntil(lambda: app.line.guest.note is Note.EXPIRED, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: app.line.guest.code is not None, timeout=PATIENCE_MS)
        assert digits(app) != first


@pytest.mark.parametrize("mood", [Mood.LETS_ANYBODY_IN, Mood.WRONG_PROOF, Mood.OTHER_CERTIFICATE])
def test_who_does_not_know_the_digits_is_not_believed(
    hub_of: HubMaker, qtbot: QtBot, tmp_path: Path, mood: Mood
) -> None:
    hub = hub_of(mood=mood)
    with app_at(hub, qtbot, tmp_path, until=None) as app:
        hub.type_("000000")
        qtbot.waitUntil(lambda: len(hub.said(Pair)) >= 2, timeout=PATIENCE_MS)
        assert app.line.paired is None
    assert not (tmp_path / "app" / FILE_NAME).exists()
    assert hub.said(Hello) == []


@pytest.mark.parametrize("mood", [Mood.HANGS, Mood.MUTE, Mood.WELCOMES])
def test_who_says_something_else_hears_nothing(
    hub_of: HubMaker, qtbot: QtBot, tmp_path: Path, mood: Mood
) -> None:
    hub = hub_of(mood=mood)
    with app_at(hub, qtbot, tmp_path, until=LineState.CONNECTING, timing=HURRY) as app:
        tried = tries_of(app)
        app.line.send("IssueTicket", {}, None, wait=True)
        app.line.tell_voice(True)
        qtbot.waitUntil(lambda: len(tried) > 1, timeout=PATIENCE_MS)  # twice in vain
        assert app.line.state is LineState.CONNECTING
    said = {type(message) for message in hub.heard}
    assert said <= {Pair, Ping}, said
    assert not {Hello, Order} & said


def test_a_device_that_nobody_let_in_says_no_hello(
    hub_of: HubMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    hub = hub_of()
    timing = dataclasses.replace(FAST, beat=0.1)
    with app_at(hub, qtbot, tmp_path, timing=timing) as app:
        app.line.send("OpenCounter", {"pin": "2468"}, None, wait=True)
        said = len(hub.said(Ping))
        # What is sent goes before the next signs of life.
        qtbot.waitUntil(lambda: len(hub.said(Ping)) > said + 1, timeout=PATIENCE_MS)
    assert {type(message) for message in hub.heard} <= {Pair, Ping}


def test_let_in_as_something_else_it_does_not_begin(
    hub_of: HubMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    hub = hub_of(role="kiosk")
    with app_at(hub, qtbot, tmp_path) as app:
        key = (tmp_path / "app" / "device.key").read_text()
        hub.type_(digits(app))
        qtbot.waitUntil(lambda: app.line.guest.note is Note.ROLE, timeout=PATIENCE_MS)
        assert (tmp_path / "app" / "device.key").read_text() != key
    assert not (tmp_path / "app" / FILE_NAME).exists()


# Whom it believes ---------------------------------------------------------------------------


def paired_with(hub: PairingHub, qtbot: QtBot, tmp_path: Path) -> PairedDevice:
    with app_at(hub, qtbot, tmp_path) as app:
        let_in(app, hub)
        assert app.line.paired is not None
        return app.line.paired


@pytest.mark.parametrize("mood", [Mood.HONEST, Mood.LETS_ANYBODY_IN])
def test_a_paired_app_believes_no_other_certificate(
    hub_of: HubMaker, qtbot: QtBot, tmp_path: Path, mood: Mood
) -> None:
    """The same name, the same id, another key."""
    with ExitStack() as over:
        hub = over.enter_context(PairingHub(Identity(tmp_path / "one")))
        paired_with(hub, qtbot, tmp_path)
        port = hub.port
    false = hub_of(mood=mood, port=port)
    with app_at(false, qtbot, tmp_path, until=LineState.CONNECTING) as app:
        tried = tries_of(app)
        qtbot.waitUntil(lambda: len(tried) > 1, timeout=PATIENCE_MS)
        assert app.line.bye is not None
        assert app.line.bye.code == "distrusted"
        # It is as if nobody answered: a kiosk goes on alone.
        assert app.states == ["connecting"]
    assert false.heard == []


def test_nor_one_that_does_not_encrypt(hub_of: HubMaker, qtbot: QtBot, tmp_path: Path) -> None:
    with PairingHub(Identity(tmp_path / "one")) as hub:
        paired_with(hub, qtbot, tmp_path)
        port = hub.port
    plain = hub_of(None, port=port)
    with app_at(plain, qtbot, tmp_path, until=None) as app:
        tried = tries_of(app)
        qtbot.waitUntil(lambda: len(tried) > 1, timeout=PATIENCE_MS)
        assert app.line.state is not LineState.LIVE
    assert plain.heard == []


DEAD_CLOCKS = {
    "expired": (2000, 2001),
    "not yet valid": (2090, 2091),
}


@pytest.mark.parametrize("years", DEAD_CLOCKS.values(), ids=DEAD_CLOCKS)
def test_a_dead_clock_locks_nobody_out_of_the_hub_it_knows(
    hub_of: HubMaker, qtbot: QtBot, tmp_path: Path, years: tuple[int, int]
) -> None:
    """The certificate's dates are wrong by the app's clock, which is all the same to TLS."""
    dates = tuple(dt.datetime(year, 1, 1, tzinfo=dt.UTC) for year in years)
    hub = hub_of(Identity(tmp_path / "old", dates=dates))
    paired_with(hub, qtbot, tmp_path)
    with app_at(hub, qtbot, tmp_path, until=LineState.LIVE):
        assert len(hub.said(Pair)) == 1


def test_a_paired_app_signs_for_the_certificate_that_it_sees(
    hub_of: HubMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    hub = hub_of()
    paired_with(hub, qtbot, tmp_path)
    hub.devices["tv-lobi"] = bytes(32)
    with app_at(hub, qtbot, tmp_path) as app:
        assert app.line.guest.note is Note.FORGOTTEN
        assert hub.failed == ["the greeting is not signed by this device"]
        let_in(app, hub)


# Taken out ----------------------------------------------------------------------------------


def test_taken_out_it_says_so_and_comes_back_with_another_key(
    hub_of: HubMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    hub = hub_of()
    before = paired_with(hub, qtbot, tmp_path)
    hub.farewell = "revoked"
    with app_at(hub, qtbot, tmp_path, until=LineState.REFUSED) as app:
        assert app.line.bye is not None
        assert app.line.bye.code == "revoked"
        assert app.line.paired is not None
        assert app.line.paired.name == "TV Lobi"
        hub.farewell = ""
        app.line.pair_anew()
        app.reach(LineState.PAIRING)
        let_in(app, hub)
        assert app.line.paired is not None
        assert app.line.paired.key != before.key


def test_taken_out_it_shows_its_digits_to_no_other_hub(
    hub_of: HubMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    with PairingHub(Identity(tmp_path / "one")) as hub:
        paired_with(hub, qtbot, tmp_path)
        hub.farewell, port = "revoked", hub.port
        app = app_at(hub, qtbot, tmp_path, until=LineState.REFUSED)
        app.__enter__()
    with ExitStack() as over:
        over.callback(app.line.close)
        false = hub_of(port=port)
        tried = tries_of(app)
        app.line.pair_anew()
        qtbot.waitUntil(lambda: len(tried) > 1, timeout=PATIENCE_MS)
        assert false.heard == []


def test_told_to_it_is_let_in_by_another_hub(
    hub_of: HubMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    """The hall has lost its hub's identity, and has to let everybody in anew."""
    with PairingHub(Identity(tmp_path / "lost")) as old:
        paired_with(old, qtbot, tmp_path)
    new = hub_of(hub="hub-2")
    with app_at(new, qtbot, tmp_path, until=None) as app:
        qtbot.waitUntil(lambda: app.line.bye is not None, timeout=PATIENCE_MS)
        assert new.heard == []
        app.line.pair_anew()
        app.reach(LineState.PAIRING)
        let_in(app, new)
        assert (app.line.hub, app.line.asks) == ("hub-2", False)


def test_with_other_hubs_to_choose_from_a_wrong_code_does_not_lose_the_choice(
    hub_of: HubMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    hub = hub_of()
    with app_at(hub, qtbot, tmp_path) as app:
        app.line._hubs.choose("hub-1")
        hub.type_("000000")
        qtbot.waitUntil(lambda: app.line.guest.note is Note.WRONG, timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: app.line.guest.code is not None, timeout=PATIENCE_MS)
        assert app.line.hub == "hub-1"


# The file -----------------------------------------------------------------------------------


def test_a_damaged_pairing_is_put_aside_and_the_device_asks_anew(
    hub_of: HubMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    hub = hub_of()
    paired_with(hub, qtbot, tmp_path)
    file = tmp_path / "app" / FILE_NAME
    file.write_bytes(file.read_bytes()[:-40])
    with app_at(hub, qtbot, tmp_path):
        assert not file.exists()
        assert file.with_name(f"{FILE_NAME}.damaged").exists()


def test_a_pairing_that_others_can_read_is_closed_to_them(
    hub_of: HubMaker, qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    hub = hub_of()
    paired_with(hub, qtbot, tmp_path)
    file = tmp_path / "app" / FILE_NAME
    file.chmod(0o644)
    with app_at(hub, qtbot, tmp_path, until=LineState.LIVE):
        assert file.stat().st_mode & 0o777 == 0o600
    assert "could be read by others" in caplog.text


def test_the_key_of_a_device_is_made_once(hub_of: HubMaker, qtbot: QtBot, tmp_path: Path) -> None:
    hub = hub_of()
    for _ in range(2):
        with app_at(hub, qtbot, tmp_path):
            pass
    first, second = hub.said(Pair)
    assert isinstance(first, Pair)
    assert isinstance(second, Pair)
    assert first.key == second.key
    assert (tmp_path / "app" / "device.key").stat().st_mode & 0o777 == 0o600


def test_a_pairing_that_cannot_be_written_down_is_none(
    hub_of: HubMaker, qtbot: QtBot, tmp_path: Path
) -> None:
    hub = hub_of()
    with app_at(hub, qtbot, tmp_path) as app:
        (tmp_path / "app" / f"{FILE_NAME}.new").mkdir()
        hub.type_(digits(app))
        qtbot.waitUntil(lambda: app.line.guest.note is Note.DISK, timeout=PATIENCE_MS)
        assert app.line.paired is None


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    paired = PairedDevice(
        hub="h", site="s", device="d", role="kiosk", name="n", key="AA==", certificate="c"
    )
    old = os.umask(0)
    try:
        write_pairing(tmp_path / FILE_NAME, paired)
    finally:
        os.umask(old)
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == [FILE_NAME]
