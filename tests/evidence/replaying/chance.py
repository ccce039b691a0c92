"""Small random processes, and small random histories of deals in them."""

import random
from typing import Any

from tests.evidence.replaying.oracle import MINUTE, Names, Row

ASIDE = ("lost", "no-decision", "disqualified", "admin")
UNKNOWN = ("Somewhere", "Nowhere", "???")
SKIPPED = "Internal Review"


def process(chance: random.Random) -> dict[str, Any]:
    """Return a process of two to five stages and some outcomes, with loops, parked stages and ways into other processes."""
    count = chance.randint(2, 5)
    names = [f"step-{number}" for number in range(count)]
    ends = ["won", *chance.sample(ASIDE, chance.randint(1, 2))]
    stages: dict[str, Any] = {name: {} for name in names}
    if chance.random() < 0.4:
        stages["waiting"] = {"parked": True}
    for name, stage in stages.items():
        ways: list[Any] = chance.sample([*names, *ends[:1]], chance.randint(0 if name == "waiting" else 1, 3))
        if chance.random() < 0.2:
            ways.append("client/start")
        if ways:
            stage["next"] = [{"to": way} if chance.random() < 0.2 else way for way in ways]
        if chance.random() < 0.3:
            stage["title"] = f"Stage {name[-1]} told"
        if chance.random() < 0.3:
            stage["was"] = [f"old-{name[-1]}", f"older-{name[-1]}"][: chance.randint(1, 2)]
        if chance.random() < 0.15:
            stage["from_anywhere"] = chance.sample(ends[1:], chance.randint(0, len(ends) - 1))
    for end in ends:
        stages[end] = {"outcome": end} | ({"continues_in": ["client"]} if chance.random() < 0.3 else {})
    anywhere = chance.sample(ends[1:], chance.randint(0, len(ends) - 1)) + (["waiting"] if "waiting" in stages and chance.random() < 0.7 else [])
    return {"process": "main", "was": ["former"], "stages": stages, "from_anywhere": anywhere}


def earlier(chance: random.Random, today: dict[str, Any]) -> dict[str, Any]:
    """Return an earlier version of a process: under ids of then, with other ways, and a stage more."""
    stages = {}
    ids = {name: stage["was"][-1] if stage.get("was") and chance.random() < 0.7 else name for name, stage in today["stages"].items()}
    for name, stage in today["stages"].items():
        ways = [ids.get(one if isinstance(one, str) else one["to"], "client/start") for one in stage.get("next", [])]
        kept = [way for way in ways if chance.random() < 0.6]
        more = chance.sample(list(ids.values()), 1) if not stage.get("outcome") else []
        stages[ids[name]] = {key: value for key, value in stage.items() if key in ("outcome", "parked", "title")}
        if kept or (more and not stage.get("parked")):
            stages[ids[name]]["next"] = list(dict.fromkeys([*kept, *more]))
    if chance.random() < 0.4:
        first = next(iter(stages))
        stages["gone"] = {"next": [chance.choice(list(stages))]}
        stages[first]["next"] = list(dict.fromkeys([*stages[first].get("next", []), "gone"]))
    return {"process": "main", "stages": stages, "from_anywhere": [ids[name] for name in today["from_anywhere"] if chance.random() < 0.7]}


def names(chance: random.Random, today: dict[str, Any]) -> Names:
    """Return what the source calls stages and processes."""
    mapped = {name: [f"CRM {name}", f"{name} (new)"] for name in today["stages"] if chance.random() < 0.3}
    return Names(mapped, [SKIPPED], {"main": ["Main Sales"], "client": ["Client Care"]})


def called(chance: random.Random, name: str, stage: dict[str, Any], known: Names) -> str:
    """Return one of the names that a stage may have in the source."""
    texts: list[str] = [name, name.upper().replace("-", "_"), *stage.get("was", []), *known.stages.get(name, [])]
    found: str = chance.choice([*texts, stage["title"]] if stage.get("title") else texts)
    return found


def history(chance: random.Random, today: dict[str, Any], versions: list[tuple[int, Any]], known: Names, deals: int) -> list[Row]:
    """Return the rows of some deals, in any order; most follow the process for a while, and times tie now and then."""
    stages = {**versions[0][1]["stages"], **today["stages"]}
    told = chance.random() < 0.5
    rows: list[Row] = []
    for deal in range(deals):
        time = chance.randrange(100) * MINUTE
        at = chance.choice(list(stages))
        for _ in range(chance.randint(1, 7)):
            drawn = chance.random()
            name = chance.choice(UNKNOWN) if drawn < 0.05 else SKIPPED if drawn < 0.1 else called(chance, at, stages[at], known)
            process_name = chance.choice((None, "", "main", "FORMER", "Main Sales", "Client Care", "client", "Other")) if told and chance.random() < 0.6 else None
            rows.append((f"d{deal}", name, time, len(rows), process_name))
            time += chance.choice((0, 1, 4, 5, 6, 30, 700)) * MINUTE
            ways = [one if isinstance(one, str) else one["to"] for one in stages[at].get("next", [])]
            ways = [way for way in ways if way in stages]
            at = at if chance.random() < 0.12 else chance.choice(ways) if ways and chance.random() < 0.6 else chance.choice(list(stages))
    chance.shuffle(rows)
    return rows


