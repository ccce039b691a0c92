"""What comes of a check: the source's tables, what is odd in it, and of each process what its names mean and what can be computed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from processengine.evidence.check.computable import Computable
from processengine.evidence.check.holding import History
from processengine.evidence.check.odd import Odd, part, several, worst_first
from processengine.evidence.check.placed import Lines, Settled, names_line, stage_lines
from processengine.evidence.check.seen import TableSeen
from processengine.evidence.check.told import Told
from processengine.evidence.check.untold import without_few
from processengine.evidence.measures.recorded import Kind
from processengine.evidence.names import plain
from processengine.evidence.public import UNDER
from processengine.limits import is_too_much
from processengine.model.likeness import likeness
from processengine.model.measure import OUTCOME_KINDS
from processengine.model.nearest import did_you_mean, nearest
from processengine.model.process import Process

_ALIKE: Final = 0.75


@dataclass(frozen=True)
class UnknownName:
    """A name of the source that a process has no stage for: how many rows and deals bear it, and the stages that it is nearest to."""

    name: str
    rows: int
    deals: int
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Needed:
    """Something to record: what to do, and of what, each with the number of measures and claims that wait for it."""

    record: str
    what: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class ProcessChecked:
    """A process beside a source.

    `rows` of the history may be its own, `elsewhere` are of other processes, `not_stages` have a name that the library
    skips. `stages` gives for each stage the rows that enter it and the source's names of it. `lines` are those of
    library.yaml that would give the unknown names a stage. `claims` are those of each proposal. `unnamed` unknown names
    are hidden from the public.
    """

    process: str
    rows: int
    elsewhere: int
    not_stages: int
    stages: Mapping[str, tuple[int, tuple[str, ...]]]
    unknown: tuple[UnknownName, ...]
    unnamed: int
    lines: tuple[Lines, ...]
    odd: tuple[Odd, ...]
    measures: tuple[Computable, ...]
    claims: Mapping[str, tuple[Computable, ...]]

    @property
    def first_needed(self) -> tuple[Needed, ...]:
        """What to record first, most waiting first."""
        waiting: dict[tuple[str, str], int] = {}
        for one in (*self.measures, *(one for found in self.claims.values() for one in found)):
            for needed in dict.fromkeys((lack.record, lack.what) for lack in one.lacks):
                waiting[needed] = waiting.get(needed, 0) + 1
        records = dict.fromkeys(record for record, _ in sorted(waiting, key=lambda needed: -waiting[needed]))
        whats = {record: sorted(((what, count) for (of, what), count in waiting.items() if of == record), key=lambda one: -one[1]) for record in records}
        return tuple(Needed(record, tuple(found)) for record, found in whats.items())


@dataclass(frozen=True)
class Checked:
    """A source, checked: `as_of` in microseconds since 1970; `lines` and `options` say what was guessed of its columns."""

    source: str
    as_of: int | None
    tables: tuple[TableSeen, ...]
    history: History | None
    activities: tuple[Kind, ...]
    facts: tuple[Kind, ...]
    odd: tuple[Odd, ...]
    notes: tuple[str, ...]
    lines: tuple[Lines, ...]
    options: tuple[str, ...]
    processes: tuple[ProcessChecked, ...] = ()
    is_public: bool = False

    @property
    def every(self) -> tuple[Odd, ...]:
        """What is odd in the source and in each process, the worst first."""
        return worst_first([*self.odd, *(one for process in self.processes for one in process.odd)])

    @property
    def is_fit(self) -> bool:
        """Whether nothing worse than a note was found."""
        return all(one.severity == "note" for one in self.every)


@dataclass(frozen=True)
class Speaks:
    """Whose names a source speaks: `crm` is what library.yaml calls it, `is_new` where library.yaml doesn't say so yet.

    `kept` are the names that library.yaml has for stages; `bearers` says how many deals bear a name that isn't known.
    `settled` is what library.yaml has already of the lines that would settle them.
    """

    crm: str
    is_new: bool
    kept: Mapping[str, Sequence[str]]
    bearers: Mapping[str, int]
    settled: Settled = field(default_factory=Settled)


def check_process(
    told: Told, speaks: Speaks, measures: Sequence[Computable], claims: Mapping[str, Sequence[Computable]], *, is_expected: bool,
) -> ProcessChecked:
    """Return a process beside a source; `is_expected` where the source ought to have it, as it was asked for or no other one is there."""
    process, names = told.known.process, told.known.names
    is_there = is_expected or bool(told.met)
    unknown = tuple(UnknownName(one.name, one.events, speaks.bearers[one.name], _nearest(one.name, process)) for one in told.unknown if is_there)
    called = {stage: tuple(name for name, of in names.stage_of.items() if of == stage) for stage in process.stages}
    return ProcessChecked(
        process.id, told.rows, told.elsewhere, told.not_stages,
        {stage: (told.met.get(stage, 0), called[stage]) for stage in process.stages},
        unknown, 0, tuple(_lines(unknown, called, speaks, process.id)),
        tuple(_odd(told, speaks, [*measures, *(one for found in claims.values() for one in found)], is_there=is_there)), tuple(measures), {name: tuple(found) for name, found in claims.items()},
    )


def for_public(checked: Checked) -> Checked:
    """Return a check without the name of anything that fewer than five deals have, and without the numbers of rows."""
    return replace(
        checked,
        tables=tuple(replace(one, broken=tuple(replace(rows, examples=()) for rows in one.broken),
                             unread=tuple(replace(rows, examples=()) for rows in one.unread)) for one in checked.tables),
        activities=tuple(one for one in checked.activities if one.rows >= UNDER and not 0 < one.deals < UNDER),
        facts=tuple(one for one in checked.facts if one.deals >= UNDER),
        odd=tuple(map(without_few, checked.odd)),
        processes=tuple(map(_for_public, checked.processes)), is_public=True,
    )


def _for_public(process: ProcessChecked) -> ProcessChecked:
    shown = tuple(one for one in process.unknown if one.deals >= UNDER)
    hidden = len(process.unknown) - len(shown)
    return replace(process, odd=tuple(map(without_few, process.odd)), unknown=shown, unnamed=hidden, lines=() if hidden else process.lines)


def _nearest(name: str, process: Process) -> tuple[str, ...]:
    """Return the stages that a name is nearest to: by a slip or two of the pen, else by their words."""
    own = {plain(text): stage for stage, held in process.stages.items() for text in (*held.was, held.title, stage) if plain(text)}
    close = nearest(plain(name), own)
    if close:
        return tuple(dict.fromkeys(own[one] for one in close))[:2]
    said = [kind for kind in OUTCOME_KINDS if kind in plain(name).split("-")]
    ended = [stage for stage, held in process.stages.items() if said and held.outcome == said[0]]
    if len(ended) == 1:
        return (ended[0],)
    alike = sorted(((likeness(plain(name), text), stage) for text, stage in own.items()), reverse=True)[:1]
    return tuple(stage for score, stage in alike if score >= _ALIKE)


def _lines(unknown: Sequence[UnknownName], called: Mapping[str, tuple[str, ...]], speaks: Speaks, process: str) -> Iterator[Lines]:
    """Yield the lines of library.yaml for names that a process doesn't know: a stage's own where one is near, the others left to people."""
    if not unknown:
        return
    if speaks.is_new:
        yield from names_line(speaks.crm, speaks.settled)
    stages = {stage: [*(speaks.kept.get(stage) or names)] for stage, names in called.items()}
    for one in unknown:
        if len(one.nearest) == 1:
            stages[one.nearest[0]].append(one.name)
    left = [(one.name, one.deals) for one in unknown if len(one.nearest) != 1]
    yield stage_lines(speaks.crm, process, stages, left, speaks.settled)


def _odd(told: Told, speaks: Speaks, every: Sequence[Computable], *, is_there: bool) -> Iterator[Odd]:
    process, about = told.known.process, told.known.process.id
    yield from _kept_wrong(process, speaks)
    if not is_there:
        yield Odd("note", about, "No row of the source is of this process.")
        return
    if told.holding.history is not None and told.holding.history.events:
        yield from _names(told, about)
    if told.unmet and told.met:
        yield Odd("note", about, f"No row enters {_listed(told.unmet)}: {several(len(told.unmet), 'stage')} of {len(process.stages)}.")
    if every and all(one.can == "no" for one in every):
        yield Odd("warning", about, "Nothing that it measures or claims can be computed from this source.", "See below what to record first.")


def _kept_wrong(process: Process, speaks: Speaks) -> Iterator[Odd]:
    """Yield the stages of library.yaml that the process doesn't have: what stands there is read as nothing."""
    known = {*process.stages, *(old for stage in process.stages.values() for old in stage.was)}
    for stage in speaks.kept:
        if stage not in known:
            yield Odd("warning", process.id, f"library.yaml names a stage `{stage}` that {process.id} doesn't have.",
                      did_you_mean(stage, process.stages).strip() or f"It has {_listed(tuple(process.stages))}.")


def _names(told: Told, about: str) -> Iterator[Odd]:
    if told.elsewhere:
        yield Odd("note", about, f"{several(told.elsewhere, 'row is', 'rows are')} of other processes.")
    if told.not_stages:
        yield Odd("note", about, f"{several(told.not_stages, 'row has a name', 'rows have names')} under `not_stages`, and {'is' if told.not_stages == 1 else 'are'} skipped.")
    if not told.rows:
        yield Odd("error", about, "No row is of this process: all say that they are of another one.",
                  f"Write what the source calls it, under crm: `{about}: {{process: NAME}}`, and whose names they are, under evidence: `names`.")
    elif not told.met:
        yield Odd("error", about, "No row enters any of its stages: the source has other names for them, as most have at first.",
                  "Say in library.yaml which of them means which stage; the lines stand below. Or name another process.")
    elif told.unknown_rows:
        unfit = is_too_much(told.unknown_rows, told.rows)
        yield Odd("warning" if unfit else "note", about, f"{told.unknown_rows:,} of {several(told.rows, 'row')} ({part(told.unknown_rows, told.rows)}) "
                  f"{'enters a stage' if told.unknown_rows == 1 else 'enter stages'} that it doesn't know ({several(len(told.unknown), 'name')}).",
                  "Say in library.yaml which stage they mean (the lines stand below), or add the stages.")


def _listed(names: Sequence[str]) -> str:
    shown = [f"`{name}`" for name in names[:6]]
    return ", ".join(shown) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
