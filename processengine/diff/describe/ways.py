"""Sentences about ways: from stage to stage, into another process, and from anywhere."""

from processengine.change import Json
from processengine.diff.describe.telling import Sentence, Telling, noted, only_when
from processengine.diff.describe.words import plain, quoted, told
from processengine.model.base import words
from processengine.model.process import Process


def added(telling: Telling) -> str:
    """Tell that deals can take a way that wasn't there."""
    return f"Deals can now {way_of(telling)}{when_of(telling.after)}."


def removed(telling: Telling) -> str:
    """Tell that deals can't take a way any more."""
    return f"Deals can no longer {way_of(telling)}."


def when_of(way: Json) -> str:
    """Return a way's condition as the end of a sentence; nothing for none."""
    return f", when: {plain(way['when'])}" if isinstance(way, dict) and way.get("when") else ""


def way_of(telling: Telling) -> str:
    """Return a way after "deals can": the verb, where from and where to."""
    holder, target = telling.atom.holder, telling.atom.id
    if telling.atom.element == "from-anywhere":
        start = telling.stage if telling.atom.stage else "any stage"
        return f"leave for {_target(telling, target)} from {start}"
    if holder == "continues_in":
        return f"continue from {telling.stage} {into(telling, target, 'in', 'at')}"
    if "/" in target:
        return f"go from {telling.stage} {into(telling, target)}"
    back = " back" if _leads_back(telling, target) else ""
    return f"go{back} from {telling.stage} to {telling.title_of(target)}"


def _leads_back(telling: Telling, target: str) -> bool:
    """Tell whether the side that has the way lists its target above the stage it starts from."""
    sides = telling.sides
    graph = sides.graph_before if telling.atom.action == "removed" else sides.graph_after
    assert graph is not None
    if target not in graph.stages or graph.stages[target].outcome is not None:
        return False
    return graph.order[target] < graph.order[telling.atom.stage]


def _target(telling: Telling, target: str) -> str:
    return into(telling, target) if "/" in target else telling.title_of(target)


def into(telling: Telling, target: str, verb: str = "into", to: str = "to") -> str:
    """Return "into the process", with its stage where one is named."""
    process, _, stage = target.partition("/")
    own = telling.sides.others.get(process)
    name = quoted((own.title if own else "") or words(process))
    inside = quoted(own.title_of(stage) if own else words(stage))
    return f"{verb} the process {name}" + (f", {to} its stage {inside}" if stage else "")


def _changed_when(telling: Telling) -> str:
    return only_when(telling, "Deals may", way_of(telling))


def _about(telling: Telling) -> str:
    target, start = telling.atom.id, telling.stage if telling.atom.stage else "any stage"
    if telling.atom.holder == "continues_in":
        return noted(telling, f"the handover from {start} {into(telling, target, 'to', 'at')}")
    to = into(telling, target) if "/" in target else f"to {telling.title_of(target)}"
    return noted(telling, f"the way from {start} {to}")


def _needs(telling: Telling) -> str:
    way = way_of(telling)
    if telling.after is None:
        return f"To {way}, everything that is asked there must now hold."
    if not telling.after:
        return f"Deals may now {way} without anything having to hold first."
    facts = told("; ".join(_fact(telling, name) for name in telling.after))
    return f"To {way}, only this must now hold: {facts}"


def _fact(telling: Telling, name: str) -> str:
    process = telling.sides.new
    assert isinstance(process, Process)
    stage = process.stages.get(telling.atom.stage)
    criteria = {**process.exit_criteria, **(stage.exit_criteria if stage else {})}
    return plain(criteria[name].fact) if name in criteria else words(name)


SENTENCES: dict[str, Sentence] = {
    f"{element}-{what}": sentence
    for element in ("transition", "from-anywhere")
    for what, sentence in {
        "added": added, "removed": removed, "changed.when": _changed_when, "changed.about": _about, "changed.needs": _needs,
    }.items()
}
