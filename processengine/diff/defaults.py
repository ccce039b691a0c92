"""Defaults that depend on what stands around: what a field means where the file leaves it out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_args

from processengine.diff.atom import Content, Element, Keys
from processengine.graph import Graph, Way
from processengine.model.base import Model, words
from processengine.model.process import MemberKind, Play, Process, RoleKind, criteria_of


@dataclass(frozen=True)
class Whole:
    """A document as the defaults ask about it."""

    content: Content

    @cached_property
    def graph(self) -> Graph:
        """The process's graph."""
        assert isinstance(self.content, Process)
        return Graph(self.content)

    def led_by(self, stage: str) -> str | None:
        """Return who leads a stage."""
        assert isinstance(self.content, Process)
        return self.content.stages[stage].led_by or self.content.led_by


Fill = Callable[[Whole, Keys, Model], Any]
"""Takes a document, the keys that lead to an element of it and the element; returns what a left-out field means."""


def _title(whole: Whole, keys: Keys, element: Model) -> str:
    del element
    return words(keys[-1] if keys else whole.content.id)


def _role_kind(whole: Whole, keys: Keys, element: Model) -> str | None:
    del whole, element
    return keys[-1] if keys[-1] in get_args(RoleKind) else None


def _member_kind(whole: Whole, keys: Keys, element: Model) -> str:
    del whole, element
    return keys[-1] if keys[-1] in get_args(MemberKind) else "other"


def _led_by(whole: Whole, keys: Keys, element: Model) -> str | None:
    del keys, element
    assert isinstance(whole.content, Process)
    return whole.content.led_by


def _by(whole: Whole, keys: Keys, element: Model) -> str | None:
    del element
    return whole.led_by(keys[1])


def _equips(whole: Whole, keys: Keys, element: Model) -> tuple[str, ...]:
    del keys
    assert isinstance(whole.content, Process)
    assert isinstance(element, Play)
    kit = whole.content.kits.get(element.kit or "")
    return kit.for_ if kit else ()


def _probability(whole: Whole, keys: Keys, element: Model) -> float | None:
    del element
    assert isinstance(whole.content, Process)
    outcome = whole.content.stages[keys[1]].outcome
    return None if outcome is None else 100.0 if outcome == "won" else 0.0


def _needs(whole: Whole, keys: Keys, element: Model) -> tuple[str, ...]:
    """All criteria of the stage where the way goes on, else none."""
    del element
    assert isinstance(whole.content, Process)
    if keys[0] != "stages" or keys[2] != "next" or not _goes_on(whole.graph, keys[1], keys[3]):
        return ()
    return tuple(criteria_of(whole.content, keys[1]))


def _goes_on(graph: Graph, source: str, target: str) -> bool:
    return (target in graph.stages or "/" in target) and graph.goes_on(Way(source, target))


def _from_anywhere(whole: Whole, keys: Keys, element: Model) -> Any:
    del keys, element
    assert isinstance(whole.content, Process)
    return whole.content.from_anywhere


def _covers(whole: Whole, keys: Keys, element: Model) -> tuple[str, ...] | None:
    del keys, element
    assert isinstance(whole.content, Process)
    return ("change", "choice") if whole.content.motion == "new-business" else None


_FILLS: dict[tuple[Element, str], Fill] = {
    ("process", "covers"): _covers,
    ("role", "kind"): _role_kind,
    ("team-member", "kind"): _member_kind,
    ("stage", "led_by"): _led_by,
    ("stage", "probability"): _probability,
    ("stage", "from_anywhere"): _from_anywhere,
    ("play", "by"): _by,
    ("play", "equips"): _equips,
    ("transition", "needs"): _needs,
    ("from-anywhere", "needs"): _needs,
}


def meant(element: Element, field: str, value: Any, whole: Whole, keys: Keys, model: Model) -> Any:
    """Return what a field's value means in a document: the value itself, or its default where it is left out."""
    fill = _title if field == "title" else _FILLS.get((element, field))
    return fill(whole, keys, model) if fill and value in (None, "") else value
