"""What a whole document is known by: its title, its file's name, and what is in it."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TypeVar

from processengine.diff.matching.portrait import Portrait, names, plain
from processengine.diff.revision import Revision
from processengine.model.journey import Journey
from processengine.model.process import Process

V = TypeVar("V", bound=Hashable)


def of_document(name: str, revision: Revision) -> Portrait:
    """Return the portrait of a process or journey."""
    file = revision.file.rpartition("/")[2].rpartition(":")[2]
    values = {"file": file} if file else {}
    content = revision.content
    return _of_journey(name, content, values) if isinstance(content, Journey) else _of_process(name, content, values)


def _of_journey(name: str, journey: Journey, values: Mapping[str, Hashable]) -> Portrait:
    return Portrait(
        "journey", names(journey.title, name), _full({"about": plain(journey.about)}),
        _sets({"about": _texts(step.about for step in journey.steps.values())}), _sets({"steps": journey.steps}), values,
    )


def _of_process(name: str, process: Process, values: Mapping[str, Hashable]) -> Portrait:
    stages = process.stages.values()
    return Portrait(
        "process", names(process.title, name),
        _full({"about": plain(process.about), "client_result": plain(process.client_result)}),
        _sets({
            "buyer": _texts(stage.buyer for stage in stages),
            "facts": _texts(criterion.fact for stage in stages for criterion in stage.exit_criteria.values()),
        }),
        _sets({
            "stages": process.stages, "roles": process.roles, "team": process.buying_team, "kits": process.kits, "measures": process.measures,
        }),
        _full({"motion": process.motion, "journey": process.journey, "owner": process.owner, "led_by": process.led_by, **values}),
    )


def _texts(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(plain(text) for text in texts if text)


def _sets(given: Mapping[str, Collection[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(ids) for key, ids in given.items() if ids}


def _full(given: Mapping[str, V]) -> dict[str, V]:
    return {key: value for key, value in given.items() if value}
