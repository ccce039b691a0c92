"""Histories to merge: a sound process, and what two people make of it, each a sound process too.

A stage is known by a key of its own, whatever its id becomes, so that what must come out of a merge can be said leaf
by leaf without asking the merge. Text and data are made here and read with a plain reader of YAML.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import Any

import yaml

OUTCOMES = {"won": "won", "lost": "lost", "stayed-put": "no-decision"}
FACTS = ["They wrote down what it costs", "They named who decides", "Finance agreed", "A date is set", "They asked for a paper"]
BUYERS = ["Someone says what is wrong", "Everyone has been found", "The old way was weighed", "They agree to change", "The board decides"]
WHENS = ["", "They ask for it", "The deal is above 50,000", "Someone new joins"]
NAMES = ["trouble-named", "team-found", "old-way-weighed", "change-agreed", "criteria-set", "offers-compared", "proof-seen", "board-decides"]

Leaves = dict[tuple[str, ...], Any]


@dataclass
class Stage:
    """A stage; `next` leads to keys of stages, each with its condition."""

    id: str
    buyer: str = ""
    max_days: int = 0
    outcome: str = ""
    was: list[str] = field(default_factory=list)
    criteria: dict[str, dict[str, Any]] = field(default_factory=dict)
    plays: dict[str, str] = field(default_factory=dict)
    next: dict[str, str] = field(default_factory=dict)


@dataclass
class Draft:
    """A process: its stages by key, in their order."""

    title: str
    stages: dict[str, Stage]

    @property
    def open(self) -> list[str]:
        """The keys of the stages that are no outcomes."""
        return [key for key, stage in self.stages.items() if not stage.outcome]

    def is_sound(self) -> bool:
        """Tell whether every way leads somewhere, every stage can be reached, and each can reach an outcome."""
        targets = {key: set(stage.next) for key, stage in self.stages.items()}
        if any(not found <= set(self.stages) for found in targets.values()) or any(not targets[key] for key in self.open):
            return False
        start = next(iter(self.stages))
        if set(self.stages) - _reached(start, targets):
            return False
        ends = {key for key, stage in self.stages.items() if stage.outcome}
        return all(_reached(key, targets) & ends for key in self.open)

    def leaves(self) -> Leaves:
        """Return every fact of the process with its path, stages by their keys; their order is no leaf."""
        found: Leaves = {("title",): self.title}
        for key, stage in self.stages.items():
            found |= {("stages", key, *path): value for path, value in _leaves_of(stage)}
        return found


def _reached(start: str, targets: dict[str, set[str]]) -> set[str]:
    seen, waiting = {start}, [start]
    while waiting:
        for target in targets.get(waiting.pop(), set()) - seen:
            seen.add(target)
            waiting.append(target)
    return seen


def _leaves_of(stage: Stage) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield ("id",), stage.id
    for name in ("buyer", "max_days", "outcome"):
        if getattr(stage, name):
            yield (name,), getattr(stage, name)
    for name, criterion in stage.criteria.items():
        yield from ((("exit_criteria", name, key), value) for key, value in criterion.items())
    for name, do in stage.plays.items():
        yield ("plays", name, "do"), do
    for target, when in stage.next.items():
        yield ("next", target), True
        if when:
            yield ("next", target, "when"), when


def base(random: Random) -> Draft:
    """Return a sound process of three to eight stages and three outcomes."""
    names = NAMES[: random.randint(3, len(NAMES))]
    stages = {
        name: Stage(
            name, random.choice(BUYERS), random.choice([0, 14, 30]),
            criteria={f"fact-{number}": {"fact": random.choice(FACTS)} for number in range(random.randint(0, 2))},
            plays={f"play-{number}": random.choice(FACTS) for number in range(random.randint(0, 2))},
            next={following: ""},
        )
        for name, following in zip(names, [*names[1:], "won"], strict=True)
    }
    stages |= {name: Stage(name, outcome=kind) for name, kind in OUTCOMES.items()}
    for outcome in ("lost", "stayed-put"):
        stages[random.choice(names)].next[outcome] = random.choice(WHENS)
    return Draft("New business", stages)


def revised(draft: Draft, random: Random, whose: str, edits: int = 3) -> Draft:
    """Return what somebody makes of a process by one to `edits` edits, sound again; `whose` goes into new ids."""
    made = deepcopy(draft)
    for _ in range(random.randint(1, edits)):
        attempt = deepcopy(made)
        random.choice(EDITS)(attempt, random, whose)
        made = attempt if attempt.is_sound() else made
    return made


def _reword(draft: Draft, random: Random, whose: str) -> None:
    draft.stages[random.choice(draft.open)].buyer = f"{random.choice(BUYERS)}, says {whose}"


def _limit(draft: Draft, random: Random, whose: str) -> None:
    del whose
    draft.stages[random.choice(draft.open)].max_days = random.choice([0, 7, 21, 45])


def _retitle(draft: Draft, random: Random, whose: str) -> None:
    del random
    draft.title = f"New business by {whose}"


def _add_criterion(draft: Draft, random: Random, whose: str) -> None:
    criteria = draft.stages[random.choice(draft.open)].criteria
    criteria[random.choice([f"{whose}-fact", "shared-fact"])] = {"fact": random.choice(FACTS), "proof": "email"}


def _change_criterion(draft: Draft, random: Random, whose: str) -> None:
    criteria = draft.stages[random.choice(draft.open)].criteria
    if criteria:
        name = random.choice(sorted(criteria))
        if random.random() < 0.4:
            del criteria[name]
        elif random.random() < 0.5:
            criteria[name]["required"] = False
        else:
            criteria[name]["fact"] = f"{random.choice(FACTS)}, says {whose}"


def _add_play(draft: Draft, random: Random, whose: str) -> None:
    draft.stages[random.choice(draft.open)].plays[f"{whose}-play"] = random.choice(FACTS)


def _insert_stage(draft: Draft, random: Random, whose: str) -> None:
    before = random.choice(draft.open)
    target = random.choice(sorted(draft.stages[before].next))
    key = f"{whose}-stage-{random.randint(1, 3)}"
    if key in draft.stages:
        return
    stages = list(draft.stages.items())
    stages.insert(list(draft.stages).index(before) + 1, (key, Stage(key, random.choice(BUYERS), next={target: ""})))
    draft.stages = dict(stages)
    ways = draft.stages[before].next
    if random.random() < 0.6:
        draft.stages[before].next = {key if way == target else way: when for way, when in ways.items()}
    else:
        ways[key] = random.choice(WHENS)


def _remove_stage(draft: Draft, random: Random, whose: str) -> None:
    del whose
    key = random.choice(draft.open)
    gone = draft.stages.pop(key)
    for stage in draft.stages.values():
        if key in stage.next:
            instead = {way: "" for way in gone.next if way not in stage.next and draft.stages.get(way) is not stage}
            stage.next = {way: when for way, when in stage.next.items() if way != key} | instead


def _add_way(draft: Draft, random: Random, whose: str) -> None:
    del whose
    key = random.choice(draft.open)
    targets = [one for one in draft.stages if one != key and one not in draft.stages[key].next]
    if targets:
        draft.stages[key].next[random.choice(targets)] = random.choice(WHENS)


def _remove_way(draft: Draft, random: Random, whose: str) -> None:
    del whose
    ways = draft.stages[random.choice(draft.open)].next
    ways.pop(random.choice(sorted(ways)))


def _rename(draft: Draft, random: Random, whose: str) -> None:
    stage = draft.stages[random.choice(draft.open)]
    new = f"{stage.id}-{whose}"
    if len(new) < 64 and all(one.id != new for one in draft.stages.values()):
        stage.was.append(stage.id)
        stage.id = new


def _move(draft: Draft, random: Random, whose: str) -> None:
    del whose
    stages = list(draft.stages.items())
    first, rest = stages[0], stages[1:]
    moved = rest.pop(random.randrange(len(rest)))
    rest.insert(random.randrange(len(rest) + 1), moved)
    draft.stages = dict([first, *rest])


EDITS: tuple[Callable[[Draft, Random, str], None], ...] = (
    _reword, _limit, _retitle, _add_criterion, _change_criterion, _add_play, _insert_stage, _insert_stage, _remove_stage, _add_way,
    _remove_way, _rename, _move,
)


def text_of(draft: Draft) -> str:
    """Write a process as people do, with comments."""
    lines = ["# How we help a buyer", "process: new-business", f"title: {draft.title}", "stages:"]
    for stage in draft.stages.values():
        lines += _lines_of(draft, stage)
    return "\n".join(lines) + "\n"


def _lines_of(draft: Draft, stage: Stage) -> list[str]:
    if stage.outcome:
        return [f"  {stage.id}: {{outcome: {stage.outcome}}}"]
    lines = [f"  {stage.id}:"]
    lines += [f"    was: [{', '.join(stage.was)}]"] if stage.was else []
    lines += [f'    buyer: "{stage.buyer}"'] if stage.buyer else []
    lines += [f"    max_days: {stage.max_days}  # days"] if stage.max_days else []
    if stage.criteria:
        lines.append("    exit_criteria:")
        for name, criterion in stage.criteria.items():
            lines.append(f"      {name}:")
            lines += [f"        {key}: {'false' if value is False else value}" for key, value in criterion.items()]
    if stage.plays:
        lines += ["    plays:", *(line for name, do in stage.plays.items() for line in (f"      {name}:", f"        do: {do}"))]
    return [*lines, *_ways(draft, stage)]


def block(text: str, stage: str) -> str:
    """Return the lines of a stage."""
    lines = text.splitlines(keepends=True)
    first = next(place for place, line in enumerate(lines) if line.startswith(f"  {stage}:"))
    stop = next((place for place in range(first + 1, len(lines)) if lines[place][2:3] != " "), len(lines))
    return "".join(lines[first:stop])


def _ways(draft: Draft, stage: Stage) -> list[str]:
    ids = {target: draft.stages[target].id for target in stage.next}
    if not any(stage.next.values()):
        return [f"    next: [{', '.join(ids.values())}]"]
    lines = ["    next:"]
    for target, when in stage.next.items():
        lines += [f"      - to: {ids[target]}", f'        when: "{when}"'] if when else [f"      - {ids[target]}"]
    return lines


def read(text: str, *sides: Draft) -> Draft:
    """Read a text back; a stage has the key that it has on a side with its id, else its id."""
    keys: dict[str, str] = {stage.id: key for side in sides for key, stage in side.stages.items()}
    data = yaml.safe_load(text)
    stages = {keys.get(name, name): _stage(name, stage, keys) for name, stage in data["stages"].items()}
    return Draft(data["title"], stages)


def _stage(name: str, data: dict[str, Any], keys: dict[str, str]) -> Stage:
    ways: list[dict[str, Any]] = [item if isinstance(item, dict) else {"to": item} for item in data.get("next", [])]
    return Stage(
        name, data.get("buyer", ""), data.get("max_days", 0), data.get("outcome", ""), data.get("was", []), data.get("exit_criteria", {}),
        {play: one["do"] for play, one in data.get("plays", {}).items()},
        {keys.get(way["to"], way["to"]): way.get("when", "") for way in ways},
    )


def due(before: Draft, ours: Draft, theirs: Draft) -> Leaves | None:
    """Return what must come out leaf by leaf; None where the two contradict each other in some leaf."""
    sides = [draft.leaves() for draft in (before, ours, theirs)]
    result: Leaves = {}
    for path in {path for side in sides for path in side}:
        was, here, there = (side.get(path) for side in sides)
        if len({was, here, there}) == 3:
            return None
        value = there if was == here else here
        if value is not None:
            result[path] = value
    return result
