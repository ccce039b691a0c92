"""What holds of every text and what `fmt` makes of it, said without asking the code that moves lines."""

import re
from collections import Counter
from datetime import date
from typing import Any

from processengine.syntax.document import Document
from processengine.syntax.edit import shape
from processengine.syntax.fmt import fmt
from processengine.syntax.load import load
from processengine.syntax.nodes import Mapping, Node, Scalar
from processengine.syntax.parse import parse
from processengine.syntax.plain import plain
from processengine.syntax.scalars import Ambiguous
from processengine.syntax.suppression import suppressions
from processengine.validate import Settings, validate

SETTINGS = Settings(date(2026, 11, 20))
LINE = re.compile("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|$)")


def hold(text: str) -> str:
    """Hold all laws against a text, and return what `fmt` makes of it."""
    result, problems = fmt(text)
    if problems:
        assert result == text
        return result
    before, after = parse(text)[0], parse(result)[0]
    assert parse(result)[1] == []
    assert fmt(result) == (result, []), "twice is once"
    assert said(plain(after)[0]) == said(plain(before)[0])
    assert ordered(after) == ordered(before), "maps that ids are the keys of keep their order"
    assert load(after).value == load(before).value
    assert reported(result) == reported(text)
    assert allowed(after) == allowed(before)
    assert Counter(bare_lines(result)) == Counter(bare_lines(text)), "lines move, and nothing in them changes"
    assert line_ends(result) <= line_ends(text) or not line_ends(text)
    assert spoken_for(after) == spoken_for(before), "an entry has the comments that it had"
    assert result.startswith("\ufeff") == text.startswith("\ufeff")
    return result


def said(value: Any) -> Any:
    """Plain data, comparable where a scalar is not the same to every reader too."""
    if isinstance(value, dict):
        return {key: said(one) for key, one in value.items()}
    if isinstance(value, list):
        return [said(one) for one in value]
    return ("ambiguous", value.text) if isinstance(value, Ambiguous) else value


def ordered(document: Document) -> list[Any]:
    """The ids in the maps of which the schema gives no order, and lists, as they follow one another."""
    found: list[Any] = []

    def look(node: Node, names: tuple[str, ...]) -> None:
        if isinstance(node, Scalar):
            return
        if not isinstance(node, Mapping):
            for item in node.items:
                look(item, (*names, "0"))
            return
        keys = [key.value for key, _ in node.entries]
        order = shape.order(document.kind, names)
        if order is None:
            found.append((names, keys))
        for key in keys if order is None else sorted(keys):
            entry = node.entry(key)
            assert entry is not None
            look(entry.value, (*names, key))

    assert document.root is not None
    look(document.root, ())
    return found


def unsorted_maps(text: str) -> int:
    """How many block maps stand in another order than the schema's."""
    count = 0
    document = parse(text)[0]

    def look(node: Node, names: tuple[str, ...]) -> None:
        nonlocal count
        if isinstance(node, Scalar) or node.flow:
            return
        if isinstance(node, Mapping):
            order = shape.order(document.kind, names) or []
            known = [key.value for key, _ in node.entries if key.value in order]
            count += known != sorted(known, key=order.index)
        for name, part in [(key.value, value) for key, value in node.entries] if isinstance(node, Mapping) else [("0", one) for one in node.items]:
            look(part, (*names, name))

    assert document.root is not None
    look(document.root, ())
    return count


def reported(text: str) -> Counter[str]:
    """What the validator says of a text, wherever it stands.

    Of two that share an id it names the one further down, and of a suppression below everything what stands above.
    """
    found = validate(text, "x.yaml", SETTINGS).diagnostics
    by_place = ("duplicate-id", "unused-suppression", "unreasoned-suppression")
    return Counter(one.rule if one.rule in by_place else one.fingerprint for one in found)


def allowed(document: Document) -> Counter[Any]:
    """Each suppression with the path that it covers; one on a line of its own below everything covers nothing."""
    found: Counter[Any] = Counter()
    for one in suppressions(document):
        is_trailing = one.first_line == one.span.line
        is_alone = is_trailing and not document.lines[one.span.line - 1][: one.span.column - 1].strip()
        found[one.rules, one.reason, is_trailing, "" if is_alone else document.path_at(one.place)] += 1
    return found


def bare_lines(text: str) -> list[tuple[int, str]]:
    """The lines that hold something, to the byte; of the dash before a first key only the room that it takes counts."""
    found = []
    for line in LINE.findall(text.removeprefix("\ufeff")):
        content = line.rstrip("\r\n\x85\u2028\u2029")
        bare = content.lstrip(" -")
        if content.strip(" \t"):
            found.append((len(content) - len(bare), bare))
    return found


def line_ends(text: str) -> set[str]:
    """The line ends of a text."""
    return {line[len(line.rstrip("\r\n\x85\u2028\u2029")) :] for line in LINE.findall(text)} - {""}


def spoken_for(document: Document) -> dict[tuple[str, ...], tuple[list[str], str]]:
    """The comment lines directly above each key on a line of its own, and what stands behind it on its line."""
    lines = document.lines
    found: dict[tuple[str, ...], tuple[list[str], str]] = {}

    def look(node: Node, names: tuple[str, ...]) -> None:
        if isinstance(node, Scalar) or node.flow:
            return
        parts = [(key.value, key, value) for key, value in node.entries] if isinstance(node, Mapping) else [
            (str(place), item, item) for place, item in enumerate(node.items)
        ]
        for name, key, value in parts:
            line = lines[key.start.line]
            if isinstance(node, Mapping) and not line[: key.start.column].strip(" ") and (names or key.start.line != first):
                found[*names, name] = (above(lines, key.start.line, key.start.column), line[key.start.column :])
            look(value, (*names, name))

    assert document.root is not None
    first = document.root.entries[0].key.start.line
    look(document.root, ())
    dashed = {way for way in found if any(part.isdigit() for part in way)}
    return {way: said for way, said in found.items() if way not in dashed}


def above(lines: list[str], line: int, column: int) -> list[str]:
    """The comments directly above a line that stand no deeper than a column."""
    found: list[str] = []
    while line and lines[line - 1].lstrip(" \t").startswith("#") and len(lines[line - 1]) - len(lines[line - 1].lstrip(" \t")) <= column:
        line -= 1
        found.insert(0, lines[line])
    return found
