"""What nests in what in each output, read off its JSON alone, and what the public could work out of it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

FEW = range(1, 5)


class Family(NamedTuple):
    """A whole and the parts of it that are told, by name; `is_all` where the parts of the untouched output are the whole."""

    name: str
    whole: int | None
    parts: Mapping[str, int | None]
    is_all: bool = False


def broken(public: Iterable[Family], untouched: Iterable[Family]) -> list[str]:
    """Return what breaks the law: a small number, a small rest, a rest that is one hidden part beside told ones, or a number that isn't true."""
    before = {one.name: one for one in untouched}
    return [fault for one in public for fault in _faults(one, before.get(one.name))]


def _faults(one: Family, before: Family | None) -> Iterator[str]:
    told = {name: count for name, count in one.parts.items() if count is not None}
    yield from (f"{one.name}: {name} tells {count}" for name, count in told.items() if count in FEW)
    if one.whole is None:
        return
    if one.whole in FEW:
        yield f"{one.name} tells {one.whole}"
    rest = one.whole - sum(told.values())
    if rest in FEW:
        yield f"{one.name}: {one.whole} less {told} is {rest}"
    if before is not None and one.is_all and told and rest and sum(count or 0 for count in before.parts.values()) == before.whole:
        hidden = [name for name, count in before.parts.items() if count and name not in told]
        if len(hidden) == 1:
            yield f"{one.name}: {one.whole} less {told} is {hidden[0]}"
    if before is not None:
        yield from (f"{one.name}: {name} is {before.parts[name]}, not {count}" for name, count in told.items() if name in before.parts and before.parts[name] != count)


def pairs(name: str, whole: int | None, parts: Mapping[str, int | None]) -> Iterator[Family]:
    """Yield each part with the whole, where parts may have deals in common."""
    yield from (Family(f"{name} / {part}", whole, {part: count}) for part, count in parts.items())


def summary(data: Any) -> Iterator[Family]:
    """Yield what nests in a summary."""
    yield Family("starts", data["deals"], _by(data["starts"], "stage", "deals"), is_all=True)
    yield Family("ends", data["deals"], _by(data["ends"], "stage", "deals"), is_all=True)
    yield Family("rework", data["deals"], {"rework": data["deals_with_rework"]})
    yield from pairs("moves", data["deals"], {_pair(move): move["deals"] for move in data["moves"]})
    others = data["others"] or {"count": 0}
    total = sum(move["count"] for move in data["moves"]) + others["count"]
    yield Family("all moves", total, {_pair(move): move["count"] for move in data["moves"]}, is_all=True)


def replay(data: Any) -> Iterator[Family]:
    """Yield what nests in a replay."""
    deals, stages, moves = data["deals"], data["stages"], data["moves"]
    ways = {key: data[key] for key in ("closed", "made_in_error", "handed_over", "open")}
    yield Family("fates", deals, ways, is_all=True)
    yield Family("outcomes", deals, {**data["outcomes"], "open": data["open"]}, is_all=True)
    yield Family("closed", data["closed"], {kind: count for kind, count in data["outcomes"].items() if kind not in ("admin", "handed-over")}, is_all=True)
    yield Family("began", deals, data["began"], is_all=True)
    yield from pairs("deals", deals, {"conforming": data["conforming_so_far"], "ended so": data["conforming_and_closed"]})
    yield Family("conforming", data["conforming_so_far"], {"ended so": data["conforming_and_closed"]})
    yield Family("open", data["open"], _by(stages, "stage", "open_now"))
    yield Family("zero", data["zero_length"], _by(stages, "stage", "zero_length"), is_all=True)
    yield from pairs("stages", deals, _by(stages, "stage", "deals"))
    yield from pairs("moves", deals, {_pair(move): move["deals"] for move in moves})
    for move in moves:
        yield Family(f"allowed {_pair(move)}", move["count"], {"allowed": move["allowed_count"]})
    for kind, count in data["kinds"].items():
        yield Family(f"kind {kind}", count, {_pair(move): move["count"] for move in moves if move["kind"] == kind}, is_all=True)
    visits = {**_by(stages, "stage", "visits"), **data["unknown_visits"]}
    is_open = _by(stages, "stage", "open_now")
    for stage, count in visits.items():
        into = {_pair(move): move["count"] for move in moves if move["to"] == stage}
        out = {_pair(move): move["count"] for move in moves if move["from"] == stage}
        yield Family(f"into {stage}", count, {"began": data["began"].get(stage), **into}, is_all=True)
        yield Family(f"out of {stage}", count, {"open": is_open.get(stage), **out})


def funnel(data: Any) -> Iterator[Family]:
    """Yield what nests in a funnel."""
    groups = {"together" if group["together"] else str(group["value"]): group for group in data["groups"]}
    yield Family("groups", data["deals"], {name: group["deals"] for name, group in groups.items()}, is_all=True)
    yield from _fate("all", data["deals"], data)
    for name, group in groups.items():
        yield Family(f"{name} still there", group["deals"], _by(group["stages"], "stage", "still_there"))
        for stage in group["stages"]:
            yield from _passage(f"{name} {stage['stage']}", group["deals"], stage)


def _passage(name: str, deals: int, stage: Any) -> Iterator[Family]:
    went_on, won = stage["went_on"] or {"deals": None, "of": None}, stage["won"] or {"deals": None, "of": None}
    parts = {key: stage[key] for key in ("left", "still_there", "undecided")} | {"decided": went_on["of"], "went on": went_on["deals"], "closed": won["of"], "won": won["deals"]}
    legs = {f"to {leg['to']}": leg["deals"] for leg in stage["went"]}
    yield from pairs(name, stage["reached"], parts | legs)
    yield from pairs(f"{name} of all", deals, parts | legs | {"reached": stage["reached"], "without": stage["without_it"]})
    yield from pairs(f"{name} left", stage["left"], legs)
    if stage["left"] is not None and sum(legs.values()) <= stage["left"]:
        yield Family(f"{name} legs", stage["left"], legs, is_all=True)
    if stage["next"]:
        yield Family(f"{name} decided", stage["reached"], {"decided": went_on["of"], "undecided": stage["undecided"]})
    yield from (Family(f"{name} went on", went_on["of"], {"went on": went_on["deals"]}), Family(f"{name} won", won["of"], {"won": won["deals"]}))


def paths(data: Any) -> Iterator[Family]:
    """Yield what nests in the ways that deals go."""
    rows = {" ".join(way["stages"]): way for way in data["paths"]} | ({f"{data['others']['ways']} others": data["others"]} if data["others"] else {})
    yield Family("ways", data["deals"], {name: way["deals"] for name, way in rows.items()}, is_all=True)
    yield from _fate("all", data["deals"], data)
    for name, way in rows.items():
        yield from _fate(name, way["deals"], way)
    for part in ("won", "closed", "open", "handed_over"):
        yield Family(part, data[part], {name: way[part] for name, way in rows.items()})
    for name, way in rows.items():
        yield Family(f"{name} outcomes", way["closed"], _by(way.get("outcomes", []), "stage", "deals"))
        yield from pairs(f"{name} not allowed", way["deals"], {_pair(move): move["deals"] for move in way.get("not_allowed", [])})


def _fate(name: str, deals: int, data: Any) -> Iterator[Family]:
    yield Family(f"{name} fate", deals, {part: data[part] for part in ("closed", "open", "handed_over")}, is_all=True)
    yield Family(f"{name} won", data["closed"], {"won": data["won"]})


def drift(data: Any) -> Iterator[Family]:
    """Yield what nests in the differences."""
    for one in data["differences"]:
        yield Family(f"{one['kind']} {one['path']}", one["of"], {"deals": one["deals"]})
        yield from pairs(f"{one['kind']} {one['path']} of all", data["deals"], {"deals": one["deals"], "of": one["of"]})


def measure(data: Any) -> Iterator[Family]:
    """Yield what nests in measures: what was seen in what is watched, groups and periods in the whole."""
    for one in data["measures"]:
        name = one["measure"]
        for number in ("n", "seen"):
            yield Family(f"{name} {number} by group", one[number], _by(one["groups"], "group", number), is_all=True)
            yield Family(f"{name} {number} by period", one[number], _by(one["series"], "period", number), is_all=True)
        for row in (one, *one["groups"], *one["series"]):
            yield Family(f"{name} {row.get('group')} {row.get('period')}", row["n"], {"seen": row["seen"]})


def _by(rows: Iterable[Any], name: str, number: str) -> dict[str, int | None]:
    return {str(row[name]): row[number] for row in rows}


def _pair(move: Any) -> str:
    return f"{move['from']} > {move['to']}"
