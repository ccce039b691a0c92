"""Where a process and life differ, for its manager: a few sentences, each with what to do."""

import shlex
from textwrap import wrap
from typing import Final

from processengine.evidence.drift import Difference, Drift
from processengine.evidence.drift_told import advice, message
from processengine.model.base import words
from processengine.model.process import Process
from processengine.replay import Replay
from processengine.report.safe import visible
from processengine.report.wording import counted

_WIDTH: Final = 100


def as_text(process: Process, replay: Replay, drift: Drift, argument: str, min_deals: int) -> str:
    """Return the sentences, numbered, the one that touches most deals first; `argument` is how the user names the process."""
    head = f"Where “{process.title or words(process.id)}” and life differ: {replay.deals:,} {'deal' if replay.deals == 1 else 'deals'}{_window(replay)}."
    numbered = [_told(number, one, process, argument) for number, one in enumerate(drift.differences, 1)]
    rest = [f"Left out: {counted(drift.left_out, 'smaller difference')}."] if drift.left_out else []
    body = numbered or [f"Nothing differs that touches {min_deals} deals or more."]
    notes = ["\n".join(_wrapped(f"Note: {one}", "  ") for one in replay.warnings)] if replay.warnings else []
    return "\n".join(visible(line) for block in (head, *body, *rest, *notes) for line in [*block.split("\n"), ""]).rstrip() + "\n"


def _window(replay: Replay) -> str:
    return f", {replay.first[:10]} to {replay.last[:10]}" if replay.first and replay.last else ""


def _told(number: int, one: Difference, process: Process, argument: str) -> str:
    lines = [_wrapped(f"{number}. {message(one, process)}", "   "), _wrapped(f"   {advice(one)}", "   ")]
    return "\n".join([*lines, *(f"   processengine edit {shlex.join([argument, *edit])}" for edit in one.edits)])


def _wrapped(text: str, indent: str) -> str:
    return "\n".join(wrap(text, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False))
