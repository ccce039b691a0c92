"""Which settings of a library a proposal makes others, and which of them decide over people, approvals and numbers.

Those are a proposal of their own: whoever changes who must agree, or by what deals are counted, does nothing else beside it.
What a rename or a removal of a stage takes along in a mapping is no such change, and neither are the names of a new one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from processengine.change import Changeset, Impact, Json
from processengine.model.library import CrmProcess, Evidence, Library

_COUNTING = ("source", "names", "min_deals", "echo_minutes")
_NAMING = ("process", "pipeline", "record_type", "not_stages")
_BY_ENTRY = ("people", "rules")

NEVER_ALLOWED = frozenset({"self-ruled", "moved-goalposts", "stranded-deals", "missing-claim", "missing-expectation", "unknown-reference"})
"""Rules that hold a proposal to what judges it and to what the policy asks of it: its own comments can't take them back, and who would have
them weigh less decides over all that is asked later."""


class Setting(NamedTuple):
    """A setting that differs, by its path in library.yaml, as plain data on both sides; None where a side lacks it."""

    path: str
    before: Json
    after: Json


@dataclass(frozen=True)
class Reshaped:
    """What becomes of one process's stages: old ids to new ones, those that are gone, and those that are new."""

    renamed: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    new: frozenset[str] = frozenset()
    is_new: bool = False
    is_gone: bool = False


def reshaped(changesets: Iterable[Changeset]) -> dict[str, Reshaped]:
    """Return what happens to the stages of each process that changes, by its id."""
    return {one.id: _reshaped(one) for one in changesets if one.kind == "process"}


def _reshaped(one: Changeset) -> Reshaped:
    def stages(kind: str) -> frozenset[str]:
        return frozenset(atom.path.removeprefix("stages.") for atom in one.atoms if atom.kind == kind)

    renamed = {str(atom.before): atom.path.removeprefix("stages.") for atom in one.atoms if atom.kind == "stage-renamed"}
    return Reshaped(renamed, stages("stage-removed"), stages("stage-added"), is_new=one.before_file is None, is_gone=one.after_file is None)


def deciding(before: Library | None, after: Library | None, shapes: Mapping[str, Reshaped]) -> tuple[str, ...]:
    """Return the paths of the settings that differ and decide over people, approvals or numbers; a side without a library has none."""
    old, new = (one or Library(library="none") for one in (before, after))
    found = [
        *_entries("people", old.people, new.people),
        *_entries("policy", *({impact.value: getattr(one.policy, impact.value, None) for impact in Impact} for one in (old, new))),
        *_counting(old.evidence or Evidence(), new.evidence or Evidence()),
        *(one for one in _entries("rules", old.rules, new.rules) if one.path.removeprefix("rules.") in NEVER_ALLOWED),
        *_entries("", {"allow_suppressions": old.allow_suppressions}, {"allow_suppressions": new.allow_suppressions}),
    ]
    return (*(one.path for one in found), *_mapped(old, new, shapes))


def differing(before: Library | None, after: Library | None) -> tuple[Setting, ...]:
    """Return all settings that differ, each as small as it can be approved: a person, a clause, a table, a stage's names."""
    old, new = (_plain(one) for one in (before, after))
    found: list[Setting] = []
    for name in sorted({*old, *new}):
        was, now = old.get(name), new.get(name)
        if isinstance(was or now, dict) and isinstance(was or {}, dict) and isinstance(now or {}, dict):
            found += _leaves(name, was or {}, now or {}, 1 if name in _BY_ENTRY else 9)
        elif was != now:
            found.append(Setting(name, was, now))
    return tuple(found)


def _plain(library: Library | None) -> dict[str, Json]:
    return library.model_dump(mode="json", by_alias=True, exclude_defaults=True) if library else {}


def _leaves(path: str, before: Mapping[str, Json], after: Mapping[str, Json], depth: int) -> Iterator[Setting]:
    """Yield what differs below a map, so that what another proposal does to its neighbour changes nothing here."""
    for name in sorted({*before, *after}):
        was, now = before.get(name), after.get(name)
        if was == now:
            continue
        if depth > 1 and isinstance(was, dict) and isinstance(now, dict):
            yield from _leaves(f"{path}.{name}", was, now, depth - 1)
        else:
            yield Setting(f"{path}.{name}", was, now)


def _entries(path: str, before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[Setting]:
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield Setting(f"{path}.{name}" if path else name, None, None)


def _counting(before: Evidence, after: Evidence) -> Iterator[Setting]:
    yield from _entries("evidence", {name: getattr(before, name) for name in _COUNTING}, {name: getattr(after, name) for name in _COUNTING})
    tables = ({str(name): columns for name, columns in one.tables.items()} for one in (before, after))
    yield from _entries("evidence.tables", *tables)


def _mapped(before: Library, after: Library, shapes: Mapping[str, Reshaped]) -> Iterator[str]:
    for system in dict.fromkeys((*before.crm, *after.crm)):
        old, new = before.crm.get(system, {}), after.crm.get(system, {})
        for process in dict.fromkeys((*old, *new)):
            shape = shapes.get(process, Reshaped())
            yield from _process(f"crm.{system}.{process}", old.get(process), new.get(process), shape)


def _process(path: str, before: CrmProcess | None, after: CrmProcess | None, shape: Reshaped) -> Iterator[str]:
    taken = shape.new.union(shape.renamed.values())
    through_was = {old: new for old, new in shape.renamed.items() if old not in taken}
    if before == after and len(through_was) == len(shape.renamed):  # no id means another stage now
        return
    if before is None or after is None:
        if not (shape.is_new if before is None else shape.is_gone):
            yield path
        return
    yield from (f"{path}.{name}" for name in _NAMING if getattr(before, name) != getattr(after, name))
    kept = {shape.renamed.get(stage, stage): names for stage, names in before.stages.items() if stage not in shape.gone}
    then: dict[str, tuple[str, ...]] = {}
    for stage, names in after.stages.items():
        meant = through_was.get(stage, stage)
        then[meant] = (*then.get(meant, ()), *names)
    freed = {name for stage in shape.gone for name in before.stages.get(stage, ())}
    for stage in dict.fromkeys((*kept, *then)):
        if stage not in shape.new and not _follows(kept.get(stage, ()), then.get(stage, ()), freed):
            yield f"{path}.stages.{stage}"


def _follows(before: tuple[str, ...], after: tuple[str, ...], freed: set[str]) -> bool:
    """Tell whether a stage keeps its names, with none beside them but those of a stage that is gone."""
    return after[: len(before)] == before and freed.issuperset(after[len(before) :])
