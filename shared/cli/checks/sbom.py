"""The bill of materials: what an installed Giliran consists of, in CycloneDX.

`python -m shared.cli.checks.sbom` makes one, has it judged by the schema, and compares it with the
lock. The standard tool (cyclonedx-bom) reads the environment; what is there for tests alone is left
out, and the hashes of the lock are added.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from shared import __version__
from shared.cli.checks.locked import Pin, pins
from shared.cli.environment import ROOT, python
from shared.cli.exits import ExitCode

Bill = dict[str, Any]
TOOL = "cyclonedx-bom"
HASHES = "giliran:sha256-of-its-files"


class NoBill(Exception):
    """The tool is not installed, or could not do it."""


def bill() -> Bill:
    """Of what requirements.lock names and this environment holds; `NoBill`."""
    wanted = {_plain(pin.name): pin for pin in pins()}
    made = _read_environment()
    kept = [one for one in made.get("components", []) if _plain(one["name"]) in wanted]
    for component in kept:
        pin = wanted[_plain(component["name"])]
        component["properties"] = _hashes(pin)
        component.pop("externalReferences", None)  # where each one's issues and documents are
    root = made["metadata"]["component"]
    root["version"] = __version__
    references = {root["bom-ref"], *(one["bom-ref"] for one in kept)}
    made["components"] = kept
    tool = {"type": "application", "name": TOOL, "version": distribution(TOOL).version}
    made["metadata"]["tools"] = {"components": [tool]}
    made["dependencies"] = [
        _within(one, references) for one in made["dependencies"] if one["ref"] in references
    ]
    return made


def _read_environment() -> Bill:
    tool = python(
        *("cyclonedx_py", "environment", "--pyproject", str(ROOT / "pyproject.toml")),
        *("--mc-type", "application", "--output-reproducible", "--of", "JSON", "--no-validate"),
        sys.executable,
    )
    done = subprocess.run(tool, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NoBill(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "no output")
    made: Bill = json.loads(done.stdout)
    return made


def _hashes(pin: Pin) -> list[dict[str, str]]:
    return [{"name": HASHES, "value": " ".join(sorted(pin.hashes))}]


def _within(entry: Bill, references: set[str]) -> Bill:
    return entry | {"dependsOn": [one for one in entry.get("dependsOn", []) if one in references]}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def faults(made: Bill) -> list[str]:
    """What the schema and the lock have against it."""
    return [*against_schema(made), *against_lock(made)]


def against_schema(made: Bill) -> list[str]:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    version = SchemaVersion.from_version(made["specVersion"])
    error = JsonStrictValidator(version).validate_str(json.dumps(made))
    return [f"the schema: {error}"] if error is not None else []


def against_lock(made: Bill) -> list[str]:
    have = {_plain(one["name"]): one.get("version") for one in made["components"]}
    return [
        f"{pin.name}: {pin.version} pinned, {have.get(_plain(pin.name))} installed"
        for pin in pins()
        if have.get(_plain(pin.name)) != pin.version
    ]


def write(out: Path) -> Bill:
    """The bill as a file; `NoBill`, OSError."""
    made = bill()
    out.write_text(json.dumps(made, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return made


def check() -> int:
    """Make one and judge it; 0 when nothing is against it."""
    try:
        made = bill()
    except NoBill as no_bill:
        print(f"no bill of materials: {no_bill}")
        return ExitCode.FAILED
    found = faults(made)
    words = f"{len(made['components'])} components, valid CycloneDX {made['specVersion']}"
    print("\n".join(found) or words)
    return ExitCode.FAILED if found else ExitCode.OK


if __name__ == "__main__":
    sys.exit(check())
