"""What each edit operation means for plain data, said once more and simply."""

from copy import deepcopy
from random import Random
from typing import Any

from processengine.syntax.edit import Add, Move, Operation, Remove, Rename, Set
from tests.laws.written import IDS, MULTILINE, PROSE, Path, item, scalar, tree

STAY_AWAY_WHEN_EMPTY = ("mirrors", "next", "exit_criteria")


def name_of(entry: Any) -> str:
    """The name of a list's item."""
    return str(entry["to"] if isinstance(entry, dict) else entry)


def get(data: Any, path: Path) -> Any:
    """What stands at a path."""
    for name in path:
        data = data[name] if isinstance(data, dict) else next(one for one in data if name_of(one) == name)
    return data


def paths(data: Any, path: Path = ()) -> list[Path]:
    """All paths into data."""
    if isinstance(data, dict):
        return [found for key, value in data.items() for found in ((*path, key), *paths(value, (*path, key)))]
    if isinstance(data, list):
        return [found for one in data for found in ((*path, name_of(one)), *paths(one, (*path, name_of(one))))]
    return []


def holders(data: dict[str, Any]) -> list[Path]:
    """The paths of all maps and lists."""
    return [(), *(path for path in paths(data) if isinstance(get(data, path), dict | list))]


def done(data: dict[str, Any], operation: Operation) -> dict[str, Any]:
    """Return data with an operation done; a map's keys come in any order but for `Move`."""
    data = deepcopy(data)
    assert isinstance(operation.path, tuple)
    *way, name = operation.path
    holder = get(data, tuple(way))
    if isinstance(operation, Add):
        put(holder, name, operation.value, operation.before, operation.after)
    elif isinstance(operation, Remove):
        take(holder, name)
        if not holder and may_go(tuple(way)):
            take(get(data, tuple(way[:-1])), way[-1])
    elif isinstance(operation, Set):
        replace(holder, name, operation.value)
    elif isinstance(operation, Rename):
        rename(holder, name, operation.new)
    else:
        put(holder, name, take(holder, name), operation.before, operation.after)
    return data


def may_go(path: Path) -> bool:
    """Tell whether the schema lets an empty holder go."""
    return path == ("from_anywhere",) or (len(path) == 3 and path[0] == "stages" and path[2] in STAY_AWAY_WHEN_EMPTY)


def place(holder: Any, name: str) -> int:
    """The place of a name in a map or list."""
    names = list(holder) if isinstance(holder, dict) else [name_of(one) for one in holder]
    return names.index(name)


def put(holder: Any, name: str, value: Any, before: str | None, after: str | None) -> None:
    """Put a new element in, beside a sibling or last."""
    count = len(holder)
    at = place(holder, before) if before else place(holder, after) + 1 if after else count
    if isinstance(holder, list):
        holder.insert(at, value)
        return
    entries = list(holder.items())
    entries.insert(at, (name, value))
    holder.clear()
    holder.update(entries)


def take(holder: Any, name: str) -> Any:
    """Take an element out and return it."""
    return holder.pop(name) if isinstance(holder, dict) else holder.pop(place(holder, name))


def replace(holder: Any, name: str, value: Any) -> None:
    """Give an element another value."""
    if isinstance(holder, dict):
        holder[name] = value
    else:
        holder[place(holder, name)] = value


def rename(holder: Any, name: str, new: str) -> None:
    """Give an element another name."""
    if isinstance(holder, dict):
        entries = [(new if key == name else key, value) for key, value in holder.items()]
        holder.clear()
        holder.update(entries)
    elif isinstance(holder[place(holder, name)], dict):
        holder[place(holder, name)]["to"] = new
    else:
        holder[place(holder, name)] = new


def operation(random: Random, data: dict[str, Any], *kinds: type) -> Operation | None:
    """Return a random operation that can be done on data; None where there is none of that kind."""
    kind = random.choice(kinds or (Add, Add, Remove, Set, Rename, Move))
    if kind is Add:
        return an_addition(random, data)
    candidates = [path for path in paths(data) if path != ("process",) and path[-1] != "to"]
    if kind is Move:
        candidates = [path for path in candidates if len(siblings(data, path)) > 0]
    if kind is Rename:
        candidates = [path for path in candidates if len(path) > 1 and (path[0] != "stages" or len(path) == 2)]
    if not candidates:
        return None
    path = random.choice(candidates)
    if kind is Remove:
        return Remove(path)
    if kind is Rename:
        return Rename(path, new_name(random, get(data, path[:-1])))
    if kind is Set:
        value = item(random, path[-1]) if isinstance(get(data, path[:-1]), list) else a_value(random)
        return Set(path, value)
    beside = random.choice(siblings(data, path))
    return Move(path, **{random.choice(["before", "after"]): beside}) if beside != "process" else Move(path, after=beside)


def an_addition(random: Random, data: dict[str, Any]) -> Add:
    """Return an addition that can be done."""
    path = random.choice(holders(data))
    holder = get(data, path)
    name = new_name(random, holder)
    value = item(random, name) if isinstance(holder, list) else a_value(random)
    names = list(holder) if isinstance(holder, dict) else [name_of(one) for one in holder]
    names = [one for one in names if one != "process"]
    if names and random.random() < 0.5:
        is_before, beside = random.choice(["before", "after"]) == "before", random.choice(names)
        return Add((*path, name), value, before=beside if is_before else None, after=None if is_before else beside)
    return Add((*path, name), value)


def a_value(random: Random) -> Any:
    """Return a value to write."""
    return scalar(random) if random.random() < 0.6 else tree(random, 2)


def siblings(data: dict[str, Any], path: Path) -> list[str]:
    """The names beside an element."""
    holder = get(data, path[:-1])
    names = list(holder) if isinstance(holder, dict) else [name_of(one) for one in holder]
    return [name for name in names if name != path[-1]]


def new_name(random: Random, holder: Any) -> str:
    """Return a name that a map or list does not have."""
    names = set(holder) if isinstance(holder, dict) else {name_of(one) for one in holder}
    pool = ["new", "newer", "nine", "null", "x y", *IDS] + (PROSE + MULTILINE if isinstance(holder, list) else [])
    return random.choice([name for name in pool if name not in names | {"to"}])
