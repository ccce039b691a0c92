"""Files: read with their digest, and written whole or not at all."""

import contextlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from processengine.errors import CannotRun
from processengine.syntax.parse import MAX_BYTES

_HANDED_OVER = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
"""What the shell has opened for us, as in `diff <(git show main:a.yaml) a.yaml`: somebody writes there already."""


@dataclass(frozen=True)
class Source:
    """A file as it was read; `name` is how the user knows it."""

    path: Path
    name: str
    data: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of the content, by which a later write knows that nobody changed it."""
        import hashlib

        return hashlib.sha256(self.data).hexdigest()


def read(path: Path) -> Source:
    """Read a file; raise CannotRun where there is none that can be read."""
    try:
        _refuse_others(path)
        with path.open("rb") as file:
            # Python makes room for all that a limit allows, so a limit is given only where the size calls for it.
            size = os.fstat(file.fileno()).st_size
            is_small = 0 < size <= MAX_BYTES
            return Source(path, shown(path), file.read(size + 1) if is_small else file.read(MAX_BYTES + 1))
    except FileNotFoundError:
        raise CannotRun(f"{path} is not there.") from None
    except (OSError, ValueError) as error:
        raise CannotRun(f"{path} can't be read: {reason(error)}.") from None


def is_special(path: Path) -> bool:
    """Tell whether something is there that is neither a file nor a folder: reading a pipe waits until somebody writes."""
    return not path.is_file() and path.exists() and not path.is_dir()


def _refuse_others(path: Path) -> None:
    """Raise CannotRun for what is no file; OSError where nothing is there."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise CannotRun(f"{path} is a folder; a file is needed here.")
    if not stat.S_ISREG(mode) and not path.as_posix().startswith(_HANDED_OVER):
        what = "a pipe" if stat.S_ISFIFO(mode) else "a device or the like"
        raise CannotRun(f"{path} is {what}; a file is needed here.")


def shown(path: Path) -> str:
    """Return a path as it is shown: with forward slashes, on any system."""
    return path.as_posix()


def write_if_unchanged(source: Source, data: bytes) -> None:
    """Replace a file whole; raise CannotRun where it is no longer what `source` read."""
    if read(source.path).digest != source.digest:
        raise CannotRun(f"{source.name} was changed by somebody else meanwhile; nothing was written. Run the command again.")
    write(source.path, data)


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: to a new file beside it, which then takes its place."""
    try:
        target = path.resolve() if path.is_symlink() else path
        mode = target.stat().st_mode & 0o777 if target.exists() else None
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        if target.exists() and not target.is_file():
            # A device or a pipe has nothing to replace.
            target.write_bytes(data)
            return
        _replace(target, data, mode)
    except OSError as error:
        raise CannotRun(f"{path} can't be written: {reason(error)}.") from None


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_usual_mode() if mode is None else mode)
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def reason(error: OSError | ValueError) -> str:
    """Return what the system said, as the end of a sentence."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return said[:1].lower() + said[1:]
