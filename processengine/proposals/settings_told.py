"""What a change of library.yaml comes to: a sentence for each setting, with what it was and what it becomes.

Nobody can agree to what they were not told. So every setting that differs is told, those that decide over people, approvals
or numbers first, and of a person the roles before anything longer.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from processengine.change import Impact, Json
from processengine.model.library import Evidence, Library
from processengine.model.wording import counted

_APART = ("people", "policy", "evidence", "rules", "crm")
_ROLES_FIRST = ("roles", "email", "github", "gitlab", "name")
_WORKS_OTHERWISE = ("evidence", "rules", "motions", "allow_suppressions")
_NO_CLAUSE = "nothing is written, so 1 other person's approval"
_NONE = "none"


class SettingTold(NamedTuple):
    """A setting that differs, by its path in library.yaml, as a sentence; `before` and `after` are plain data, None where a side lacks it.

    `decides` tells whether it decides over people, approvals or numbers.
    """

    path: str
    said: str
    before: Json
    after: Json
    decides: bool

    @property
    def impact(self) -> Impact:
        """How far it reaches: what decides over all that is asked later weighs as much as anything can."""
        if self.decides:
            return Impact.BREAKING
        return Impact.BEHAVIOURAL if self.path.partition(".")[0] in _WORKS_OTHERWISE else Impact.EDITORIAL


class _Differs(NamedTuple):
    path: str
    said: str
    before: Json
    after: Json


def told(before: Library | None, after: Library | None, deciding: Collection[str]) -> tuple[SettingTold, ...]:
    """Return each setting that differs, those `deciding` first; a side without a library has none but the defaults."""
    found = list(_differing(_plain(before), _plain(after)))
    paths = {one.path for one in found}
    found += [_Differs(path, f"{path}: these names stand for another stage than before.", None, None) for path in deciding if path not in paths]
    return tuple(sorted((SettingTold(*one, one.path in deciding) for one in found), key=lambda one: not one.decides))


def _plain(library: Library | None) -> dict[str, Json]:
    return (library or Library(library="none")).model_dump(mode="json", by_alias=True)


def _differing(old: Mapping[str, Json], new: Mapping[str, Json]) -> Iterator[_Differs]:
    yield from _people(_map(old["people"]), _map(new["people"]))
    yield from _policy(_map(old["policy"]), _map(new["policy"]))
    yield from _evidence(_map(old["evidence"]), _map(new["evidence"]))
    yield from _mapped(_map(old["crm"]), _map(new["crm"]))
    yield from _rules(_map(old["rules"]), _map(new["rules"]))
    yield from _each("", "", _without(old, "library", *_APART), _without(new, "library", *_APART))


def _people(old: Mapping[str, Json], new: Mapping[str, Json]) -> Iterator[_Differs]:
    """Yield people, whoever gets or loses a role before all others."""
    found = list(_each("people", "", old, new))
    yield from sorted(found, key=lambda one: _map(one.before).get("roles", []) == _map(one.after).get("roles", []))


def _policy(old: Mapping[str, Json], new: Mapping[str, Json]) -> Iterator[_Differs]:
    for impact in (one.value for one in Impact):
        was, now = old.get(impact), new.get(impact)
        if was != now:
            article = "An" if impact[0] in "aeiou" else "A"
            yield _Differs(f"policy.{impact}", f"{article} {impact} change asks for: {_clause(was)} → {_clause(now)}.", was, now)


def _clause(clause: Json) -> str:
    if not isinstance(clause, dict):
        return _NO_CLAUSE
    approvals = [f"{count} {role}" for role, count in _map(clause.get("approvals")).items() if count]
    stated = [counted(clause[name], called) for name, called in (("claims", "claim"), ("expects", "expectation")) if clause.get(name)]
    return ", ".join([*(approvals or ["no approval"]), *stated, *(["deals in flight planned"] if clause.get("in_flight") else [])])


def _evidence(old: Mapping[str, Json], new: Mapping[str, Json]) -> Iterator[_Differs]:
    """Yield what differs in how deals are counted; a library without `evidence:` counts by the defaults."""
    was, now = ({**_DEFAULTS, **side} for side in (old, new))
    yield from _each("evidence", "evidence, ", _without(was, "tables"), _without(now, "tables"))
    yield from _each("evidence.tables", "evidence, table ", _map(was["tables"]), _map(now["tables"]))


_DEFAULTS: Mapping[str, Json] = Evidence().model_dump(mode="json", by_alias=True)


def _rules(old: Mapping[str, Json], new: Mapping[str, Json]) -> Iterator[_Differs]:
    for one in _each("rules", "rule ", old, new):
        name = one.path.removeprefix("rules.")
        yield one._replace(said=f"rule {name}: {_rule(one.before)} → {_rule(one.after)}.")


def _rule(setting: Json) -> str:
    """Return a rule's setting: its severity, then what else is said of it."""
    held = _map(setting)
    more = _said(_without(held, "severity"))
    return f"{held.get('severity') or 'as serious as it is by itself'}{f' ({more})' if more != _NONE else ''}"


def _mapped(old: Mapping[str, Json], new: Mapping[str, Json]) -> Iterator[_Differs]:
    """Yield what differs in the CRM mappings: a process that one side lacks, else each of its settings and each stage's names."""
    for system in dict.fromkeys((*old, *new)):
        was, now = _map(old.get(system)), _map(new.get(system))
        for process in dict.fromkeys((*was, *now)):
            path, called = f"crm.{system}.{process}", f"{system}, {process}"
            before, after = was.get(process), now.get(process)
            if before is None or after is None:
                yield from _each(f"crm.{system}", f"{system}, ", {process: before}, {process: after})
                continue
            yield from _each(path, f"{called}, ", _without(before, "stages"), _without(after, "stages"))
            yield from _each(f"{path}.stages", f"{called}, stage ", before["stages"], after["stages"])


def _each(path: str, called: str, old: Mapping[str, Json], new: Mapping[str, Json]) -> Iterator[_Differs]:
    """Yield what differs in a map, entry by entry."""
    for name in dict.fromkeys((*old, *new)):
        was, now = old.get(name), new.get(name)
        here, said = f"{path}.{name}" if path else name, f"{called}{name}"
        if was is None and isinstance(now, dict):
            yield _Differs(here, f"{said} is new: {_said(now)}.", was, now)
        elif now is None and isinstance(was, dict):
            yield _Differs(here, f"{said} is taken out; it was: {_said(was)}.", was, now)
        elif was != now:
            yield _Differs(here, f"{said}: {_between(was, now)}.", was, now)


def _between(was: Json, now: Json) -> str:
    if not (isinstance(was, dict) and isinstance(now, dict)):
        return f"{_said(was)} → {_said(now)}"
    return "; ".join(f"{name} {_said(was.get(name))} → {_said(now.get(name))}" for name in _in_order({**was, **now}) if was.get(name) != now.get(name))


def _said(value: Json) -> str:
    """Return a value as it is read; `none` for an empty one."""
    if isinstance(value, dict):
        return "; ".join(f"{name} {_said(value[name])}" for name in _in_order(value) if value[name] not in (None, "", [], {})) or _NONE
    if isinstance(value, list):
        return ", ".join(map(_said, value)) or _NONE
    if value is None or value == "":
        return _NONE
    return ("true" if value else "false") if isinstance(value, bool) else " ".join(str(value).split())


def _in_order(value: Mapping[str, Json]) -> list[str]:
    return [*(name for name in _ROLES_FIRST if name in value), *(name for name in value if name not in _ROLES_FIRST)]


def _map(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, dict) else {}


def _without(held: Mapping[str, Json], *names: str) -> dict[str, Json]:
    return {name: value for name, value in held.items() if name not in names}
