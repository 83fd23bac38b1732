"""Whether the site's own font is on the machine that is asked: the only one it can know of."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator

from shared.domain.site import Site
from shared.domain.site_check import Finding, Severity

SECONDS = 10.0


def findings(site: Site) -> Iterator[Finding]:
    wanted = site.theme.font
    present = families() if wanted else None
    if present is not None and wanted not in present:
        yield Finding(
            Severity.WARNING,
            "theme.font",
            f"'{wanted}' is not on this machine; a machine without it keeps the usual one",
            "install it on every kiosk, TV and counter (fc-list : family shows what is there)",
        )


def families() -> set[str] | None:
    """The fonts of this machine; None: it does not say."""
    fontconfig = shutil.which("fc-list")
    if fontconfig is None:
        return None
    command = [fontconfig, "--format", "%{family}\n"]
    try:
        listed = subprocess.run(command, capture_output=True, timeout=SECONDS, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    lines = listed.decode("utf-8", "replace").splitlines()
    return {name.strip() for line in lines for name in line.split(",")}
