"""The folder with copies of the deals goes with the program, however that ends."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from processengine.warehouse.private import private_folder
from tests.conftest import ROOT
from tests.warehouse.looking import HEAD, source

OPEN = """
import sys
from pathlib import Path
from processengine.warehouse.found import Wanted
from processengine.warehouse.opening import opened
with opened(Wanted(sys.argv[1])) as held:
    print("open", flush=True)
    {doing}
"""
WAITING = "sys.stdin.read()"


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of this process and those that it starts."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_program_that_is_asked_to_end_leaves_no_copy_behind(tmp_path: Path, scratch: Path, number: signal.Signals) -> None:
    """It ends as whoever asked it expects: by the signal."""
    path = tmp_path / "a.csv"
    path.write_text(f"{HEAD}7,New,2026-01-05\n", encoding="utf-8")
    code = OPEN.format(doing=WAITING)
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        assert len(list(scratch.iterdir())) == 1
        process.send_signal(number)
        try:
            process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == -number
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_who_sees_to_signals_stays_who_he_was(tmp_path: Path, scratch: Path, number: signal.Signals) -> None:
    """What ignores a hang-up goes on ignoring it, and handlers are as before once the source is closed."""
    path = tmp_path / "a.csv"
    path.write_text(f"{HEAD}7,New,2026-01-05\n", encoding="utf-8")
    before = signal.getsignal(number)
    try:
        for handler in (signal.SIG_IGN, signal.SIG_DFL):
            signal.signal(number, handler)
            with source(path):
                assert (signal.getsignal(number) is handler) == (handler is signal.SIG_IGN)
            assert signal.getsignal(number) is handler
    finally:
        signal.signal(number, before)
    assert list(scratch.iterdir()) == []


def test_what_a_killed_program_left_goes_with_the_next(scratch: Path) -> None:
    """What a live one holds stays, as does what is young, what is called otherwise, and what a link leads to."""
    names = ["processengine-deals-left", "processengine-deals-held", "processengine-deals-young", "somebody-else"]
    for name in names:
        (scratch / name).mkdir()
        (scratch / name / "deals.csv").touch()
    (scratch / "processengine-deals-link").symlink_to(scratch / "somebody-else")
    for name in names:
        if not name.endswith("young"):
            os.utime(scratch / name, (time.time() - 3600,) * 2)
    held = os.open(scratch / names[1], os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    try:
        with private_folder() as own:
            assert {one.name for one in scratch.iterdir()} == {own.name, *names[1:], "processengine-deals-link"}
            assert (scratch / "somebody-else" / "deals.csv").exists()
            os.utime(own, (time.time() - 3600,) * 2)
            with private_folder():
                assert own.exists()
    finally:
        os.close(held)
