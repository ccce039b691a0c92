#!/usr/bin/env python3
"""The project's tasks, each with all its own set-up: python3 tasks.py demo|test|lint|types|architecture|docs|lock.

Needs Python 3.11 or newer and git, nothing else: the packages go into a virtual environment of the project's own
(.venv), so that a Python whose pip is externally managed serves as well. Runs on Linux, macOS and Windows.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCKS = {"use": "constraints.txt", "develop": "constraints-dev.txt"}


def main(arguments: list[str]) -> int:
    """Run the tasks that are named, in order; return 0, or the first failure's exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs an older one is told so
        print("processengine needs Python 3.11 or newer.", file=sys.stderr)
        return 2
    names = arguments[:1]
    if not names or names[0] not in TASKS:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        TASKS[names[0]](arguments[1:])
    except subprocess.CalledProcessError as error:
        return error.returncode or 1
    return 0


def demo(_: list[str]) -> None:
    """Validate the shipped processes, change one, say what changed, and draw it; pictures go to demo/."""
    set_up("use")
    folder = ROOT / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "processes", folder / "processes")
    process = folder / "processes" / "new-business.yaml"
    before = folder / "before.yaml"
    shutil.copy(process, before)
    engine("validate", folder / "processes")
    engine("edit", process, "add-stage", "site-visited", "--between", "trouble-named", "team-complete", "--max-days", "21",
           "--mirrors", "problem-identification", "--buyer", "They have shown us, on site, where the trouble costs them most")
    engine("edit", process, "probability", "site-visited", "8")
    engine("edit", process, "max-days", "trouble-named", "21")
    engine("diff", before, process)
    engine("draw", process, "-o", folder / "new-business.svg")
    engine("draw", process, "--diff", before, "-o", folder / "change.svg")
    print(f"\nOpen {folder / 'new-business.svg'} and {folder / 'change.svg'} in a browser.")


def test(arguments: list[str]) -> None:
    """Run the tests."""
    set_up("develop")
    provide_dot()
    run(PYTHON, ROOT / "tests" / "ecosystem" / "provide.py")
    run(PYTHON, "-m", "pytest", "-n", "2", "--dist", "worksteal", *arguments)


def lint(_: list[str]) -> None:
    """Check the style."""
    set_up("develop")
    run(BIN / "ruff", "check")


def types(_: list[str]) -> None:
    """Check the types, the tests' too."""
    set_up("develop")
    run(BIN / "mypy")


def architecture(_: list[str]) -> None:
    """Check that dependencies point one way."""
    set_up("develop")
    run(BIN / "lint-imports")


def docs(arguments: list[str]) -> None:
    """Check that the generated parts of the docs are fresh; with --write, write them."""
    set_up("develop")
    mode = "-r" if "--write" in arguments else "--check"
    run(PYTHON, "-m", "cogapp", mode, *sorted(str(page) for page in (ROOT / "docs").glob("*.md")))


def lock(_: list[str]) -> None:
    """Write the constraints files anew, with hashes and without the name of any host."""
    set_up("develop")
    run(PYTHON, "-m", "pip", "install", "--quiet", "uv")
    common = ["pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header",
              "--no-emit-index-url", "--no-annotate", "pyproject.toml", "--extra", "all"]
    run(BIN / "uv", *common, "--group", "build", "-o", LOCKS["use"])
    run(BIN / "uv", *common, "--group", "build", "--group", "dev", "-o", LOCKS["develop"])


def set_up(purpose: str) -> None:
    """Make the virtual environment and install what a purpose needs, unless that was done for these very locks."""
    lock_file = ROOT / LOCKS[purpose]
    wanted = hashlib.sha256(lock_file.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = ENVIRONMENT / f"installed-{purpose}"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    if not PYTHON.exists():
        make_environment()
    print(f"Installing what it takes to {purpose} it into {ENVIRONMENT} ...", flush=True)
    pip("install", "--quiet", "--require-hashes", "--requirement", lock_file)
    pip("install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", ROOT)
    stamp.write_text(wanted)


def make_environment() -> None:
    """Make the virtual environment, without a pip of its own where this Python can't give it one."""
    has_pip = subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True, check=False).returncode == 0
    run(sys.executable, "-m", "venv", *([] if has_pip else ["--without-pip"]), ENVIRONMENT)


def provide_dot() -> None:
    """Install Graphviz, against which drawings are tested beside the WebAssembly one, where that needs no question."""
    if shutil.which("dot"):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        run("apt-get", "update", "-qq")
        run("apt-get", "install", "-qq", "--yes", "graphviz")
    else:
        print("Graphviz's `dot` is not on the PATH: tests that need it are skipped, or fail where CI=true.", flush=True)


def pip(*arguments: str | Path) -> None:
    """Run pip for the virtual environment: its own, else this Python's."""
    options = ["--disable-pip-version-check", "--no-input"]
    own = subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    if own:
        run(PYTHON, "-m", "pip", *options, *arguments)
    else:
        run(sys.executable, "-m", "pip", "--python", PYTHON, *options, *arguments)


def engine(*arguments: str | Path) -> None:
    """Show a command of ours and run it."""
    print("\n$ processengine " + " ".join(f'"{part}"' if " " in str(part) else str(part) for part in arguments), flush=True)
    run(PYTHON, "-m", "processengine", *arguments)


def run(*command: str | Path) -> None:
    """Run a command; raise where it fails."""
    subprocess.run([str(part) for part in command], check=True, cwd=ROOT)


TASKS = {"demo": demo, "test": test, "lint": lint, "types": types, "architecture": architecture, "docs": docs, "lock": lock}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
