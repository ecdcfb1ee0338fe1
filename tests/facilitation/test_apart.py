"""What is heavy, or was sent in, is the work of a process that keeps within bounds."""

import json
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from facilitation.apart import Bounds, Leaving, bounded, said
from facilitation.errors import BadFile, NotFound, PictureTooLarge, TooHeavy
from settings import ROOT

WIDE = Bounds(seconds=60, megabytes=1024)


def script(folder: Path, code: str) -> str:
    """A script of its own that runs this."""
    written = folder / "job.py"
    written.write_text(code)
    return str(written)


def test_what_is_given_is_read_and_what_is_said_comes_back(tmp_path: Path) -> None:
    job = script(tmp_path, "import os, sys; print(sys.argv[1], sys.stdin.read(), os.environ['TOLD'])")
    assert said(job, "one", within=WIDE, given=b"two", told={"TOLD": "three"}) == b"one two three\n"
    with (tmp_path / "given").open("w+b") as given:
        given.write(b"two")
        assert said(job, "one", within=WIDE, given=given, told={"TOLD": "3"}) == b"one two 3\n"


@pytest.mark.promise("whatever works on a file has a limit of memory and of time, and gives way to the rooms")
def test_a_process_is_bound_before_it_begins(tmp_path: Path) -> None:
    job = script(
        tmp_path,
        "import json, os, resource as r\n"
        "kinds = (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_CORE)\n"
        "print(json.dumps([*(r.getrlimit(kind)[0] for kind in kinds), os.nice(0)]))",
    )
    limits = json.loads(said(job, within=Bounds(seconds=7, megabytes=300)))
    assert limits == [300 * bounded.MB, 7, 0, bounded.POLITELY]


@pytest.mark.attack("a file that unpacks to more memory than there is")
def test_what_takes_too_much_memory_ends_there(tmp_path: Path) -> None:
    job = script(tmp_path, "print(len(bytearray(400 * 1024 * 1024)))")
    assert said(job, within=WIDE) == b"419430400\n"
    with pytest.raises(TooHeavy):
        said(job, within=Bounds(seconds=60, megabytes=300))


@pytest.mark.attack("a file that keeps a processor busy for ever, or its reader waiting")
@pytest.mark.parametrize("code", ["while True: pass", "import threading; threading.Event().wait()"])
def test_what_takes_too_long_ends_there(tmp_path: Path, code: str) -> None:
    with pytest.raises(TooHeavy):
        said(script(tmp_path, code), within=Bounds(seconds=1, megabytes=300))


def test_a_refusal_comes_back_as_it_was_raised(tmp_path: Path) -> None:
    code = "from facilitation.errors import {0}\nraise {0}({1})"
    for kind, facts, told in (
        ("NotFound", "", NotFound()),
        ("BadFile", "'far'", BadFile("far")),
        ("PictureTooLarge", "4", PictureTooLarge(4)),
    ):
        with pytest.raises(type(told)) as refusal:
            said(script(tmp_path, code.format(kind, facts)), within=WIDE)
        assert vars(refusal.value) == vars(told)


def test_a_fault_is_no_refusal(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        said(script(tmp_path, "1 / 0"), within=WIDE)


def test_a_process_ends_when_whoever_asked_goes_away(tmp_path: Path) -> None:
    started = tmp_path / "started"
    job = script(
        tmp_path,
        f"import os, threading\nos.mkfifo({str(started)!r})\nopen({str(started)!r}, 'w').close()\n"
        "threading.Event().wait()",
    )
    leaving = Leaving()
    Leaving().leave()

    def leave_once_it_works() -> None:
        while not started.exists():
            pass
        with started.open() as heard:
            heard.read()
        leaving.leave()

    thread = Thread(target=leave_once_it_works)
    thread.start()
    with pytest.raises(TooHeavy):
        said(job, within=WIDE, leaving=leaving)
    thread.join()
    with pytest.raises(TooHeavy):
        said(job, within=WIDE, leaving=leaving)


def test_a_module_or_a_script_runs_and_says_how_it_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "argv", [])
    refusing = "from facilitation.errors import BadFile\nraise BadFile('far')"
    assert bounded.run(str(ROOT), script(tmp_path, "import sys; print(sys.argv[1:])"), "one") == 0
    assert bounded.run(str(ROOT), script(tmp_path, "raise MemoryError")) == bounded.TOO_HEAVY
    assert bounded.run(str(ROOT), script(tmp_path, refusing)) == bounded.REFUSED
    assert bounded.run(str(ROOT), "benchmarks.ports") == 0
    assert capsys.readouterr().out.splitlines() == ["['one']", '["BadFile", ["far"]]']
