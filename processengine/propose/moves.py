"""Where deals go on: from a stage that goes away to one that there will be, and nothing else."""

from collections.abc import Mapping

from processengine.errors import CannotRun
from processengine.model.nearest import did_you_mean
from processengine.model.process import Process
from processengine.propose.edited import Edited
from processengine.review.documents import Papers, papers
from processengine.sides.place import Commit


def stages(papers_: Papers, process: str) -> dict[str, str]:
    """Return the stages of a process, outcomes left out, by id with their titles or nothing."""
    values = (paper.value for paper in papers_.of("process") if paper.key.id == process)
    return {
        name: stage.title for value in values if isinstance(value, Process)
        for name, stage in value.stages.items() if stage.outcome is None
    }


def refuse_unknown(edited: Edited, process: str, moves: Mapping[str, str]) -> None:
    """Raise CannotRun for a move from a stage that doesn't go away, or to one that there won't be."""
    if not moves:
        return
    there = stages(edited.now, process)
    before = [one for name in _names(edited, process) for one in (*stages(edited.head, name), *_agreed(edited, name))]
    gone = {name for name in before if name not in there}
    for old, new in moves.items():
        if old in there:
            raise CannotRun(f"`{old}` stays, and so do the deals in it; a move is said of a stage that goes away.")
        if old not in gone:
            raise CannotRun(f"No stage `{old}` goes away.{_choices(old, gone)}")
        if new not in there:
            raise CannotRun(no_stage(new, there))


def _names(edited: Edited, process: str) -> tuple[str, ...]:
    """Return the ids that a process has and had."""
    values = (paper.value for paper in edited.now.of("process") if paper.key.id == process)
    return (process, *(old for value in values if isinstance(value, Process) for old in value.was))


def no_stage(name: str, there: Mapping[str, str]) -> str:
    """Say that there will be no such stage, and which there will be."""
    return f"There will be no stage `{name}`.{_choices(name, there)}"


def _choices(name: str, known: Mapping[str, str] | set[str]) -> str:
    names = sorted(known) if isinstance(known, set) else list(known)
    return did_you_mean(name, names) or (f" There {'is' if len(names) == 1 else 'are'} {', '.join(names)}." if names else "")


def _agreed(edited: Edited, process: str) -> dict[str, str]:
    """Return the stages of a process where the user's branch left what is agreed."""
    repository = edited.repository
    try:
        fork = repository.merge_base(repository.default_branch(), "HEAD")
    except CannotRun:
        return {}
    return stages(papers(Commit(fork, repository, fork, edited.top)), process)
