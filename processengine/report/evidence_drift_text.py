"""Where a process and life differ, for its manager: a few sentences, each with what to do."""

import shlex
from collections.abc import Iterator

from processengine.evidence.drift import Difference, Drift
from processengine.evidence.drift_told import advice, message
from processengine.model.base import words
from processengine.model.process import Process
from processengine.model.wording import counted
from processengine.replay import Replay
from processengine.report.laid_out import laid_out
from processengine.report.safe import visible

_INDENT = 3


def as_text(process: Process, replay: Replay, drift: Drift, argument: str, min_deals: int, columns: int | None = None, more: str = "") -> str:
    """Return the sentences, numbered, the one that touches most deals first; `argument` is how the user names the process.

    `more` is the command that tells what is left out here.
    """
    head = f"Where “{process.title or words(process.id)}” and life differ: {counted(replay.deals, 'deal')}{_window(replay)}."
    numbered = [list(_told(number, one, process, argument, columns)) for number, one in enumerate(drift.differences, 1)]
    body = numbered or [[f"Nothing differs that touches {counted(min_deals, 'deal')} or more."]]
    shown = f" {'It is' if drift.left_out == 1 else 'They are'} in:" if more else ""
    rest = [[f"Left out: {counted(drift.left_out, 'smaller difference')}.{shown}", *([f"  {more}"] if more else [])]] if drift.left_out else []
    notes = [[line for one in replay.warnings for line in _plain(f"Note: {one}", 2, columns)]] if replay.warnings else []
    blocks = [_plain(head, 2, columns), *body, *rest, *notes]
    return "\n".join(visible(line) for block in blocks for line in [*block, ""]).rstrip() + "\n"


def _window(replay: Replay) -> str:
    return f", {replay.first[:10]} to {replay.last[:10]}" if replay.first and replay.last else ""


def _told(number: int, one: Difference, process: Process, argument: str, columns: int | None) -> Iterator[str]:
    yield from _plain(f"{number}. {message(one, process)}", _INDENT, columns)
    yield from _plain(f"   {advice(one, process)}", _INDENT, columns)
    yield from (f"   processengine edit {shlex.join([argument, *edit])}" for edit in one.edits)


def _plain(line: str, indent: int, columns: int | None) -> list[str]:
    return laid_out(line, columns, indent=indent)
