"""Files: read with their digest, and written whole or not at all."""

import contextlib
import os
import re
import stat
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from processengine.errors import CannotRun
from processengine.syntax.parse import MAX_BYTES

_HANDED_OVER = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
"""What the shell has opened for us, as in `diff <(git show main:a.yaml) a.yaml`: somebody writes there already."""

_OPEN = re.compile("(?:/dev/fd/|/proc/self/fd/)([0-9]{1,6})")
_STREAMS = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}


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
        handed_over = _refuse_others(path)
        if handed_over is not None:
            return Source(path, shown(path), _read_once(path, handed_over.st_dev, handed_over.st_ino))
        with path.open("rb") as file:
            # Python makes room for all that a limit allows, so a limit is given only where the size calls for it.
            size = os.fstat(file.fileno()).st_size
            is_small = 0 < size <= MAX_BYTES
            return Source(path, shown(path), file.read(size + 1) if is_small else file.read(MAX_BYTES + 1))
    except FileNotFoundError:
        raise CannotRun(missing(path)) from None
    except (OSError, ValueError) as error:
        raise CannotRun(f"{path} can't be read: {reason(error)}.") from None


def head(path: Path, size: int) -> bytes:
    """Return the first bytes of a file, as many as are there; raise CannotRun as `read` does."""
    try:
        if _refuse_others(path) is not None:
            return read(path).data[:size]
        with path.open("rb", buffering=0) as file:
            return file.read(size)
    except FileNotFoundError:
        raise CannotRun(missing(path)) from None
    except (OSError, ValueError) as error:
        raise CannotRun(f"{path} can't be read: {reason(error)}.") from None


def missing(path: str | Path) -> str:
    """Return the sentence for what is not there; a link to nothing is called one."""
    link = Path(path)
    if link.is_symlink():
        return f"{path} is a link to {shown(link.readlink())}, which is not there."
    return f"{path} is not there."


@cache
def _read_once(path: Path, _device: int, _number: int) -> bytes:
    """Read what the shell hands over through a pipe; it comes once only, and may be asked for again."""
    with path.open("rb") as pipe:
        return pipe.read(MAX_BYTES + 1)


def is_special(path: Path) -> bool:
    """Tell whether something is there that is neither a file nor a folder: reading a pipe waits until somebody writes."""
    return not path.is_file() and path.exists() and not path.is_dir()


def _refuse_others(path: Path) -> os.stat_result | None:
    """Raise CannotRun for what is no file; OSError where nothing is there. Return what is known of a pipe of the shell's."""
    found = path.stat()
    mode = found.st_mode
    if stat.S_ISDIR(mode):
        raise CannotRun(f"{path} is a folder; a file is needed here.")
    if stat.S_ISREG(mode):
        return None
    if not path.as_posix().startswith(_HANDED_OVER):
        what = "a pipe" if stat.S_ISFIFO(mode) else "a device or the like"
        raise CannotRun(f"{path} is {what}; a file is needed here.")
    return found


def shown(path: Path) -> str:
    """Return a path as it is shown: with forward slashes, on any system; `./<stdin>` is a file, `<stdin>` the standard input."""
    name = path.as_posix()
    return f"./{name}" if name.startswith("<") else name


def write_if_unchanged(source: Source, data: bytes) -> None:
    """Replace a file whole; raise CannotRun where it is no longer what `source` read."""
    if _number(source.path) is not None:
        raise CannotRun(f"{source.name} is handed over by the shell and can't be written back; name the file itself, or - to have the text printed.")
    if read(source.path).digest != source.digest:
        raise CannotRun(f"{source.name} was changed by somebody else meanwhile; it was not written. Run the command again.")
    write(source.path, data)


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: to a new file beside it, which then takes its place.

    What the shell has opened for us, as in `-o >(less)`, is written straight into.
    """
    try:
        number = _number(path)
        if number is not None:
            with os.fdopen(os.dup(number), "wb") as file:
                file.write(data)
            return
        target = path.resolve() if path.is_symlink() else path
        old = target.stat() if target.exists() else None
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        if target.exists() and not target.is_file():
            # A device or a pipe has nothing to replace.
            target.write_bytes(data)
            return
        _replace(target, data, old)
    except OSError as error:
        raise CannotRun(f"{path} can't be written: {reason(error)}.") from None


def _number(path: Path) -> int | None:
    """Return the number under which something is open already; None for any other name."""
    name = path.as_posix()
    found = _OPEN.fullmatch(name)
    return int(found[1]) if found else _STREAMS.get(name)


def _replace(target: Path, data: bytes, old: os.stat_result | None) -> None:
    """Put a new file in the place of another one, `old`, whose owner and permissions it gets as far as we may give them."""
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_usual_mode() if old is None else old.st_mode & 0o777)
        if old is not None:
            _hand_over(name, old)
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _hand_over(name: str, old: os.stat_result) -> None:
    """Give a file the owner and the group of another one: root may, others may give the group to one of theirs."""
    mine = Path(name).stat()
    if hasattr(os, "chown") and (mine.st_uid, mine.st_gid) != (old.st_uid, old.st_gid):
        for owner in dict.fromkeys((old.st_uid, -1)):
            with contextlib.suppress(OSError):
                os.chown(name, owner, old.st_gid)
                return


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def reason(error: OSError | ValueError) -> str:
    """Return what the system said, as the end of a sentence."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return said[:1].lower() + said[1:]
