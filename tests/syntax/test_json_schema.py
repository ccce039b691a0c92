"""The JSON Schema of each kind: what editors are told, and that it refuses nothing that the validator accepts."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from processengine.diagnostic import Severity
from processengine.model.base import Model
from processengine.rules import chosen
from processengine.rules.index import INDEX
from processengine.syntax.described import FIELDS
from processengine.syntax.document import KINDS
from processengine.syntax.json_schema import DOCUMENT, json_schema
from processengine.syntax.models import model_of
from processengine.syntax.peek import peek
from processengine.validate import Settings, validate
from tests import strategies
from tests.conftest import ROOT

FILES = [path for folder in ("processes", "tests/rules", "processengine/syntax") for path in sorted((ROOT / folder).rglob("*.yaml")) if path.is_file()]
FORM_ONLY = Settings(date(2026, 11, 20), select=frozenset(listing.name for listing in INDEX if listing.family == "syntax"))
EXAMPLES = ROOT.parent / "shared" / "examples"


@cache
def held_to(kind: str) -> Draft202012Validator:
    """Return what holds data to the schema of a kind."""
    return Draft202012Validator(json_schema(kind, chosen.reports()))


def read(data: bytes) -> Any:
    """Return what a reader of YAML 1.2 makes of a file, days left as text, as editors read it."""
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 2)
    reader.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    return reader.load(data.decode("utf-8-sig"))


def is_sound(data: bytes) -> bool:
    """Tell whether the validator finds nothing wrong with how a document is written, whatever its graph is worth."""
    verdict = validate(data, "here.yaml", FORM_ONLY)
    return verdict.document.kind is not None and all(one.severity is not Severity.ERROR for one in verdict.diagnostics)


@cache
def sound() -> dict[Path, dict[str, Any]]:
    """Return the data of every file here whose form we find nothing wrong with."""
    return {path: read(data) for path in FILES if is_sound(data := path.read_bytes())}


def complaints(kind: str, data: Any) -> list[str]:
    """Return what the schema of a kind says of some data."""
    return [f"{error.json_path}: {error.message}" for error in held_to(kind).iter_errors(data)]


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield each part of a schema."""
    if isinstance(schema, dict):
        yield schema
        yield from (one for part in schema.values() for one in nodes(part))
    elif isinstance(schema, list):
        yield from (one for part in schema for one in nodes(part))


@pytest.mark.parametrize("kind", [*KINDS, DOCUMENT])
def test_a_schema_is_one_of_its_dialect(kind: str) -> None:
    """What we print is itself well formed."""
    Draft202012Validator.check_schema(json_schema(kind, chosen.reports()))


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_closed_and_asks_for_what_the_format_asks_for(kind: str) -> None:
    """No key but the known ones and those that start with `x-`; the kind's own is required."""
    schema = json_schema(kind)
    assert schema["additionalProperties"] is False
    assert schema["patternProperties"] == {"^x-": {}}
    assert kind in schema["required"]


def test_a_transition_may_be_a_bare_target() -> None:
    """`next: [b]` and `next: [{to: b}]` are both right to an editor, and `next: [{too: b}]` is not."""
    start = {"process": "p", "stages": {"b": {}}}
    for way in ("b", {"to": "b"}, 2):
        assert complaints("process", {**start, "stages": {"a": {"next": [way]}}}) == []
    assert complaints("process", {**start, "stages": {"a": {"next": [{"too": "b"}]}}}) != []


def test_what_is_written_soundly_is_accepted() -> None:
    """Each process, journey, library and proposal here whose form we find nothing wrong with, good or bad in other ways."""
    kinds = {path: peek(path.read_bytes())[0] for path in sound()}
    assert set(kinds.values()) == set(KINDS)
    assert len(kinds) > len(FILES) / 2
    for path, data in sound().items():
        assert complaints(str(kinds[path]), data) == [], path
        assert complaints(DOCUMENT, data) == [], path


def test_the_examples_are_accepted(shared: Path) -> None:
    """The grown-up library of the design, all kinds of it."""
    paths = sorted((shared / "examples").rglob("*.yaml"))
    assert {peek(path.read_bytes())[0] for path in paths} >= {"process", "library", "proposal"}
    assert {path.name: complaints(DOCUMENT, read(path.read_bytes())) for path in paths} == {path.name: [] for path in paths}


@given(strategies.RANDOMS, st.sampled_from(["process", "journey"]))
def test_whatever_is_generated_is_accepted(random: Random, kind: str) -> None:
    """Every key in any combination, each with a value that it may have, whatever references lead to."""
    data = strategies.process(random) if kind == "process" else strategies.journey(random)
    assert complaints(kind, data) == []
    assert complaints(DOCUMENT, data) == []


@cache
def seeds() -> list[dict[str, Any]]:
    """Return sound documents of each kind, to be spoilt: our own processes, the examples, and some of the fixtures."""
    paths = [path for place, path in enumerate(FILES) if path.parent.name in ("processes", "syntax") or place % 10 == 0]
    found = {path: data for path in [*paths, *sorted(EXAMPLES.rglob("*.yaml"))] if is_sound(data := path.read_bytes())}
    assert {peek(data)[0] for data in found.values()} == set(KINDS)
    return [read(data) for data in found.values()]


VALUES: list[Any] = [
    "text", "", "no", "Bad Id", "an-id", "2026-09-30", "2026-02-29", "90 days", "1 day", "1.2.3", "won", "now", "client", "rep", "note",
    0, 1, 30, 2026, -1, 0.5, 99.5, 101, 10**20, True, False, [], ["an-id"], [2], [{}], {}, {"to": "x"}, {"x-own": None}, {"title": 7},
]


def places(data: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each value in a document."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*way, key)
        yield from places(value, (*way, key))


def spoilt(random: Random) -> dict[str, Any]:
    """Return a document of which a few values are others, gone, or under another key."""
    data: dict[str, Any] = json.loads(json.dumps(random.choice(seeds())))
    for _ in range(random.randint(1, 3)):
        *above, last = random.choice(list(places(data)))
        holder: Any = data
        for part in above:
            holder = holder[part]
        match random.randrange(4):
            case 0 if isinstance(holder, dict):
                holder[random.choice(["x-own", "about", "title", "was", "Odd Key", "an-id"])] = deepcopy(holder[last])
            case 1:
                del holder[last]
            case _:
                holder[last] = deepcopy(random.choice(VALUES))
        if not data:
            break
    return data


@given(strategies.RANDOMS)
def test_the_schema_refuses_nothing_that_the_reader_takes(random: Random) -> None:
    """Of documents spoilt at random, whichever still reads without a finding passes the schema too."""
    data = spoilt(random)
    text = json.dumps(data).encode()
    kind, _ = peek(text)
    if kind is not None and is_sound(text):
        assert complaints(kind, data) == [], data
        assert complaints(DOCUMENT, data) == [], data


def test_enough_of_what_is_spoilt_still_reads() -> None:
    """The law above looks at something: of 400 spoilt documents more than 40 read without a finding, and more than 40 don't."""
    reads = [is_sound(json.dumps(spoilt(strategies.seeded(seed))).encode()) for seed in range(400)]
    assert 40 < sum(reads) < 360


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("process", {"process": "p", "stages": {}}),
        ("process", {"process": "p", "stages": {"Bad_Id": {}}}),
        ("process", {"process": "Bad Id", "stages": {"a": {}}}),
        ("process", {"process": "p", "stages": {"a": {"buyr": "x"}}}),
        ("process", {"process": "p", "stages": {"a": {"probability": 200}}}),
        ("process", {"process": "p", "stages": {"a": {"outcome": "wonn"}}}),
        ("process", {"process": "p", "stages": {"a": {"max_days": None}}}),
        ("process", {"process": "p", "version": "2.1", "stages": {"a": {}}}),
        ("process", {"process": "p", "reviewed": "yesterday", "stages": {"a": {}}}),
        ("process", {"process": "p", "review_every": "often", "stages": {"a": {}}}),
        ("process", {"process": "p", "stages": {"a": {"exit_criteria": {"c": {"proof": "email"}}}}}),
        ("journey", {"journey": "j", "steps": {"a": {"phase": "later"}}}),
        ("library", {"library": "l", "rules": {"seller-named-stage": "nte"}}),
        ("library", {"library": "l", "rules": {"seller-named-stages": "note"}}),
        ("proposal", {"proposal": "p", "expects": {"m": {"to": 1}}}),
    ],
)
def test_what_is_wrong_in_form_is_refused(kind: str, data: dict[str, Any]) -> None:
    """By the schema of the kind and by that of all kinds, as by our reader."""
    assert not is_sound(json.dumps(data).encode())
    assert complaints(kind, data) != []
    assert complaints(DOCUMENT, data) != []


def test_without_a_kind_the_schema_of_all_kinds_offers_them() -> None:
    """An empty file is not wrong yet; a first key that is no kind is."""
    assert complaints(DOCUMENT, {}) == []
    assert complaints(DOCUMENT, {"kind": "process"}) != []
    offered = [part["properties"] for part in nodes(json_schema(DOCUMENT)) if set(part.get("properties", ())) == set(KINDS)]
    assert all(offered[0][kind]["description"] for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_described(kind: str) -> None:
    """No key goes without a word, and an element says what it is; no null and no default is offered."""
    for part in nodes(json_schema(kind, chosen.reports())):
        if isinstance(part.get("title"), str):
            assert part["description"]
            assert [key for key, field in part["properties"].items() if not field.get("description")] == [], part["title"]
        assert part.get("type") != "null"
        assert "default" not in part.keys() - set(part.get("properties", ()))


@pytest.mark.parametrize("kind", ["library", DOCUMENT])
def test_every_rule_is_named_where_its_severity_is_set(kind: str) -> None:
    """With what it reports, those to come too; `x-` keys are free there as elsewhere."""
    schema = json_schema(kind, chosen.reports())
    library = schema if kind == "library" else schema["$defs"]["Library"]
    settings = library["properties"]["rules"]
    assert list(settings["properties"]) == chosen.names()
    assert all(re.fullmatch(r"[^\n]+[.]", setting["description"]) for setting in settings["properties"].values())
    assert complaints(kind, {"library": "l", "rules": {"linear-process": "none", "thin-evidence": "note", "x-why": 1}}) == []


def test_without_names_any_rule_will_do() -> None:
    """Whoever asks for the schema alone needs no rules."""
    plain = Draft202012Validator(json_schema("library"))
    assert plain.is_valid({"library": "l", "rules": {"some-rule": "note"}})
    assert not plain.is_valid({"library": "l", "rules": {"some-rule": "nte"}})


def test_nothing_is_described_that_is_gone() -> None:
    """Each model and key that the descriptions name is there."""
    known = {one.__name__: one for kind in KINDS for one in (model_of(kind), *built_on(Model))}
    assert set(FIELDS) <= set(known)
    for name, said in FIELDS.items():
        keys = {field.alias or key.rstrip("_") for key, field in known[name].model_fields.items()}
        assert set(said) <= keys, name
        assert all(re.fullmatch(r"[A-Za-z0-9`][^\n]*[.!]", text) for text in said.values()), name


def built_on(model: type[Model]) -> Iterator[type[Model]]:
    """Yield all models that are built on one."""
    for one in model.__subclasses__():
        yield one
        yield from built_on(one)
