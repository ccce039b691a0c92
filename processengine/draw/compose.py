"""A process to a picture: which boxes and ways it has, and what they say."""

from collections.abc import Iterable, Iterator, Mapping

from processengine.draw.facts import has_several_leaders, kind_of, lines_of, look_of, role_title
from processengine.draw.order import groups, reading_order
from processengine.draw.picture import Box, Course, Look, Picture, Way
from processengine.draw.wrap import clean
from processengine.graph import Graph
from processengine.model.base import words
from processengine.model.journey import Journey
from processengine.model.process import Process, Transition

NO_PROCESSES: Mapping[str, Process] = {}
_ELSEWHERE = "to "


def compose(process: Process, journey: Journey | None = None, others: Mapping[str, Process] = NO_PROCESSES) -> Picture:
    """Return the picture of a process; `others` are the library's processes, for the titles of those it leads to.

    Targets that are not there get a box that says so: a process with errors is drawn as far as it goes.
    """
    order = reading_order(process, journey)
    ways = tuple(_ways(process, order))
    anywhere = tuple(_way("", one, Course.ON) for one in _unique(process.from_anywhere))
    targets = [way.target for way in (*ways, *anywhere)]
    sheltered = _sheltered(process, order) if anywhere else ()
    known = [_box(process, name) for name in order]
    return Picture(
        key=process.id,
        title=title_of(process),
        subtitle=" · ".join(filter(None, _about(process, journey))),
        boxes=(*known, *_boxes_beyond(process, targets, others)),
        ways=ways,
        groups=groups(process, journey, order),
        anywhere=anywhere,
        sheltered=sheltered,
        shut=tuple(name for name in sheltered if not process.stages[name].from_anywhere),
        start=process.first if process.first in process.stages else "",
    )


def title_of(process: Process) -> str:
    """Return a process's title, or its id in words."""
    return clean(process.title) or clean(words(process.id))


def _about(process: Process, journey: Journey | None) -> Iterator[str]:
    yield f"version {clean(process.version)}"
    if journey is not None:
        yield f"mirrors: {clean(journey.title) or words(journey.id)}"
    if process.led_by and not has_several_leaders(process):
        yield f"led by: {role_title(process, process.led_by)}"


def _box(process: Process, name: str) -> Box:
    stage = process.stages[name]
    look = look_of(stage)
    title = clean(process.title_of(name))
    kind = kind_of(look, stage)
    return Box(name, title, look, "" if kind.casefold() in title.casefold() else kind, lines_of(process, stage))


def _boxes_beyond(process: Process, targets: list[str], others: Mapping[str, Process]) -> Iterator[Box]:
    """Return the boxes of what is no stage here: other processes, and stages that are nowhere."""
    for target in dict.fromkeys(targets):
        if target.startswith(_ELSEWHERE):
            yield Box(target, _title_elsewhere(target.removeprefix(_ELSEWHERE), others), Look.ELSEWHERE, kind_of(Look.ELSEWHERE))
        elif target not in process.stages:
            yield Box(target, clean(target) or "?", Look.MISSING, kind_of(Look.MISSING))


def _title_elsewhere(target: str, others: Mapping[str, Process]) -> str:
    name, _, stage = target.partition("/")
    other = others.get(name)
    title = title_of(other) if other else clean(words(name))
    if not stage:
        return title
    return f"{title}: {clean(other.title_of(stage) if other else words(stage))}"


def _ways(process: Process, order: list[str]) -> Iterator[Way]:
    graph = Graph(process)
    backs = {(way.source, way.target) for ways in graph.ways.values() for way in ways if graph.goes_back(way)}
    for name in order:
        stage = process.stages[name]
        for one in _unique([*stage.next, *(stage.from_anywhere or [])]):
            yield _way(name, one, Course.BACK if (name, one.to) in backs else Course.ON)
        for one in _unique(stage.continues_in):
            yield _way(name, one, Course.OUT)


def _way(source: str, transition: Transition, course: Course) -> Way:
    target = transition.to
    if course is Course.OUT or "/" in target:
        target, course = f"{_ELSEWHERE}{target}", Course.OUT
    return Way(source, target, clean(transition.when), course)


def _unique(transitions: Iterable[Transition]) -> list[Transition]:
    """Return the transitions without a second one to the same target."""
    found: dict[str, Transition] = {}
    for transition in transitions:
        found.setdefault(transition.to, transition)
    return list(found.values())


def _sheltered(process: Process, order: list[str]) -> tuple[str, ...]:
    """Return the stages that say themselves from where they may be left, and so not as every other."""
    return tuple(name for name in order if process.stages[name].from_anywhere is not None and process.stages[name].outcome is None)
