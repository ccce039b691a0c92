"""Topics: a rule about one rests until the file opens it, so that a first file is never scolded for what it leaves out."""

from processengine.model.process import Process, criteria_of
from processengine.rules.listing import Topic
from processengine.rules.subject import Subject


def opened(subject: Subject) -> set[Topic]:
    """Return the topics that a process opens."""
    process = subject.process
    library = subject.around.library
    stages = process.stages.values()
    topics: dict[Topic, bool] = {
        "always": True,
        "journey": process.journey is not None,
        "forecast": any(stage.probability is not None or stage.forecast is not None for stage in stages),
        "buying-team": bool(process.buying_team),
        "change-work": bool(process.change_work),
        "exit-criteria": _half_have_criteria(process),
        "closed-door": any(stage.closed_door for stage in stages),
        "won": any(stage.outcome == "won" for stage in stages),
        "client-result": bool(process.client_result),
        "measures": bool(process.measures),
        "roles": bool(process.roles),
        "max-days": any(stage.max_days is not None for stage in stages),
        "reviewed": process.reviewed is not None,
        "plays": any(stage.plays for stage in stages),
        "people": library is not None and bool(library.people),
        "evidence": library is not None and library.evidence is not None,
    }
    return {topic for topic, is_open in topics.items() if is_open}


def _half_have_criteria(process: Process) -> bool:
    needing = [name for name, stage in process.stages.items() if stage.is_open]
    having = [name for name in needing if criteria_of(process, name)]
    return bool(having) and 2 * len(having) >= len(needing)
