"""Processes and journeys as plain data, made from the models' own JSON Schema, so that no field is forgotten.

Everything is a choice of a random generator: `st.builds(process, RANDOMS)`. A seed keeps a big example cheap to draw.
"""

from random import Random
from typing import Any

from hypothesis import strategies as st

from processengine.model.journey import Journey
from processengine.model.process import Process


def seeded(seed: int) -> Random:
    """Return a random generator that makes the same choices each time."""
    return Random(seed)  # noqa: S311 - examples are no secret


RANDOMS = st.integers(0, 2**32 - 1).map(seeded)

STAGES = ["trouble-named", "team-assembled", "change-agreed", "board-decides", "waiting", "won", "lost", "stayed-put"]
STEPS = ["problem", "team", "consensus", "decision"]
ROLES = ["seller", "engineer", "partner"]
TEAM = ["champion", "cfo", "works-council"]
CRITERIA = ["written", "named", "agreed"]
TEXTS = ["They say what is wrong", "Everyone was heard", "Größe ändern", "取締役会が決める", "Two lines\nof text\n", "One line"]

_POOLS: dict[str, list[str]] = {
    "stages": STAGES, "to": STAGES, "start": STAGES, "steps": STEPS, "after": STEPS, "mirrors": STEPS,
    "roles": ROLES, "led_by": ROLES, "by": ROLES, "buying_team": TEAM, "involves": TEAM, "names": TEAM, "tests": TEAM, "who": TEAM,
    "for": [*TEAM, *ROLES], "equips": [*TEAM, *ROLES], "change_work": ["contract", "rota"], "settles": ["contract", "rota"],
    "kits": ["board-paper", "brief"], "kit": ["board-paper", "brief"], "exit_criteria": CRITERIA, "needs": CRITERIA,
    "records": ["source", "reason"], "plays": ["ask", "chair"], "measures": ["win-rate", "days", "dials"],
    "process": ["new-business"], "journey": ["buying-decision"], "continues_in": ["client-excellence", "renewal/year-counted"],
    "reached": [*STAGES, "client-excellence/alone"], "criterion": ["trouble-named/written"], "play": ["trouble-named/ask"],
    "was": ["old-one", "old-two"], "version": ["1.0.0", "1.1.0"],
}
_QUANTITIES = ("share", "duration", "ratio", "count")
_EVENTS = ("reached", "outcome", "criterion", "play", "kit", "activity")


class Maker:
    """Makes data that a JSON Schema allows; `generous` is how likely it gives what may be left out."""

    def __init__(self, schema: dict[str, Any], random: Random, generous: float) -> None:
        self.definitions = schema.get("$defs", {})
        self.random = random
        self.generous = generous

    def value(self, schema: dict[str, Any], field: str = "") -> Any:  # noqa: PLR0911 - one answer a kind of schema
        """Return a value for a field."""
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            return self.element(self.definitions[name], name, field)
        if "anyOf" in schema:
            arms = [arm for arm in schema["anyOf"] if arm.get("type") != "null"]
            return self.value(self.random.choice(arms), field)
        if "enum" in schema or "const" in schema:
            return self.random.choice(schema.get("enum", [schema.get("const")]))
        match schema.get("type"):
            case "object" if "properties" in schema:
                return self.element(schema, "", field)
            case "object":
                inside = next(iter(schema["patternProperties"].values()))
                return {name: self.value(inside, field) for name in self.some(_POOLS[field], many=field == "stages")}
            case "array":
                return self.items(schema["items"], field)
            case "string":
                return self.text(schema, field)
            case "integer":
                return self.random.randint(max(1, schema.get("minimum", 1)), 90)
            case "number":
                return self.random.choice([0.25, 1] if schema.get("maximum") == 1 else [5, 10, 37.5, 100])
        assert schema.get("type") == "boolean", schema
        return self.random.random() < 0.5

    def element(self, schema: dict[str, Any], name: str, field: str) -> Any:
        """Return an element's data; a transition sometimes as its bare target."""
        if name == "Transition" or "anyOf" in schema:
            schema = next(arm for arm in schema.get("anyOf", [schema]) if "properties" in arm)
            target = self.random.choice(_POOLS["continues_in" if field == "continues_in" else "to"])
            more = self.element(schema, "", field) if self.random.random() < 0.5 else {}
            return {**more, "to": target} if set(more) - {"to"} else target
        if name in ("Event", "Measure"):
            return self.one_of(schema, _EVENTS if name == "Event" else _QUANTITIES)
        required = schema.get("required", [])
        return {
            key: self.value(one, key) for key, one in schema["properties"].items()
            if key in required or self.random.random() < self.generous
        }

    def one_of(self, schema: dict[str, Any], alternatives: tuple[str, ...]) -> dict[str, Any]:
        """Return an element of which just one of some fields is given, and perhaps others."""
        chosen = self.random.choice(alternatives)
        others = [key for key in schema["properties"] if key not in alternatives]
        keys = [chosen, *(key for key in others if self.random.random() < self.generous)]
        return {key: self.value(schema["properties"][key], key) for key in keys}

    def items(self, schema: dict[str, Any], field: str) -> Any:
        """Return a list without repetitions; of the events of a cohort just one, which needs no list."""
        if field == "among":
            return self.value(schema, field)
        made = [self.value(schema, field) for _ in range(self.random.randint(0, 3))]
        kept = {str(one["to"] if isinstance(one, dict) and "to" in one else one): one for one in made}
        return list(kept.values())

    def text(self, schema: dict[str, Any], field: str) -> str:
        """Return a text, an id, a day or a number of days."""
        if schema.get("format") == "date":
            return self.random.choice(["2026-09-30", "2026-10-01"])
        if "days" in schema.get("pattern", ""):
            return self.random.choice(["1 day", "90 days", "180 days"])
        return self.random.choice(_POOLS.get(field, TEXTS))

    def some(self, names: list[str], *, many: bool) -> list[str]:
        """Return some names in any order, at least one where there have to be some."""
        return self.random.sample(names, self.random.randint(2 if many else 0, len(names) if many else 2))


_PROCESS = Process.model_json_schema()
_JOURNEY = Journey.model_json_schema()


def process(random: Random, generous: float = 0.35) -> dict[str, Any]:
    """Return a process's data; its references lead where they may, also into nothing."""
    data: dict[str, Any] = Maker(_PROCESS, random, generous).element(_PROCESS, "", "")
    return {"process": data.pop("process"), **data}


def journey(random: Random, generous: float = 0.5) -> dict[str, Any]:
    """Return a journey's data."""
    maker = Maker(_JOURNEY, random, generous)
    data: dict[str, Any] = maker.element(_JOURNEY, "", "")
    steps = {name: maker.value({"$ref": "#/$defs/Step"}, "steps") for name in random.sample(STEPS, random.randint(1, len(STEPS)))}
    return {"journey": data["journey"], **{key: value for key, value in data.items() if key not in ("journey", "steps")}, "steps": steps}


def edited(data: dict[str, Any], random: Random, edits: int = 4) -> dict[str, Any]:
    """Return a process's data with parts of it taken from another one, and with its stages in another order."""
    other = process(random)
    made = dict(data)
    for _ in range(random.randint(1, edits)):
        key = random.choice([key for key in {**made, **other} if key not in ("process", "stages", "was", "version")] or ["title"])
        _take(made, other, key)
    made["stages"] = _edited_stages(made["stages"], other["stages"], random)
    return made


def _edited_stages(stages: dict[str, Any], others: dict[str, Any], random: Random) -> dict[str, Any]:
    made = {name: dict(stage) for name, stage in stages.items() if random.random() < 0.85} or dict(stages)
    for name, stage in others.items():
        if name in made and random.random() < 0.5:
            for key in random.sample(sorted({*made[name], *stage}), min(2, len({*made[name], *stage}))):
                _take(made[name], stage, key)
        elif name not in made and random.random() < 0.5:
            made[name] = stage
    names = list(made)
    if random.random() < 0.4:
        random.shuffle(names)
    return {name: made[name] for name in names}


def _take(made: dict[str, Any], other: dict[str, Any], key: str) -> None:
    if key in other:
        made[key] = other[key]
    else:
        made.pop(key, None)


def shuffled(data: Any, random: Random, *, keep_order: bool = False) -> Any:
    """Return data with its keys in another order, but for a document's first key and for stages."""
    if isinstance(data, list):
        return [shuffled(item, random) for item in data]
    if not isinstance(data, dict):
        return data
    keys = list(data)
    first = keys[:1] if keys[:1] in (["process"], ["journey"]) else []
    rest = keys[len(first):]
    if not keep_order:
        random.shuffle(rest)
    return {key: shuffled(data[key], random, keep_order=key == "stages") for key in first + rest}
