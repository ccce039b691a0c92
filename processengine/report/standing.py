"""How a library stands: what it holds, what is wrong, and one thing to do next."""

from collections.abc import Sequence

from processengine.diagnostic import Severity
from processengine.model.base import words
from processengine.model.process import Process
from processengine.report.diagnostics import Validation
from processengine.report.safe import visible
from processengine.rules.offer import offer


def standing(library: str, processes: Sequence[Process], validation: Validation, *, is_edited: bool = False) -> str:
    """Return a few lines about a library; the last begins with "Next". `is_edited` tells that an edit waits to be proposed."""
    lines = [f"Library {visible(library)}: {len(processes)} {'process' if len(processes) == 1 else 'processes'}"]
    longest = max((len(process.id) for process in processes), default=0)
    for process in processes:
        open_stages = sum(stage.is_open for stage in process.stages.values())
        title = process.title or words(process.id)
        lines.append(f"  {visible(process.id):{longest}}  {process.version:8} {open_stages:2} stages  {visible(title)}")
    counts = ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in validation.counts.items())
    return "\n".join([*lines, f"Findings: {counts}.", "", _next(processes, validation, is_edited=is_edited)])


def on_proposal(title: str, status: str) -> str:
    """Return that the user is on the branch of a proposal, and what shows it; `status` is empty where its file has none."""
    return f"You are on the proposal “{visible(title)}”{f' ({status})' if status else ''}: `processengine review` shows it."


MOST_LISTED = 10


def libraries_listed(folders: Sequence[str]) -> str:
    """Return a line for each of several libraries, ten at most, by their folders."""
    lines = [f"  {visible(folder)}" for folder in folders[:MOST_LISTED]]
    if len(folders) > MOST_LISTED:
        lines.append(f"  and {len(folders) - MOST_LISTED} more")
    return "\n".join([f"{len(folders)} libraries lie below this folder:", *lines])


def _next(processes: Sequence[Process], validation: Validation, *, is_edited: bool) -> str:
    if is_edited and not any(one.severity is Severity.ERROR for one in validation.diagnostics):
        return "Next: propose what you have edited: `processengine propose`."
    for severity in (Severity.ERROR, Severity.WARNING):
        first = next((one for one in validation.diagnostics if one.severity is severity), None)
        if first is not None:
            place = f"{visible(first.file)}:{first.span.line}"
            return f"Next: mend {place}: {visible(first.message)} `processengine validate` shows all."
    for process in processes:
        sentence = offer(process)
        if sentence:
            return sentence.replace("Next:", f"Next, in {visible(process.id)}:", 1)
    return "Next: draw it for the team: `processengine draw --all -o pictures`."
