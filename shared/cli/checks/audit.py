"""Known vulnerabilities of what is pinned, by pip-audit: `python -m shared.cli.checks.audit`.

It asks the package index, so it is no part of every check: a machine without one, or with one that
keeps no such list, is told so. Exit status 1 is for a vulnerability alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from shared.cli.checks.locked import RUN, TEST
from shared.cli.environment import ROOT, python
from shared.cli.exits import ExitCode

PATIENCE_S = 180


def asked() -> dict[str, Any] | str:
    """What pip-audit found, or why it could not look."""
    locks = [word for lock in (RUN, TEST) for word in ("--requirement", str(lock))]
    command = python("pip_audit", *locks, "--disable-pip", "--progress-spinner=off", "-f", "json")
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE_S
        )
    except subprocess.TimeoutExpired:
        return f"the index did not answer within {PATIENCE_S} s"
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return next(reversed(done.stderr.strip().splitlines()), "no answer")
    return answer


def report(answer: dict[str, Any] | str) -> tuple[list[str], bool]:
    """Lines to print, and whether a vulnerability is known."""
    if isinstance(answer, str):
        return [f"could not look: {answer}"], False
    packages = answer["dependencies"]
    unknown = [one["name"] for one in packages if "skip_reason" in one]
    found = list(_vulnerabilities(packages))
    looked = len(packages) - len(unknown)
    lines = [*found, f"{looked} of {len(packages)} packages looked up, {len(found)} vulnerable"]
    if unknown and not looked:
        lines.append("could not look: the index keeps no list of vulnerabilities")
    elif unknown:
        lines.append(f"not known to the index: {', '.join(unknown)}")
    return lines, bool(found)


def _vulnerabilities(packages: list[dict[str, Any]]) -> Iterator[str]:
    for package in packages:
        for one in package.get("vulns", []):
            mended = ", ".join(one.get("fix_versions", [])) or "no version yet"
            yield f"! {package['name']} {package['version']}: {one['id']}, mended in {mended}"


def check() -> int:
    lines, vulnerable = report(asked())
    print("\n".join(lines))
    return ExitCode.FAILED if vulnerable else ExitCode.OK


if __name__ == "__main__":
    sys.exit(check())
