"""`./giliran` on machines that lack something: what it installs, what it says, how it ends."""

from __future__ import annotations

import hashlib
import subprocess
import zipfile
from pathlib import Path
from subprocess import PIPE, CompletedProcess

import pytest

from shared.cli.environment import ROOT
from shared.cli.exits import ExitCode
from tests.unit.launcher_tree import Tree

TINY = "tiny-1.0.dist-info"
APT_THAT_INSTALLS = """
case $* in
  *update*) touch "$HOME/updated" ;;
  *install*) echo "$@" >"$HOME/installed"
    printf '#!/bin/sh\\necho "installed libapps1"\\n' >"$HOME/bin/dpkg-query" ;;
esac
"""


@pytest.fixture(scope="module")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tree, CompletedProcess[str]]:
    """A tree that has been started once, and what was said."""
    tree = Tree.make(tmp_path_factory.mktemp("first"))
    tree.has_quick_python()
    return tree, tree.run("demo", "--out", "a b")


@pytest.fixture(scope="module")
def empty_environment(first_start: tuple[Tree, CompletedProcess[str]]) -> Path:
    """The same for the tests that are not about making one."""
    return first_start[0].environment


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree.make(tmp_path)


def test_without_root_names_the_exact_apt_line(tree: Tree) -> None:
    tree.has_packages()
    tree.tool("apt-get", "exit 99")
    done = tree.run("demo")
    assert done.returncode == ExitCode.SETUP_MISSING
    assert (
        "  sudo apt-get update && sudo apt-get install -y --no-install-recommends libapps1\n"
        in done.stderr
    )
    assert done.stdout == ""
    assert not tree.python.exists()


def test_tests_need_more_than_the_apps(tree: Tree) -> None:
    tree.has_packages("libapps1")
    tree.tool("apt-get", "exit 99")
    done = tree.run("test")
    assert done.returncode == ExitCode.SETUP_MISSING
    assert "--no-install-recommends libtest1\n" in done.stderr


def test_a_python_that_makes_no_environment_is_completed_by_apt(tree: Tree) -> None:
    tree.has_python("case $2 in *ensurepip*) exit 1 ;; esac")
    tree.tool("apt-get", "exit 99")
    done = tree.run("hub", GILIRAN_PYTHON=str(tree.root / "bin" / "python3"))
    assert done.returncode == ExitCode.SETUP_MISSING
    assert "--no-install-recommends python3 python3-venv\n" in done.stderr


def test_a_system_without_apt_is_told_what_to_look_for(tree: Tree) -> None:
    tree.has_packages()
    done = tree.run("display")
    assert done.returncode == ExitCode.SETUP_MISSING
    assert "missing: libapps1 - this is no Debian or Ubuntu" in done.stderr


def test_sets_up_once_and_passes_the_command_on(
    first_start: tuple[Tree, CompletedProcess[str]],
) -> None:
    set_up_once(*first_start)


@pytest.mark.long
def test_sets_up_an_environment_that_unpacks_its_own_pip(tree: Tree) -> None:
    set_up_once(tree, tree.run("demo", "--out", "a b"))


def set_up_once(tree: Tree, first: CompletedProcess[str]) -> None:
    assert first.returncode == 0, first.stderr
    assert first.stdout == f"['demo', '--out', 'a b'] {tree.root} True\n"
    assert "giliran: making a Python environment" in first.stderr
    second = tree.run("hub")
    assert (second.returncode, second.stderr) == (0, "")
    (tree.root / "requirements.lock").write_text("# changed\n")
    third = tree.run("hub")
    assert "making a Python environment" not in third.stderr
    assert "giliran: installing 0 Python packages" in third.stderr


def test_installs_with_sudo_where_it_asks_no_password(tree: Tree, empty_environment: Path) -> None:
    tree.has_environment(empty_environment, installed=True)
    tree.has_packages()
    tree.tool("sudo", '[ "$1" = -n ] && shift; exec "$@"')
    tree.tool("true", "exit 0")
    tree.tool("touch", ': >"$1"')
    tree.tool("apt-get", APT_THAT_INSTALLS)
    tree.tool("apt-cache", "exit 1")
    done = tree.run("setup", "apps")
    assert done.returncode == 0, done.stderr
    assert (tree.root / "updated").exists()
    assert "--no-install-recommends libapps1" in (tree.root / "installed").read_text()


def test_a_package_that_does_not_exist_ends_it_with_the_log(
    tree: Tree, empty_environment: Path
) -> None:
    tree.has_environment(empty_environment)
    line = f"giliran-has-no-such-package==1.0 --hash=sha256:{'0' * 64}\n"
    (tree.root / "requirements.lock").write_text(line)
    done = tree.run("hub")
    assert done.returncode == ExitCode.FAILED
    assert "No matching distribution found for giliran-has-no-such-package==1.0" in done.stderr
    assert "giliran: pip could not install the packages" in done.stderr


@pytest.mark.parametrize(
    ("pinned", "refused"),
    [
        ("tiny==1.0", "Hashes are required"),
        (f"tiny==1.0 --hash=sha256:{'0' * 64}", "DO NOT MATCH THE HASHES"),
    ],
)
def test_a_file_that_no_lock_vouches_for_is_not_installed(
    tree: Tree, empty_environment: Path, pinned: str, refused: str
) -> None:
    tree.has_environment(empty_environment)
    (tree.root / "requirements.lock").write_text(f"{pinned}\n")
    done = tree.run("hub", PIP_FIND_LINKS=str(tiny_wheel(tree.root).parent))
    assert done.returncode == ExitCode.FAILED
    assert refused in done.stderr


def test_the_file_that_a_lock_vouches_for_is_installed(tree: Tree, empty_environment: Path) -> None:
    tree.has_environment(empty_environment)
    wheel = tiny_wheel(tree.root)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (tree.root / "requirements.lock").write_text(f"tiny==1.0 --hash=sha256:{digest}\n")
    done = tree.run("hub", PIP_FIND_LINKS=str(wheel.parent))
    assert (done.returncode, done.stderr.count("tiny")) == (0, 0), done.stderr


def tiny_wheel(folder: Path) -> Path:
    """A package with nothing in it."""
    wheel = folder / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        packed.writestr(f"{TINY}/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        packed.writestr(
            f"{TINY}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        packed.writestr(f"{TINY}/RECORD", "")
    return wheel


def test_never_set_up_runs_what_is_there(tree: Tree) -> None:
    tree.python.parent.mkdir(parents=True)
    tree.tool("../.venv/bin/python", 'echo "$LC_ALL $*"')
    tree.has_packages()
    done = tree.run("kiosk", GILIRAN_SETUP="never", LANG="")
    assert (done.stdout, done.stderr) == ("C.UTF-8 -P -m shared.cli kiosk\n", "")


@pytest.mark.parametrize("arguments", [("setup",), ("setup", "everything")])
def test_setup_says_how_it_is_used(tree: Tree, arguments: tuple[str, ...]) -> None:
    assert tree.run(*arguments).returncode == ExitCode.USAGE


def test_starts_at_the_same_moment_set_up_once(tree: Tree, empty_environment: Path) -> None:
    tree.has_environment(empty_environment)
    command, env = tree.command("hub")
    starts = [
        subprocess.Popen(command, env=env, stdout=PIPE, stderr=PIPE, text=True) for _ in range(3)
    ]
    said = [start.communicate(timeout=50)[1] for start in starts]
    assert [start.returncode for start in starts] == [0, 0, 0]
    assert sum("installing 0 Python packages" in words for words in said) == 1


def test_every_script_is_sound_shell() -> None:
    for name in ("giliran", ".ci/lock", "deploy/install", "deploy/session"):
        checked = subprocess.run(["sh", "-n", ROOT / name], capture_output=True, check=False)
        assert (name, checked.stderr) == (name, b"")
