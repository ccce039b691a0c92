"""Documents: how paths lead to places, and places back to paths."""

import pytest

from processengine.span import START, Span
from processengine.syntax.document import Document, children, split
from processengine.syntax.nodes import Mapping, Node, Sequence, span_of
from processengine.syntax.parse import parse

TEXT = """\
process: p
title: "Größe 🚀: alles"
stages:
  a:
    buyer: |
      Two
      lines

    next: [b, {to: c, when: later}]
  b: {next: [c, "d"]}
  c:
    next:
      - a
      - to: b
        when: x
measures:
  m: {share: {outcome: won}, among: [{reached: a}, {reached: b}]}
empty:
"""
DOCUMENT = parse(TEXT)[0]


def text_at(document: Document, span: Span) -> str:
    """The text that a span covers, by its lines and columns alone."""
    lines = document.text.split("\n")
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    first, last = lines[span.line - 1][span.column - 1 :], lines[span.end_line - 1][: span.end_column - 1]
    return "\n".join([first, *lines[span.line : span.end_line - 1], last])


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        ("process", "process", "p"),
        ("title", "title", '"Größe 🚀: alles"'),
        ("stages.a", "a", None),
        ("stages.a.buyer", "buyer", "|\n      Two\n      lines\n\n"),
        ("stages.a.next", "next", "[b, {to: c, when: later}]"),
        ("stages.a.next.b", "b", "b"),
        ("stages.a.next.c", "c", "{to: c, when: later}"),
        ("stages.a.next.c.when", "when", "later"),
        ("stages.b", "b", '{next: [c, "d"]}'),
        ("stages.b.next.d", '"d"', '"d"'),
        ("stages.c.next.a", "a", "a"),
        ("stages.c.next.b.to", "to", "b"),
        ("measures.m.among.1.reached", "reached", "b"),
        ("empty", "empty", ""),
    ],
)
def test_a_path_leads_to_its_key_and_value(path: str, key: str, value: str | None) -> None:
    """Maps by key; items of lists by their value or `to`, else by their place."""
    assert text_at(DOCUMENT, DOCUMENT.span(path)) == key
    if value is not None:
        assert text_at(DOCUMENT, DOCUMENT.span(path, "value")) == value


def test_a_path_that_leads_nowhere_stands_for_the_nearest_above() -> None:
    """A finding about what isn't there is shown where it would be."""
    assert DOCUMENT.at("stages.a.exit_criteria.x") is None
    assert DOCUMENT.span("stages.a.exit_criteria.x") == DOCUMENT.span("stages.a")
    assert DOCUMENT.span("nothing") == DOCUMENT.span("process")
    assert DOCUMENT.span("") == DOCUMENT.span("process")
    assert Document("").span("stages") == START


def test_an_id_with_dots_can_be_named() -> None:
    """It is a bad id and stays in the graph as written; its finding must find it."""
    document = parse("process: p\nstages:\n  a.b: {next: [c.d]}\n")[0]
    assert text_at(document, document.span("stages.a.b.next.c.d")) == "c.d"


def test_a_scalar_in_a_lists_place_is_its_only_item() -> None:
    """`next: won` is wrong, and a finding about `next.won` must find it."""
    document = parse("process: p\nstages: {a: {next: won}}\n")[0]
    assert text_at(document, document.span("stages.a.next.won")) == "won"
    assert document.at("stages.a.next.lost") is None


def test_every_place_leads_back_to_its_path() -> None:
    """From the span of each key one learns its path again."""

    def walk(node: Node, path: str) -> None:
        for entry in children(node):
            here = f"{path}.{entry.key.value}".lstrip(".")
            if isinstance(node, Mapping) or not isinstance(entry.value, Mapping | Sequence):
                assert DOCUMENT.path_at(span_of(entry.key)) == here
            walk(entry.value, here)

    assert DOCUMENT.root is not None
    walk(DOCUMENT.root, "")


def test_a_place_outside_everything_has_no_path() -> None:
    """Before the first key and behind the last value stands nothing."""
    document = parse("\n\nprocess: p\n")[0]
    assert document.path_at(Span(1, 1, 1, 1)) == ""
    assert document.path_at(Span(9, 1, 9, 1)) == ""


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("process: p\n", "process", "p"),
        ("journey: j\n", "journey", "j"),
        ("title: x\nprocess: p\n", None, "x"),
        ("process: [p]\n", "process", ""),
        ("[a]: b\n", None, "b"),
        ("? {a: b}\n: c\n", None, "c"),
        ("*x : b\n", None, "b"),
    ],
)
def test_the_first_key_tells_the_kind_and_its_value_the_id(text: str, kind: str | None, name: str) -> None:
    """Whatever stands in their place."""
    document = parse(text)[0]
    assert (document.kind, document.id) == (kind, name)


def test_a_document_that_could_not_be_read_has_neither() -> None:
    """Nor a tree."""
    document = parse("a: [")[0]
    assert (document.kind, document.id, document.root) == (None, "", None)


def test_names_are_what_dots_part() -> None:
    """The empty path has none."""
    assert split("stages.a.next") == ["stages", "a", "next"]
    assert split("") == []
