"""Whatever text comes in, problems come out as values, never as exceptions."""

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.rules.listing import RuleSet
from processengine.span import Span
from processengine.syntax.document import Kind
from processengine.syntax.load import load
from processengine.syntax.models import model_of
from processengine.syntax.parse import parse, parse_bytes
from processengine.validate import Settings, validate

TODAY = date(2026, 11, 20)
SHIPPED = [path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parents[2].glob("processes/*.yaml"))]
SHARDS = [
    "{", "}", "[", "]", ":", ",", "#", "&a", "*a", "!t", "<<: ", "---\n", "...\n", "? ", "|", "|+\n", ">", "'", '"', "\t", "\n", "  ",
    "- ", "\u2028", "\x85", "\r", "~", "null", "no", "1.10", "010", "to: ", "outcome: ", "next: ", "stages: ", "x-y: ", "\x00", "\ufeff",
    "🚀", "parked: true", "- to: {a: b}", "{to: }", "{}", "[]", "- []", "measures: ", "reached: ", "won/lost", "start: ", "%YAML 1.1\n",
]
VALUES = [
    "{}", "[]", "x", "1", "-1", "1.5", "yes", "true", "", "null", "'q'", "{a: b}", "[a]", "[{to: x}]", "{to: x}", "[[a]]", "{a: {b: c}}",
    "2026-11-20", "90 days", "1.10", "{reached: a}", "[{reached: a}]", "won", "a/b", "{outcome: won}", "*a", "&a b", "!t x", "{<<: a}",
]

seeds = st.integers(0, 2**40).map(Random)


def judged(text: str, rule_set: RuleSet = RuleSet.ALL) -> None:
    """Validate a text; each diagnostic must lie inside it."""
    verdict = validate(text, "process.yaml", Settings(TODAY, rule_set))
    lines = verdict.document.lines
    for diagnostic in verdict.diagnostics:
        assert is_inside(diagnostic.span, lines), diagnostic


def is_inside(span: Span, lines: list[str]) -> bool:
    """Tell whether a place is one of a text's; its end may lie one line behind the last."""
    if not (1 <= span.line <= len(lines) + 1 and (span.line, span.column) <= (span.end_line, span.end_column)):
        return False
    return span.line == len(lines) + 1 or 1 <= span.column <= len(lines[span.line - 1]) + 1


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    """Text of any characters."""
    judged(text)


@given(st.text(alphabet="ab:-?#{}[],&*!|>'\"%@ \n\t~019.", max_size=60))
def test_any_text_of_yamls_own_characters_is_judged(text: str) -> None:
    """Text that means something to a reader of YAML, if it means anything."""
    judged(text)
    judged("process: p\nstages:\n  a: " + text)


@given(st.binary())
def test_any_bytes_are_read(data: bytes) -> None:
    """Bytes of any kind are a document or a problem."""
    document, problems = parse_bytes(data)
    assert problems or document.root is not None
    load(document)


@given(seeds)
def test_a_shipped_file_with_damage_is_judged(random: Random) -> None:
    """Real files with pieces cut out, doubled, and broken in."""
    text = random.choice(SHIPPED)
    for _ in range(random.randint(1, 6)):
        text = damaged(text, random)
    judged(text, random.choice(list(RuleSet)))


@given(seeds, st.sampled_from(["process", "journey", "library", "proposal"]))
def test_a_document_of_wrong_values_is_judged(random: Random, kind: Kind) -> None:
    """Keys of the schema with values of any shape, deep inside."""
    schema = model_of(kind).model_json_schema()
    judged(f"{kind}: a\n" + "\n".join(f"{key}: {value}" for key, value in entries(schema, schema, random, 0) if key != kind))


def damaged(text: str, random: Random) -> str:
    """Return a text with one thing done to it."""
    place, lines = random.randrange(len(text) + 1), text.split("\n")
    number = random.randrange(len(lines))
    return random.choice([
        text[:place] + random.choice(SHARDS) + text[place:],
        text[:place] + text[place + random.randint(1, 8) :],
        "\n".join(lines[:number] + lines[number + 1 :]),
        "\n".join([*lines[:number], random.choice(lines), *lines[number:]]),
        text[:place],
    ])


def entries(schema: dict[str, Any], root: dict[str, Any], random: Random, depth: int) -> list[tuple[str, str]]:
    """Return some keys of a JSON Schema's object with values, in flow style."""
    known = schema.get("properties", {})
    names = random.sample(list(known), random.randint(0, min(5, len(known))))
    return [(f'"{name}"', value(known[name], root, random, depth + 1)) for name in names]


def value(schema: dict[str, Any], root: dict[str, Any], random: Random, depth: int) -> str:
    """Return a value that a JSON Schema may allow, or another."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    arms = schema.get("anyOf")
    if arms:
        schema = random.choice(arms)
        return value(schema, root, random, depth)
    if depth < 7 and random.random() < 0.8:
        if "properties" in schema:
            return "{" + ", ".join(f"{key}: {one}" for key, one in entries(schema, root, random, depth)) + "}"
        if "items" in schema:
            return "[" + ", ".join(value(schema["items"], root, random, depth + 1) or "x" for _ in range(random.randint(0, 3))) + "]"
        if isinstance(schema.get("additionalProperties"), dict):
            names = random.sample(["a", "b", "won", "yes", '"x y"', "rep", "deals", '"[key]"', "1"], random.randint(0, 4))
            return "{" + ", ".join(f"{name}: {value(schema['additionalProperties'], root, random, depth + 1)}" for name in names) + "}"
    return random.choice(VALUES)


@pytest.mark.parametrize("text", SHIPPED, ids=lambda text: text.split("process:", 1)[-1].split("\n", 1)[0].strip()[:20])
def test_a_shipped_file_cut_off_anywhere_is_judged(text: str) -> None:
    """As an editor sees it while somebody types; a few hundred places will do."""
    for end in range(0, len(text), 257):
        judged(text[:end], RuleSet.RECOMMENDED)
        parse(text[end:])
