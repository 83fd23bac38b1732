"""The line with TLS: believed is the pinned certificate, and a dead line is missed as soon."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shared.cli.hub_calls import hub_address
from shared.cli.torture.certificates import LACKING, TlsFiles, made_in
from shared.cli.torture.proxy import TcpProxy
from shared.hub.listener import Certificate, Misuse
from shared.link.state import LineState
from shared.link.timing import Timing
from shared.link.trusted import NotTrusted, Trusted
from tests.integration.line_app import LineApp
from tests.integration.real_hub import HubDidNotStart, RealHub

pytestmark = pytest.mark.skipif(bool(LACKING), reason=LACKING or "-")

PATIENCE_MS = 20_000
HURRY = Timing(connect=2.0, retry=0.3, dead=1.5, beat=0.4, save=0.05)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> TlsFiles:
    return made_in(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="module")
def hub(files: TlsFiles, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHub]:
    data = tmp_path_factory.mktemp("secret") / "data"
    with RealHub(data, "--always-open", *files.hub_options) as running:
        yield running


def app_at(url: str, qtbot: QtBot, folder: Path, ca: Path | None, **more: object) -> LineApp:
    trusted = Trusted(ca) if ca is not None else None
    return LineApp(qtbot, folder, url, role="kiosk", trusted=trusted, **more)  # type: ignore[arg-type]


def test_the_pinned_hub_is_believed_whatever_its_name(
    hub: RealHub, files: TlsFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    assert hub.url.startswith("https:")
    with app_at(hub.url, qtbot, tmp_path, files.certificate) as app:
        assert app.order("IssueTicket", service="KTP-BARU").status == 201


def test_a_hub_that_shows_another_certificate_is_refused(
    hub: RealHub, qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ca = made_in(tmp_path, "other").certificate
    with app_at(hub.url, qtbot, tmp_path, ca, until=LineState.REFUSED, timing=HURRY) as app:
        tried: list[str] = []
        app.line._connection.broke.connect(lambda url, _: tried.append(url))
        qtbot.waitUntil(lambda: len(tried) >= 2, timeout=PATIENCE_MS)  # it may be right soon
        assert app.line.bye is not None
        assert app.line.bye.detail.startswith("Pusat antrean tidak dipercaya")
        assert app.states == ["connecting", "refused"]
        assert not app.welcomes
    assert caplog.text.count("is not believed") == 1


def test_an_app_that_wants_tls_takes_no_plain_line(
    files: TlsFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    with RealHub(tmp_path / "data", "--always-open") as plain:
        known = files.certificate
        with app_at(plain.url, qtbot, tmp_path, known, until=LineState.REFUSED) as app:
            assert app.line.bye is not None
            assert "does not encrypt" in app.line.bye.detail
        assert 'giliran_lines{role="kiosk"} 0' in plain.request("GET", "/metrics").text


def test_a_plain_app_at_a_hub_with_tls_goes_on_trying(
    hub: RealHub, qtbot: QtBot, tmp_path: Path
) -> None:
    url = hub.url.replace("https", "http")
    with app_at(url, qtbot, tmp_path, None, until=None, timing=HURRY) as app:
        tried: list[str] = []
        app.line._connection.broke.connect(lambda url, _: tried.append(url))
        qtbot.waitUntil(lambda: len(tried) >= 2, timeout=PATIENCE_MS)
        assert app.line.state is LineState.CONNECTING


@pytest.mark.alone
def test_a_dead_line_is_missed_at_both_ends_and_resumed(
    hub: RealHub, files: TlsFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    with TcpProxy(hub.port) as proxy:
        url = f"https://127.0.0.1:{proxy.port}"
        with app_at(url, qtbot, tmp_path, files.certificate, timing=HURRY) as app:
            proxy.pull()
            pulled = time.monotonic()
            app.reach(LineState.AWAY, 3)
            assert time.monotonic() - pulled < HURRY.dead + 0.5
            proxy.plug()
            app.live()
            assert app.welcomes[-1].snapshot is None


def test_commands_on_the_hub_s_machine_trust_its_own_certificate(hub: RealHub) -> None:
    assert hub_address(None, hub.directory).call("GET", "/healthz")["status"] == "ok"


@pytest.mark.parametrize("wrong", ["missing", "garbage", "not-its-key"])
def test_half_a_certificate_is_none(files: TlsFiles, tmp_path: Path, wrong: str) -> None:
    key = made_in(tmp_path, "other").key
    if wrong != "not-its-key":
        key = tmp_path / "wrong.key"
    if wrong == "garbage":
        key.write_text("no key at all")
    with pytest.raises(Misuse, match=r"--tls-key name files|no certificate with its key"):
        Certificate(files.certificate, key).check()


def test_a_hub_does_not_start_with_half_a_certificate(files: TlsFiles, tmp_path: Path) -> None:
    hub = RealHub(tmp_path / "data", *TlsFiles(files.certificate, files.certificate).hub_options)
    with pytest.raises(HubDidNotStart, match="no certificate with its key") as ended:
        hub.start()
    assert ended.value.status == 4
    assert not (tmp_path / "data").exists()


def test_a_file_without_a_certificate_is_no_trust(tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("nothing")
    with pytest.raises(NotTrusted):
        Trusted(tmp_path / "empty.pem")
