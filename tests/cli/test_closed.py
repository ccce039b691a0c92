"""Standard streams that whoever started us has closed, and files that the shell has opened for us."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FILE = "process: p\nstages: {a: {next: [won]}, won: {outcome: won}, lost: {outcome: lost}}\nfrom_anywhere: [lost]\ntitel: A\n"

pytestmark = pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="this system has no files for what is open")


def shell(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which `P` is the command, beside the file a.yaml."""
    (folder / "a.yaml").write_text(FILE, encoding="utf-8")
    program = f'P() {{ "{sys.executable}" -m processengine "$@"; }}; {line}'
    return subprocess.run(["bash", "-c", program], cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8",
                          env={**os.environ, "PROCESSENGINE_TODAY": "2026-11-20"})


@pytest.mark.parametrize("line", ["P validate a.yaml >&-", "P fmt - <a.yaml >&-", "P validate --fix - <a.yaml >&-", "P explain dead-end-stage >&-"])
def test_a_closed_output_is_one_clear_line(tmp_path: Path, line: str) -> None:
    """What was to be printed is lost, so the run failed."""
    done = shell(tmp_path, line)
    assert done.returncode == 2
    assert done.stderr.endswith("processengine: The output can't be written: the standard output is closed.\n")
    assert "mistake" not in done.stderr


def test_a_closed_input_is_one_clear_line(tmp_path: Path) -> None:
    """There is nothing to validate."""
    done = shell(tmp_path, "P validate - <&-")
    assert (done.returncode, done.stderr) == (2, "processengine: The standard input is closed, so nothing can be read from it.\n")


def test_with_a_closed_error_the_status_still_tells(tmp_path: Path) -> None:
    """The messages are lost, as was asked for."""
    assert shell(tmp_path, "P validate gone.yaml 2>&-").returncode == 2
    assert shell(tmp_path, "P validate a.yaml -o report.txt >&- 2>&-").returncode == 1
    assert "titel" in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_a_report_goes_into_a_pipe_of_the_shell_s(tmp_path: Path) -> None:
    """As in `-f json=>(jq .)`."""
    done = shell(tmp_path, "{ P validate a.yaml -f json=/dev/fd/3 3>&1 >/dev/null; } | cat")
    assert json.loads(done.stdout)["schema"] == "processengine/validate/1"


@pytest.mark.parametrize("redirected", [">cap.txt", "| cat >cap.txt"])
def test_the_standard_output_by_its_name_keeps_what_else_goes_there(tmp_path: Path, redirected: str) -> None:
    """The report in text stands beside the other, and neither replaces it."""
    shell(tmp_path, f"P validate a.yaml -f json=/dev/stdout {redirected}")
    text = (tmp_path / "cap.txt").read_text(encoding="utf-8")
    assert text.startswith("{\n")
    assert "a.yaml:4:1 error: unknown-key" in text


@pytest.mark.parametrize("line", ["P fmt <(printf 'process: p\\nstages: {}\\ntitle: P\\n')", "P validate --fix <(cat a.yaml)"])
def test_what_the_shell_hands_over_can_t_be_written_back(tmp_path: Path, line: str) -> None:
    """And nobody else is blamed for it."""
    done = shell(tmp_path, line)
    assert done.returncode == 2
    assert "is handed over by the shell and can't be written back" in done.stderr
    assert "Nothing to fix" not in done.stderr


def test_a_link_to_nothing_is_called_so(tmp_path: Path) -> None:
    """Its name is there, after all."""
    (tmp_path / "b.yaml").symlink_to("gone")
    assert shell(tmp_path, "P validate b.yaml").stderr == "processengine: b.yaml is a link to gone, which is not there.\n"
