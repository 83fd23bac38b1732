"""A small tree with the real launcher in it, and a machine around it that the test describes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from shared.cli.environment import ROOT

SYSTEM_TOOLS = (
    "sh", "cat", "cut", "date", "dirname", "env", "flock", "grep", "mkdir", "readlink", "rm",
    "sed", "sha256sum", "tail", "tee", "xargs",
)  # fmt: skip
LENDS_ITS_PIP = """
case $* in
  "-m venv --clear "*)
    "{python}" -m venv --clear --without-pip "$4" || exit
    for packages in "$4"/lib/python3*/site-packages; do {link} -s "{pip}" "$packages/pip"; done
    exit ;;
esac
"""
"""A Python that makes an environment at once: with the pip that is here, and unpacking none."""
COMMAND = "import os, sys; print(sys.argv[1:], os.environ['PYTHONPATH'], sys.flags.safe_path)"


@dataclass(frozen=True)
class Tree:
    """The launcher in a folder of its own; its PATH holds only what the test put there."""

    root: Path

    @classmethod
    def make(cls, root: Path) -> Tree:
        """No system package is missing, nobody is root, and the commands only print."""
        (root / "deploy" / "apt").mkdir(parents=True)
        (root / "shared" / "cli").mkdir(parents=True)
        (root / "bin").mkdir()
        shutil.copy(ROOT / "giliran", root)
        for name in ("apps", "test"):
            (root / "deploy" / "apt" / f"{name}.txt").write_text(f"lib{name}1  # why\n\n# none\n")
        for name in ("requirements.lock", "requirements-test.lock", "requirements-build.lock"):
            (root / name).write_text("# nothing\n")
        (root / "shared" / "__init__.py").touch()
        (root / "shared" / "cli" / "__init__.py").touch()
        (root / "shared" / "cli" / "__main__.py").write_text(COMMAND)
        tree = cls(root)
        for tool in SYSTEM_TOOLS:
            (root / "bin" / tool).symlink_to(str(shutil.which(tool)))
        tree.tool("id", "echo 1000")
        tree.has_packages("libapps1", "libtest1")
        tree.has_python()
        return tree

    def tool(self, name: str, script: str) -> None:
        """Put a program of this name on the machine."""
        path = self.root / "bin" / name
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def has_packages(self, *names: str) -> None:
        """These system packages are installed, as dpkg-query tells it."""
        self.tool("dpkg-query", "\n".join(f"echo 'installed {name}'" for name in names) or "exit 1")

    def has_python(self, condition: str = "") -> None:
        """A `python3`; `condition` is shell that may end it before Python starts."""
        self.tool("python3", f'{condition}\nexec "{sys.executable}" "$@"')

    def has_quick_python(self) -> None:
        """The same, for the tests that are not about how an environment gets its pip."""
        pip = find_spec("pip")
        assert pip is not None
        assert pip.origin is not None
        lent = LENDS_ITS_PIP.format(
            python=sys.executable, link=shutil.which("ln"), pip=Path(pip.origin).parent
        )
        self.has_python(lent)

    def has_environment(self, made_before: Path, *, installed: bool = False) -> None:
        """The Python environment exists; whether it says that all is installed that belongs there
        (without that, nothing says that anything is)."""
        unsaid = None if installed else shutil.ignore_patterns(".giliran-installed*")
        shutil.copytree(made_before, self.environment, symlinks=True, ignore=unsaid)
        if installed:
            shutil.copy(made_before.parent / "requirements.lock", self.root)

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Start the launcher."""
        command, env = self.command(*arguments)
        return subprocess.run(
            command,
            env=env | environment,
            cwd=os.sep,
            text=True,
            capture_output=True,
            check=False,
            timeout=50,
        )

    def command(self, *arguments: str) -> tuple[list[str], dict[str, str]]:
        """The launcher's command line, and the environment that goes with it."""
        env = {"PATH": str(self.root / "bin"), "HOME": str(self.root), "LANG": "C.UTF-8"}
        return [str(self.root / "giliran"), *arguments], env | {"PIP_NO_INDEX": "1"}

    @property
    def environment(self) -> Path:
        """Where the launcher makes its Python environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The environment's Python, which exists once it has been made."""
        return self.environment / "bin" / "python"
