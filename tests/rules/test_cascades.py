"""One slip is told once: laws over every single mutation of the grown-up example.

Each key is misspelt and each value gets a wrong type, one at a time. Whatever else may look wrong then (a name that is not
known, a stage out of reach, a step without a stage) only the slip made so, and the reader of the text has told it.
"""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from json import dumps
from pathlib import Path
from typing import Any, NamedTuple

from processengine.model.library import Library
from processengine.model.process import Process
from processengine.rules.listing import RuleSet
from processengine.rules.subject import Alone
from processengine.settings import Settings
from processengine.syntax.load import load
from processengine.syntax.parse import parse
from processengine.syntax.plain import plain
from processengine.validate import validate

FOLDER = Path(__file__).parents[2] / "processes"
SETTINGS = Settings(date(2026, 11, 20), RuleSet.RECOMMENDED)
MAPS_OF_IDS = frozenset({"roles", "buying_team", "change_work", "kits", "stages", "exit_criteria", "records", "plays", "measures"})
KIND = "process"

Way = tuple[str | int, ...]

Found = list[tuple[str, str]]
"""The rules that report something, each with the path."""


class Mutation(NamedTuple):
    """The example with one thing changed, and where."""

    way: Way
    data: dict[str, Any]

    @property
    def place(self) -> str:
        """The path of what was changed, with places in lists as numbers."""
        return ".".join(map(str, self.way))


def text_of(name: str) -> str:
    """What a file of the example holds."""
    return (FOLDER / name).read_text(encoding="utf-8")


def read(text: str) -> Any:
    """The model that a text is read as."""
    return load(parse(text)[0]).value


EXAMPLE = plain(parse(text_of("new-business.yaml"))[0])[0]
PROPOSAL = """
proposal: equip-the-champion
process: new-business
expects:
  win-rate: {from: 0.21, to: 0.27, by: 2027-06-30, guard: {time-to-agree: not-higher}}
"""
LIBRARY: Library = read(text_of("library.yaml"))
OTHERS: dict[str, Process] = {
    name: read(text_of(f"{name}.yaml"))
    for name in ("client-excellence", "existing-accounts", "partner-introduction", "renewal")
}


class Around(Alone):
    """The example's library, in which each file that is asked for can be found."""

    def files_of(self, kind: str, name: str) -> list[str]:
        """Say that the process under examination has its file, whether or not it can be read."""
        return ["new-business.yaml"] if (kind, name) == ("process", "new-business") else []


def found(data: dict[str, Any]) -> Found:
    """What is found in the example's process and in the proposal about it; JSON is YAML in which nothing is ambiguous."""
    process = validate(dumps(data), "process.yaml", SETTINGS, Around(LIBRARY, OTHERS))
    known = {**OTHERS, "new-business": process.value} if isinstance(process.value, Process) else OTHERS
    proposal = validate(PROPOSAL, "proposal.yaml", SETTINGS, Around(LIBRARY, known))
    return [(one.rule, one.path) for one in (*process.diagnostics, *proposal.diagnostics)]


def places(node: Any, way: Way = ()) -> Iterator[Way]:
    """Yield the way to everything below a node: every key's value and every item of a list."""
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for part, value in inside:
        yield (*way, part)
        yield from places(value, (*way, part))


def at(data: Any, way: Way) -> Any:
    """What stands at the end of a way."""
    for part in way:
        data = data[part]
    return data


def is_id(way: Way) -> bool:
    """Whether the key at the end of a way is an id that the author chose."""
    return len(way) > 1 and way[-2] in MAPS_OF_IDS and (len(way) == 2 or way[0] == "stages")


def slip(key: str, place: int) -> str:
    """A key misspelt: a letter left out, two swapped, or one doubled."""
    if len(key) < 4:
        return key + key[-1]
    return (key[:-1], key[0] + key[2] + key[1] + key[3:], key[:2] + key[1:])[place % 3]


def misspelt(*, ids: bool) -> Iterator[Mutation]:
    """Yield the example with one key misspelt: every key of the schema, or every id where it is declared."""
    for place, way in enumerate(places(EXAMPLE)):
        *above, key = way
        if not isinstance(key, str) or is_id(way) != ids or key == KIND:
            continue
        data = deepcopy(EXAMPLE)
        holder = at(data, tuple(above))
        wrong = slip(key, place)
        entries = {wrong if name == key else name: value for name, value in holder.items()}
        holder.clear()
        holder.update(entries)
        yield Mutation(way, data)


def of_a_wrong_type() -> Iterator[Mutation]:
    """Yield the example with one value of another type, each of some that its place can't hold in turn."""
    for place, way in enumerate(places(EXAMPLE)):
        *above, last = way
        if last == KIND:
            continue
        old = at(EXAMPLE, way)
        odd: tuple[Any, ...] = ([[1]], {"strange": {"strange": 1}}, None)
        if isinstance(old, dict):
            odd = ("maybe", 7, ["maybe"], [[1]], None)
        elif isinstance(old, list):
            odd = ("maybe", 7, {"strange": "word"}, None)
        data = deepcopy(EXAMPLE)
        at(data, tuple(above))[last] = odd[place % len(odd)]
        yield Mutation(way, data)


def is_way(place: Way) -> bool:
    """Whether a transition, a way to another stage or process, stands at a place."""
    return len(place) > 1 and place[-2] in ("next", "from_anywhere", "continues_in")


def test_the_example_is_clean() -> None:
    """What is found in a mutation comes of the mutation."""
    assert found(EXAMPLE) == []


def test_a_misspelt_key_is_told_once() -> None:
    """At every level of the file the typo itself is the only finding."""
    told = {mutation.place: found(mutation.data) for mutation in misspelt(ids=False)}
    assert len(told) > 300
    assert {place: rules for place, rules in told.items() if [rule for rule, _ in rules] != ["unknown-key"]} == {}


def test_a_value_of_a_wrong_type_is_told_once() -> None:
    """At every place of the file the value itself is the only finding.

    Truly two is a map that stands for a way and has none of its keys: it has one that nobody knows, and lacks its `to`.
    """
    seen = 0
    wrong: dict[str, Found] = {}
    for mutation in of_a_wrong_type():
        told = found(mutation.data)
        is_strange_map = is_way(mutation.way) and isinstance(at(mutation.data, mutation.way), dict)
        fine = ["missing-key", "unknown-key"] if is_strange_map else [rule for rule, _ in told[:1]]
        is_refused = any(rule in ("wrong-type", "ambiguous-scalar", "bad-version", "missing-key") for rule, _ in told)
        seen += is_refused
        if is_refused and sorted(rule for rule, _ in told) != fine:
            wrong[mutation.place] = told
    assert seen > 500
    assert wrong == {}


NAMING = frozenset({"unknown-stage", "unknown-role", "unknown-team-member", "unknown-kit", "unknown-reference"})


def test_a_misspelt_id_is_told_where_it_is_named() -> None:
    """Each place that names it is told once, and nothing else.

    Truly more is `champion`: an id that is a kind gives the kind, so that under another id there is no champion.
    """
    told = {mutation.place: found(mutation.data) for mutation in misspelt(ids=True)}
    champion = told.pop("buying_team.champion")
    assert {rule for rule, _ in champion} == {"unknown-team-member", "unnamed-champion"}
    for place, findings in told.items():
        assert {rule for rule, _ in findings} <= NAMING, place
        assert len({path for _, path in findings}) == len(findings), place
