"""Reads BPMN models of a sales process: enough for a first look at them, and no importer.

What one does or waits for is a stage: tasks of every kind, calls of other models, events that are waited for. What runs
in parallel, from a fork to its join, is one stage, as a deal sits in one stage at a time. Sequence flows are
transitions, through exclusive gateways, whose questions and answers say when. What happens to a task (a time that runs
out, an error) is one more way out of it; compensation is none. An end is `won`, the model's aim reached; one that
terminates everything is `lost`, or `disqualified` where its name says so. Stages stand in the file's order.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from tests.first_contact.drafts import Draft, StageDraft, Way, identifier

_NAMESPACE: Final = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
_STAGES: Final = frozenset({
    "task", "userTask", "serviceTask", "sendTask", "receiveTask", "manualTask", "scriptTask", "businessRuleTask", "callActivity",
    "subProcess", "intermediateCatchEvent", "endEvent",
})  # fmt: skip
_BARE: Final = re.compile(r"<(?![A-Za-z/?!])")
"""A sign that is none of markup; one of the five models has it in an attribute, and is no well-formed XML for that."""


class Model:
    """A BPMN process: its elements by id, and its sequence flows."""

    def __init__(self, root: Element) -> None:
        process = root.find(f"{_NAMESPACE}process")
        assert process is not None
        self.title = _name(process)
        self.elements = {element.get("id", ""): element for element in process if element.get("id")}
        flows = [element for element in process if _tag(element) == "sequenceFlow"]
        self.flows = {name: [flow for flow in flows if flow.get("sourceRef") == name] for name in self.elements}

    def draft(self) -> Draft:
        """Return the process; what no way leads to is left out."""
        nodes = self._reached()
        ids: dict[str, str] = {}
        for name in nodes:
            ids[name] = identifier(_name(self.elements[name]), ids.values())
        return Draft(self.title, {ids[name]: self._stage(name, ids) for name in nodes})

    def _stage(self, name: str, ids: dict[str, str]) -> StageDraft:
        element = self.elements[name]
        when: dict[str, str] = {}
        for to, said in self._ways(name):
            when.setdefault(ids[to], said)
        return StageDraft(_name(element), _kind(element), ways=tuple(Way(to, said) for to, said in when.items()))

    def _reached(self) -> list[str]:
        """Return the stages that a way from the start leads to, in the file's order."""
        waiting = [name for name, element in self.elements.items() if _tag(element) == "startEvent"]
        reached: set[str] = set()
        while waiting:
            following = [to for to, _ in self._ways(waiting.pop()) if to not in reached]
            reached.update(following)
            waiting += following
        return [name for name in self.elements if name in reached]

    def _ways(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield where a stage leads, and when."""
        if _tag(self.elements[name]) == "parallelGateway":
            yield from self._on(self._join(name), "")
            return
        yield from self._on(name, "")
        for event, element in self.elements.items():
            if element.get("attachedToRef") == name:
                yield from self._on(event, _name(element))

    def _on(self, name: str, said: str) -> Iterator[tuple[str, str]]:
        """Yield the next stages from any element on; a fork is one of them, a join and other gateways are passed."""
        for flow in self.flows[name]:
            target = flow.get("targetRef", "")
            element = self.elements[target]
            told = " ".join(filter(None, (said, flow.get("name"))))
            if _tag(element) in _STAGES or self._is_fork(target):
                yield target, told
            elif len(self.flows[target]) > 1:
                yield from self._on(target, " ".join(filter(None, (told, _name(element)))))
            else:
                yield from self._on(target, told)

    def _is_fork(self, name: str) -> bool:
        return _tag(self.elements[name]) == "parallelGateway" and len(self.flows[name]) > 1

    def _join(self, fork: str) -> str:
        """Return the nearest parallel gateway after a fork that does not fork again."""
        waiting = [fork]
        for name in waiting:
            if _tag(self.elements[name]) == "parallelGateway" and not self._is_fork(name):
                return name
            waiting += [flow.get("targetRef", "") for flow in self.flows[name]]
        raise AssertionError(fork)


def draft_of(path: Path) -> Draft:
    """Read a model's file."""
    text = _BARE.sub("&lt;", path.read_text(encoding="utf-8"))
    return Model(fromstring(text, forbid_dtd=True)).draft()


def _kind(element: Element) -> str:
    if _tag(element) != "endEvent":
        return ""
    if element.find(f"{_NAMESPACE}terminateEventDefinition") is None:
        return "won"
    return "disqualified" if "disqualified" in _name(element).lower() else "lost"


def _name(element: Element) -> str:
    return " ".join((element.get("name") or element.get("id") or "").split())


def _tag(element: Element) -> str:
    return element.tag.removeprefix(_NAMESPACE)
