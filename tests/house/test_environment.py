"""A machine without venv or Chromium: root gets them installed, anybody else reads one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT

NEEDED = ("bash", "dirname", "env", "cat", "touch")


class Machine:
    """A machine whose commands are the few that a test puts there."""

    def __init__(self, folder: Path) -> None:
        self.commands, self.project = folder / "bin", folder / "project"
        self.commands.mkdir()
        (self.project / "deploy").mkdir(parents=True)
        script = self.project / "deploy" / "environment.sh"
        script.write_text((ROOT / "deploy" / "environment.sh").read_text())
        script.chmod(0o755)
        for name in NEEDED:
            (self.commands / name).symlink_to(f"/usr/bin/{name}")

    def has(self, command: str, script: str) -> None:
        """Put a command there."""
        file = self.commands / command
        file.write_text(f"#!/usr/bin/bash\n{script}\n")
        file.chmod(0o755)

    def prepare(self, what: str) -> "subprocess.CompletedProcess[str]":
        """Prepare the environment as make does."""
        return subprocess.run(
            [self.project / "deploy" / "environment.sh", what],
            env={"PATH": str(self.commands), "HOME": os.devnull},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )


FIND = """
from tests.factories.postgresql import carried_server
server = carried_server("essaim-of-a-bare-path-")
print(server.get_uri())
server.cleanup()
"""


@pytest.mark.parametrize("path", ["/usr/bin:/bin", ""])
def test_the_tests_own_postgresql_starts_whatever_is_in_path(path: str) -> None:
    started = subprocess.run(
        [sys.executable, "-c", FIND], cwd=ROOT, env={"PATH": path}, capture_output=True, text=True, check=True
    )
    assert started.stdout.startswith("postgresql://")


def test_without_useradd_root_reads_one_line(tmp_path: Path) -> None:
    bare = (
        "import os, tests.factories.postgresql as p\n"
        "p.ADMINISTRATORS, p.SOMEBODY, os.geteuid = (), 'nobody of this name', lambda: 0\n"
    )
    find = bare + FIND
    refused = subprocess.run(
        [sys.executable, "-c", find], cwd=ROOT, env={"PATH": str(tmp_path)}, capture_output=True, text=True
    )
    assert refused.returncode != 0
    assert (
        refused.stderr.strip()
        .splitlines()[-1]
        .endswith("As root, the tests' PostgreSQL needs useradd: install it, or set TEST_DATABASE_URL.")
    )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    made.has("id", "echo 1000")
    made.has("apt-get", f"echo apt-get $* >> {tmp_path}/log; touch {tmp_path}/installed")
    made.has("python3", f'case "$*" in *ensurepip*) [ -e {tmp_path}/installed ];; *-m\\ venv*) exit 7;; esac')
    return made


def test_a_missing_venv_is_one_line_for_who_is_not_root(machine: Machine) -> None:
    done = machine.prepare("run")
    assert done.returncode == 1
    assert done.stderr == (
        "Essaim needs Python's venv module: "
        "install it with  sudo apt install python3-venv  and start again.\n"
    )


def test_a_missing_venv_is_installed_for_root(machine: Machine, tmp_path: Path) -> None:
    machine.has("id", "echo 0")
    assert machine.prepare("run").returncode == 7, "it goes on to make the environment"
    assert (tmp_path / "log").read_text() == (
        "apt-get update -qq\napt-get install -y -qq --no-install-recommends python3-venv\n"
    )


def test_a_missing_chromium_is_one_line_for_who_is_not_root(machine: Machine) -> None:
    done = machine.prepare("browser")
    assert done.returncode == 1
    assert done.stderr == (
        "Essaim needs the browser Chromium for its tests: "
        "install it with  sudo apt install chromium  and start again.\n"
    )


def test_a_missing_chromium_is_installed_for_root(machine: Machine, tmp_path: Path) -> None:
    machine.has("id", "echo 0")
    assert machine.prepare("browser").returncode == 0
    assert (tmp_path / "log").read_text() == (
        "apt-get update -qq\napt-get install -y -qq --no-install-recommends chromium\n"
    )


def test_a_chromium_that_is_there_is_used(machine: Machine) -> None:
    machine.has("chromium", "")
    assert machine.prepare("browser").returncode == 0


def test_an_old_python_is_one_line(machine: Machine) -> None:
    machine.has("python3", '[ "$1" = -V ] && echo Python 3.9.2; exit 1')
    done = machine.prepare("run")
    assert (done.returncode, done.stderr) == (
        1,
        "Essaim needs Python 3.11 or newer; python3 is Python 3.9.2.\n",
    )
