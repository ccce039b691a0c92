"""Topics: a rule about one rests until the file opens it, so that a first file is never scolded for what it leaves out."""

from collections.abc import Callable, Iterable
from typing import Final

from processengine.rules.listing import Topic
from processengine.rules.subject import Subject


def opened(subject: Subject, asked: Iterable[Topic] | None = None) -> set[Topic]:
    """Return the topics that a process opens, of those that are asked for: all, where none are named."""
    return {topic for topic in (_OPENED_BY if asked is None else asked) if _OPENED_BY[topic](subject)}


def _half_have_criteria(subject: Subject) -> bool:
    needing = subject.graph.open_stages.values()
    having = len(needing) if subject.process.exit_criteria else sum(1 for stage in needing if stage.exit_criteria)
    return having > 0 and 2 * having >= len(needing)


def _has_champions_work(subject: Subject) -> bool:
    """Tell whether the process says whom the buyer must enlist, or where it decides without us."""
    process = subject.process
    return bool(process.buying_team) or any(stage.closed_door for stage in process.stages.values())


def _has_people(subject: Subject) -> bool:
    library = subject.around.library
    return library is not None and bool(library.people)


def _has_evidence(subject: Subject) -> bool:
    library = subject.around.library
    return library is not None and library.evidence is not None


def _has_a_day(subject: Subject) -> bool:
    """Tell whether a process says when it was last reviewed, or a proposal has a day by which something is expected."""
    if subject.document.kind == "proposal":
        return bool(subject.proposal.expects)
    return subject.process.reviewed is not None


def _is_forecast(subject: Subject) -> bool:
    stages = subject.process.stages.values()
    return any(stage.probability is not None or stage.forecast is not None for stage in stages)


_OPENED_BY: Final[dict[Topic, Callable[[Subject], bool]]] = {
    "always": lambda _: True,
    "proof": lambda subject: any(criterion.proof is not None for criterion in subject.criteria),
    "journey": lambda subject: subject.process.journey is not None,
    "forecast": _is_forecast,
    "buying-team": lambda subject: bool(subject.process.buying_team),
    "change-work": lambda subject: bool(subject.process.change_work),
    "exit-criteria": _half_have_criteria,
    "champion": _has_champions_work,
    "won": lambda subject: any(stage.outcome == "won" for stage in subject.process.stages.values()),
    "client": lambda subject: bool(subject.process.client_result) or subject.process.journey is not None,
    "measures": lambda subject: bool(subject.process.measures),
    "roles": lambda subject: bool(subject.process.roles),
    "max-days": lambda subject: any(stage.max_days is not None for stage in subject.graph.open_stages.values()),
    "reviewed": _has_a_day,
    "plays": lambda subject: bool(subject.plays),
    "people": _has_people,
    "evidence": _has_evidence,
    "base": lambda subject: subject.base is not None,
    "deals": lambda subject: subject.recorded is not None,
}
