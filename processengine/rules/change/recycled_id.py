"""An id that meant something else names another element now.

What it reports
A stage, or a step of a journey, whose id another one lists in its `was`. A process whose `was` lists an id that another
file of the library still uses. And, against a base, a stage, criterion or measure that is new since the base and has the
id of another one which an earlier release had and a later one no longer.

Why it matters
Recorded history speaks in ids. Deals that stood on the first `evaluation` and deals that stand on the second one are
counted together from then on, and no number says so.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      evaluation: {next: [board-decides]}
      board-decides: {was: [evaluation], next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      product-tried: {next: [board-decides]}
      board-decides: {was: [evaluation], next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
A stage that got its own earlier id back. An element that comes back as it was: the same name and the same text.
"""

from collections.abc import Iterator, Mapping

from processengine.diagnostic import Finding, Mention
from processengine.model.base import words
from processengine.model.process import Process, Stage
from processengine.rules.places import criteria_in
from processengine.rules.subject import Subject

Meanings = dict[str, object]


def check(subject: Subject) -> Iterator[Finding]:
    """Look the ids up in every `was`, and, against a base, in the releases so far."""
    if subject.document.kind == "journey":
        yield from _listed("steps", {name: step.was for name, step in subject.journey_itself.steps.items()})
        return
    stages = subject.process.stages
    yield from _listed("stages", {name: stage.was for name, stage in stages.items() if stage.was}, stages)
    yield from _of_process(subject)
    if subject.base is not None:
        yield from _released(subject)


def _listed(holder: str, was: Mapping[str, tuple[str, ...]], names: Mapping[str, object] | None = None) -> Iterator[Finding]:
    there = was if names is None else names
    for name, earlier in was.items():
        for old in dict.fromkeys(earlier):
            if old in there and old != name:
                yield _finding(
                    f"{holder}.{old}",
                    f"`{old}` is an earlier id of `{name}`, and names another {holder[:-1]} here.",
                    (old, name),
                    (Mention(f"`{name}` was called so", f"{holder}.{name}.was.{old}"),),
                )


def _of_process(subject: Subject) -> Iterator[Finding]:
    for old in dict.fromkeys(subject.process.was):
        for file in subject.around.files_of("process", old) if old != subject.process.id else []:
            message = f"`{old}` is an earlier id of this process, and names another one in {file}."
            yield _finding(f"was.{old}", message, (old, subject.process.id), ())


def _released(subject: Subject) -> Iterator[Finding]:
    """Compare what is new since the base with what some release had under that id and a later one no longer."""
    # This is the one rule about changes that never rests, and most files are held against no base.
    from processengine.rules.change.revisions import process_then, releases_of

    base = process_then(subject, subject.process.id)
    if base is None:
        return
    there, renamed_to = _meanings(base), {old for stage in subject.process.stages.values() for old in stage.was}
    gone: dict[str, tuple[object, str]] = {}
    for one in releases_of(subject):
        gone |= {path: (meaning, one.version) for path, meaning in _meanings(one.process).items()}
    for path, meaning in _meanings(subject.process).items():
        earlier, version = gone.get(path, (None, ""))
        is_told = path.count(".") == 1 and path.partition(".")[2] in renamed_to
        if path not in there and earlier not in (None, meaning) and not is_told:
            name = path.rpartition(".")[2]
            yield _finding(path, f"`{name}` was something else up to release {version}.", (name, version), ())


def _meanings(process: Process) -> Meanings:
    """Return what makes each stage, criterion and measure the one that it is, by path."""
    found: Meanings = {f"stages.{name}": _meaning(process, name, stage) for name, stage in process.stages.items()}
    found |= {path: criterion.fact for path, criterion in criteria_in(process)}
    return found | {f"measures.{name}": measure for name, measure in process.measures.items()}


def _meaning(process: Process, name: str, stage: Stage) -> tuple[str, str, str | None]:
    title = process.title_of(name)
    return "" if title == words(name) else title, stage.buyer, stage.outcome


def _finding(path: str, message: str, values: tuple[str, ...], related: tuple[Mention, ...]) -> Finding:
    return Finding(message, path, help="Take an id that was never used; `was` keeps the old ones' history apart.", values=values, related=related)
