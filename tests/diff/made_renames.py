"""Edits with a known truth that are harder to read than a new id alone, made from this project's own processes.

Each edit takes a process apart where people do: another name, other words, a neighbour that comes or goes, a stage
that takes another's place. The truth is which old id is which new one.
"""

from collections.abc import Callable
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from processengine.syntax.edit.meaning import value_of
from processengine.syntax.parse import parse

_PROCESSES = Path(__file__).parent.parent.parent / "processes"

NAMES = """Pain understood, Need confirmed, First talk, Sponsor found, Case written, Money found, Plan shared, Trial run, Terms agreed,
Papers checked, Signature awaited, Rollout prepared, Value seen, Partners heard, Risks weighed, Options sorted, Users convinced,
Old supplier told, Deadline set, Committee convened, Proof collected, Scope settled, Reference called, Price accepted, Legal cleared,
Ready to start, Doubts voiced, Owner appointed, Numbers checked, Vision shared""".replace("\n", " ").split(", ")

Data = dict[str, Any]


class Made(NamedTuple):
    """Two revisions of a process as plain data, and which old stage is which new one."""

    what: str
    old: Data
    new: Data
    truth: dict[str, str]


@lru_cache
def shipped() -> list[Data]:
    """Return the processes that the project ships, without the `was` that they have."""
    found: list[Data] = []
    for path in sorted(_PROCESSES.glob("*.yaml")):
        document, _ = parse(path.read_text(encoding="utf-8"))
        if document.kind == "process" and document.root is not None:
            data: Any = value_of(document.root)
            for stage in data["stages"].values():
                stage.pop("was", None)
            found.append(data)
    return found


def made(random: Random) -> Made:
    """Return one edit of a process; which process, which edit and where is up to the generator."""
    old = deepcopy(random.choice(shipped()))
    if random.random() < 0.3:
        old["stages"] = {name: _bare(stage) for name, stage in old["stages"].items()}
    new = deepcopy(old)
    edit = random.choice(EDITS)
    truth = edit(new, random)
    return Made(edit.__name__, old, new, truth)


def _bare(stage: Data) -> Data:
    """Return a stage as small files have it."""
    return {key: value for key, value in stage.items() if key in ("title", "buyer", "next", "outcome", "parked", "probability", "because")}


def _open(data: Data) -> list[str]:
    return [name for name, stage in data["stages"].items() if "outcome" not in stage]


def _another_name(data: Data, random: Random) -> str:
    free = [name for name in NAMES if name.lower().replace(" ", "-") not in data["stages"]]
    return random.choice(free)


def _rename(data: Data, old: str, title: str) -> str:
    """Give a stage another title, and the id that goes with it, wherever it is named."""
    new = title.lower().replace(" ", "-")
    data["stages"][old]["title"] = title
    data["stages"] = {new if name == old else name: stage for name, stage in data["stages"].items()}
    _lead_to(data, old, new)
    return new


def _lead_to(data: Data, old: str, new: str) -> None:
    for holder in (data, *data["stages"].values()):
        for key in ("next", "from_anywhere"):
            if isinstance(holder.get(key), list):
                holder[key] = [_led(one, old, new) for one in holder[key]]
    if data.get("start") == old:
        data["start"] = new


def _led(way: Any, old: str, new: str) -> Any:
    if isinstance(way, dict):
        return {**way, "to": new} if way["to"] == old else way
    return new if way == old else way


def _reworded(text: str, random: Random) -> str:
    """Return a text of which about every third word is another."""
    others = ["clearly", "the", "their", "group", "has", "agreed", "openly", "costs", "with", "all", "months", "first"]
    return " ".join(random.choice(others) if random.random() < 0.35 else word for word in text.split())


def _foreign(data: Data, random: Random) -> Data:
    """Return an open stage of another process, that leads nowhere yet."""
    others = [one for one in shipped() if one["process"] != data["process"]]
    stages = [stage for one in others for stage in one["stages"].values() if "outcome" not in stage and stage.get("buyer")]
    taken: Data = deepcopy(random.choice(stages))
    if all("exit_criteria" not in stage for stage in data["stages"].values()):
        taken = _bare(taken)
    for key in ("next", "from_anywhere", "title"):
        taken.pop(key, None)
    return taken


def another_name(data: Data, random: Random) -> dict[str, str]:
    """Rename a stage; title and id share no word with the old ones, the rest is the same."""
    old = random.choice(_open(data))
    return {old: _rename(data, old, _another_name(data, random))}


def name_and_words(data: Data, random: Random) -> dict[str, str]:
    """Rename a stage, reword the buyer's text, and put a new stage behind it."""
    old = random.choice([name for name in _open(data) if data["stages"][name].get("buyer")])
    new = _rename(data, old, _another_name(data, random))
    stage = data["stages"][new]
    stage["buyer"] = _reworded(stage["buyer"], random)
    _insert(data, new, random)
    return {old: new}


def _insert(data: Data, after: str, random: Random) -> str:
    title = _another_name(data, random)
    name = title.lower().replace(" ", "-")
    fresh = {**_foreign(data, random), "title": title, "next": data["stages"][after].get("next", [])}
    data["stages"][after]["next"] = [name]
    stages = {}
    for one, stage in data["stages"].items():
        stages[one] = stage
        if one == after:
            stages[name] = fresh
    data["stages"] = stages
    return name


def two_in_a_row(data: Data, random: Random) -> dict[str, str]:
    """Rename two stages that stand beside each other."""
    names = _open(data)
    place = random.randrange(len(names) - 1)
    pair = names[place], names[place + 1]
    return {old: _rename(data, old, _another_name(data, random)) for old in pair}


def half_rewritten(data: Data, random: Random) -> dict[str, str]:
    """Rename a stage, and write new criteria or new plays."""
    truth = another_name(data, random)
    stage = data["stages"][next(iter(truth.values()))]
    foreign = _foreign(data, random)
    key = random.choice(["exit_criteria", "plays"])
    if key in stage and key in foreign:
        stage[key] = foreign[key]
    return truth


def outcome(data: Data, random: Random) -> dict[str, str]:
    """Call an outcome "Closed ..." or "... at the end"."""
    old = random.choice([name for name, stage in data["stages"].items() if "outcome" in stage])
    words = data["stages"][old].get("title") or old.replace("-", " ").capitalize()
    return {old: _rename(data, old, random.choice([f"Closed {words.lower()}", f"{words} at the end"]).replace(",", ""))}


def replaced(data: Data, random: Random) -> dict[str, str]:
    """Put another stage in a stage's place: what leads there and away is the same, nothing else is."""
    old = random.choice(_open(data))
    stage = {**_foreign(data, random), "next": data["stages"][old].get("next", [])}
    if random.random() < 0.5:
        for key in ("probability", "led_by", "mirrors"):
            if key in data["stages"][old]:
                stage[key] = data["stages"][old][key]
    data["stages"][old] = stage
    _rename(data, old, _another_name(data, random))
    return {}


def one_gone_one_new(data: Data, random: Random) -> dict[str, str]:
    """Take a stage out, and put an unrelated one in somewhere else."""
    names = _open(data)
    old = random.choice(names[1:])
    following = data["stages"].pop(old).get("next", [])
    target = next((one for one in following if isinstance(one, str)), None) or next(one for one in data["stages"] if one != old)
    _lead_to(data, old, target)
    _insert(data, random.choice(_open(data)), random)
    return {}


def titles_swapped(data: Data, random: Random) -> dict[str, str]:
    """Swap the titles of two stages; the ids stay, and so nothing was renamed."""
    one, other = random.sample(_open(data), 2)
    first, second = (data["stages"][name].get("title") or name.replace("-", " ").capitalize() for name in (one, other))
    data["stages"][one]["title"], data["stages"][other]["title"] = second, first
    return {}


def renamed_and_replaced(data: Data, random: Random) -> dict[str, str]:
    """Rename one stage and replace the next one."""
    names = _open(data)
    place = random.randrange(len(names) - 1)
    old, gone = names[place], names[place + 1]
    data["stages"][gone] = {**_foreign(data, random), "next": data["stages"][gone].get("next", [])}
    _rename(data, gone, _another_name(data, random))
    return {old: _rename(data, old, _another_name(data, random))}


def much_rewritten(data: Data, random: Random) -> dict[str, str]:
    """Rename a stage, reword what the buyer does, and give it another limit and new criteria: little is left of it."""
    truth = another_name(data, random)
    stage, foreign = data["stages"][next(iter(truth.values()))], _foreign(data, random)
    stage["buyer"] = _reworded(stage.get("buyer", "Somebody at the buyer says what the matter is"), random)
    stage["max_days"] = 77
    if "exit_criteria" in stage and "exit_criteria" in foreign:
        stage["exit_criteria"] = foreign["exit_criteria"]
    return truth


EDITS: list[Callable[[Data, Random], dict[str, str]]] = [
    another_name, name_and_words, two_in_a_row, half_rewritten, outcome, replaced, one_gone_one_new, titles_swapped, renamed_and_replaced,
    much_rewritten,
]
