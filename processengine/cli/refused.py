"""Files that could not be read or written among others that were: one line that says which, and how far the run came."""

from collections.abc import Sequence

from processengine.errors import CannotRun

_AGAIN = " Run the command again."
_MOST_SAID = 5


def refused(reasons: Sequence[str], done: int, what: str) -> CannotRun:
    """Return what ends a run in which some files were refused, each for a reason, and `done` others were `what`: written, say."""
    if len(reasons) == 1 and not done:
        return CannotRun(reasons[0])
    said = [reason.removesuffix(_AGAIN) for reason in reasons[:_MOST_SAID]]
    more = len(reasons) - len(said)
    again = _AGAIN if any(reason.endswith(_AGAIN) for reason in reasons) else ""
    left = "1 file was" if len(reasons) == 1 else f"{len(reasons)} files were"
    return CannotRun(
        f"{left} not {what}, {done} {'was' if done == 1 else 'were'}: {' '.join(said)}{f' {more} more likewise.' if more else ''}{again}"
    )
