"""Text to a document under a guard, all problems at once.

libyaml's event stream is read, never a loader: events build no objects, expand no aliases and do not recurse, so
that a hostile file costs no more than its length. The guard refuses what makes YAML mean different things to
different readers, and stops at the caps.
"""

import re
from typing import Any, Final

from yaml import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)
from yaml.cyaml import CParser

from processengine.diagnostic import Problem
from processengine.span import START
from processengine.syntax import refuse
from processengine.syntax.conflict import conflict, leftover
from processengine.syntax.document import Document
from processengine.syntax.nodes import REFUSED, Mapping, Raw, Scalar, Sequence, between, nodes_of

MAX_BYTES: Final = 16 * 1024 * 1024
MAX_DEPTH: Final = 64
MAX_NODES: Final = 2_000_000

_BOM = "\ufeff"
_CUT_BY_COMMENT = re.compile(r"[ \t]+#(?=[^\s#])")
_MAY_BE_CUT_BY_COMMENT = re.compile(r"#(?<=[ \t]#)(?=[^\s#])")  # the same, from its rarest character on
_CUT_BY_QUESTION = re.compile(r"\?(?=[,\]}])")


class _StopReading(Exception):  # noqa: N818 - no error, a limit
    """The guard's caps are reached: nothing more is read."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def parse_bytes(data: bytes) -> tuple[Document, list[Problem]]:
    """Read a file's bytes: UTF-8, with or without a byte order mark, at most 16 MiB."""
    if len(data) > MAX_BYTES:
        return Document(""), [refuse.too_large("more than 16 MiB", START)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Document(""), [refuse.not_utf8(data, error)]
    return parse(text)


def parse(text: str) -> tuple[Document, list[Problem]]:
    """Read a text into a document, with what the guard refuses in it.

    The document has no root where the text is no map, is empty, can't be read or is too large.
    """
    bom = text.startswith(_BOM)
    text = text[1:] if bom else text
    if len(text) * 4 > MAX_BYTES and len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return Document("", bom=bom), [refuse.too_large("more than 16 MiB", START)]
    unfit = refuse.illegal_character(text) or conflict(text)
    if unfit is not None:
        return Document(text, bom=bom), [unfit]
    problems: list[Problem] = []
    try:
        raw = _read(text, problems)
    except YAMLError as error:
        return Document(text, bom=bom), [left] if (left := leftover(text)) else [*problems, refuse.broken(text, error)]
    except _StopReading as stop:
        return Document(text, bom=bom), [stop.problem]
    if isinstance(raw, list) and type(raw[0]) is MappingStartEvent and len(raw) > 2:
        document = Document(text, raw, bom)
        return document, problems + _cut_texts(document)
    return Document(text, bom=bom), problems or [refuse.not_a_map(None if raw is None else nodes_of(raw))]


def _read(text: str, problems: list[Problem]) -> Raw | None:  # noqa: C901 - the hot loop; calls would double its cost
    """Nest the events of the first document; what every file has is handled here, the rest in `_rare`."""
    get_event = CParser(text).get_event
    roots: list[Raw] = []
    add = roots.append
    around: list[Any] = []
    count = 0
    while True:
        event = get_event()
        kind = type(event)
        if kind is ScalarEvent:
            count += 1
            if event.anchor is not None or event.tag is not None:
                event = _refused_scalar(event, problems)
            add(event)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            count += 1
            if event.anchor is not None or event.tag is not None:
                _report_properties(event, problems)
            if len(around) == MAX_DEPTH:
                where = between(event.start_mark, event.end_mark)
                raise _StopReading(refuse.too_large(f"nested more than {MAX_DEPTH} levels deep", where))
            inside: Raw = [event]
            add(inside)
            around.append(add)
            add = inside.append
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            add(event)
            add = around.pop()
        elif kind is StreamEndEvent:
            return roots[0] if roots else None
        elif kind is AliasEvent:
            problems.append(refuse.alias(event))
            add(Scalar("", REFUSED, event.start_mark, event.end_mark))
        elif kind is DocumentStartEvent:
            _report_document(event, problems, second=bool(roots))
        if count > MAX_NODES:
            raise _StopReading(refuse.too_large("more than two million values", between(event.start_mark, event.end_mark)))


def _refused_scalar(event: ScalarEvent, problems: list[Problem]) -> Scalar:
    _report_properties(event, problems)
    return Scalar(event.value, REFUSED, event.start_mark, event.end_mark)


def _report_properties(event: Event, problems: list[Problem]) -> None:
    if event.anchor is not None:
        problems.append(refuse.anchor(event))
    if event.tag is not None:
        problems.append(refuse.tag(event))


def _report_document(event: DocumentStartEvent, problems: list[Problem], *, second: bool) -> None:
    where = between(event.start_mark, event.end_mark)
    if second:
        problems.append(refuse.second_document(where))
    if event.version is not None or event.tags:
        problems.append(refuse.directive(where))


def _cut_texts(document: Document) -> list[Problem]:
    """Return the plain texts that ` #` or, in flow, `?` may have cut short."""
    text = document.text
    by_comment, by_question = _MAY_BE_CUT_BY_COMMENT.search(text), _CUT_BY_QUESTION.search(text)
    if not by_comment and not by_question:
        return []
    assert document.root is not None
    return [problem for scalar, flow in _plain(document.root) if (problem := _cut(text, scalar, flow=flow))]


def _cut(text: str, scalar: Scalar, *, flow: bool) -> Problem | None:
    if _CUT_BY_COMMENT.match(text, scalar.end.index):
        return refuse.cut_by_comment(scalar)
    if flow and scalar.value.endswith("?") and _CUT_BY_QUESTION.match(text, scalar.end.index - 1):
        return refuse.question_mark(scalar)
    return None


def _plain(root: Mapping) -> list[tuple[Scalar, bool]]:
    """Return every plain scalar, with whether it stands in flow style."""
    found: list[tuple[Scalar, bool]] = []
    waiting: list[Mapping | Sequence] = [root]
    while waiting:
        node = waiting.pop()
        children = [part for entry in node.entries for part in entry] if isinstance(node, Mapping) else node.items
        for child in children:
            if not isinstance(child, Scalar):
                waiting.append(child)
            elif not child.style:
                found.append((child, node.flow))
    return found
