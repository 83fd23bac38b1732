"""`giliran hub`: runs the hub until it is told to stop."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from shared.cli.exits import ExitCode
from shared.domain.site import Site
from shared.protocol.site_file import SiteError, read_site_file

if TYPE_CHECKING:
    from shared.hub.listener import Certificate

app = typer.Typer(add_completion=False)

SAMPLE_SITE = Path(__file__).resolve().parents[2] / "assets" / "sample_site.json"


@app.command()
def hub(  # noqa: PLR0917 - typer reads each as an option
    data: Annotated[Path, typer.Option(help="The data directory: journal, officers, reports.")],
    listen: Annotated[str, typer.Option(help="HOST:PORT; port 0 picks a free one.")] = (
        "127.0.0.1:0"
    ),
    site: Annotated[
        Path | None, typer.Option(help="The site of a new directory; else the sample site.")
    ] = None,
    always_open: Annotated[
        bool, typer.Option(help="Ignore hours, days, quotas and the no-show delay (demos, tests).")
    ] = False,
    advertise: Annotated[bool, typer.Option(help="Announce the hub on the network.")] = True,
    forecast: Annotated[
        bool, typer.Option(help="Foresee waits, by a process beside the hub.")
    ] = True,
    tls_cert: Annotated[
        Path | None,
        typer.Option(help="The site's own certificate (PEM) in the hub's place; needs --tls-key."),
    ] = None,
    tls_key: Annotated[Path | None, typer.Option(help="The certificate's key (PEM).")] = None,
    backup: Annotated[
        str | None,
        typer.Option(
            metavar="PLACE",
            help="Keep a replica in this folder or s3://BUCKET/PATH; else as backup.toml says.",
        ),
    ] = None,
    log_level: Annotated[str, typer.Option(help="debug, info, warning or error.")] = "info",
) -> None:
    """Run the hub. Prints one line of JSON when it answers; logs go to stderr."""
    import uvloop

    from shared.hub.backup.setting import BadSetting
    from shared.hub.codec import Foreign
    from shared.hub.journal.lock import DirectoryBusy
    from shared.hub.journal.port import JournalError
    from shared.hub.listener import Misuse
    from shared.hub.server import Settings, log_to_stderr, serve

    log_to_stderr(log_level)
    host, port = _address(listen)
    settings = Settings(
        directory=data,
        host=host,
        port=port,
        first_site=_first_site(site),
        site_given=site is not None,
        always_open=always_open,
        advertise=advertise,
        forecast=forecast,
        backup=backup,
        certificate=_certificate(tls_cert, tls_key),
    )
    try:
        uvloop.run(serve(settings))
    except BadSetting as bad:
        _give_up(str(bad), ExitCode.USAGE)
    except Misuse as misuse:
        _give_up(str(misuse), ExitCode.REFUSED)
    except DirectoryBusy as busy:
        _give_up(str(busy), ExitCode.BUSY)
    except OSError as error:
        full = "the disk is full. Make room." if error.errno == errno.ENOSPC else error.strerror
        _give_up(f"{error.filename or data}: {full}", ExitCode.FAILED)
    except (JournalError, Foreign) as error:
        code = getattr(error, "code", "")
        status = ExitCode.FAILED if code == "disk-full" else ExitCode.DAMAGED
        where = "" if str(data) in str(error) else f"{data}: "
        _give_up(f"{where}{error}{_remedy(error, data)}", status)


def _remedy(error: Exception, data: Path) -> str:
    """What to do about it, for whoever reads the log."""
    if getattr(error, "code", "") != "damaged":
        return ""
    return (
        f" 'giliran journal verify --data {data}' says what is damaged, 'giliran journal repair"
        f" --data {data}' keeps the damaged files aside and goes on with what is whole."
    )


def _address(listen: str) -> tuple[str, int]:
    host, colon, port = listen.rpartition(":")
    if not colon or not port.isdecimal() or int(port) > 65_535:
        _give_up(f"'{listen}' is no HOST:PORT, such as 127.0.0.1:8080.", ExitCode.USAGE)
    return host.strip("[]"), int(port)


def _certificate(chain: Path | None, key: Path | None) -> Certificate | None:
    if chain is None and key is None:
        return None
    if chain is None or key is None:
        _give_up("--tls-cert and --tls-key go together.", ExitCode.USAGE)
    from shared.hub.listener import Certificate

    return Certificate(chain, key)


def _first_site(given: Path | None) -> Callable[[], tuple[Site, bool]]:
    """Gives the site that a new directory begins with, and whether it is the sample.

    One that somebody names is checked at once; the sample, which the tests check, is only read,
    and only where it is needed.
    """
    if given is None:
        return lambda: (read_site_file(SAMPLE_SITE), True)
    site = _site(given)
    return lambda: (site, site == read_site_file(SAMPLE_SITE))


def _site(path: Path) -> Site:
    """The site to begin with; what makes it unfit is said before anything is opened."""
    try:
        site = read_site_file(path)
    except SiteError as error:
        _give_up(f"{path}: {error}", ExitCode.FAILED)
    from shared.domain.site_check import Severity, problems

    faults = [found for found in problems(site) if found.severity is Severity.ERROR]
    if faults:
        _give_up(
            f"{path}: {faults[0].where}: {faults[0].what} ('giliran site check' says more)",
            ExitCode.FAILED,
        )
    return site


def _give_up(words: str, code: ExitCode) -> NoReturn:
    print(f"giliran hub: {words}", file=sys.stderr)
    raise typer.Exit(code)
