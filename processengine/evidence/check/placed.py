"""The lines of library.yaml that would settle what a source leaves open, each lot with the place where it goes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from processengine.evidence.check.seen import written, written_names

_NAMED: Final = 12


@dataclass(frozen=True)
class Lines:
    """Lines of library.yaml as they stand there, from its left edge: `under` is the path of what is there already, "" where nothing is."""

    under: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Settled:
    """What library.yaml has already: `evidence`, and how many parts of the path crm, its name, the process, stages."""

    evidence: bool = False
    crm: int = 0


def column_lines(lines: Sequence[str], *, has_evidence: bool, has_tables: bool) -> tuple[Lines, ...]:
    """Return where the lines of guessed columns go (`evidence:`, `tables:` and what stands below), none where there are none."""
    there = int(has_evidence) + int(has_evidence and has_tables)
    return (Lines(("", "evidence", "evidence.tables")[there], tuple(lines[there:])),) if lines else ()


def names_line(crm: str, settled: Settled) -> Iterator[Lines]:
    """Yield the line that says whose names a source speaks."""
    line = f"  names: {written(crm)}"
    yield Lines("evidence", (line,)) if settled.evidence else Lines("", ("evidence:", line))


def stage_lines(crm: str, process: str, stages: Mapping[str, Sequence[str]], left: Sequence[tuple[str, int]], settled: Settled) -> Lines:
    """Return a line for each stage with the names that it has, and in a remark the names that are `left`, with how many deals bear each."""
    path = ("crm", written(crm), process, "stages")
    above = tuple(f"{'  ' * place}{name}:" for place, name in enumerate(path))[settled.crm:]
    own = tuple(f"        {stage}: {written_names(names)}" for stage, names in stages.items())
    return Lines(".".join(path[:settled.crm]), (*above, *own, *_remark(left)))


def _remark(left: Sequence[tuple[str, int]]) -> Iterator[str]:
    if not left:
        return
    yield "        # Not placed yet; several names of one stage go in one list, with commas between them:"
    for name, deals in left[:_NAMED]:
        yield f"        #   {_bare(name)} ({deals:,} {'deal' if deals == 1 else 'deals'})"
    if left[_NAMED:]:
        yield f"        #   and {len(left) - _NAMED} more"


def _bare(name: str) -> str:
    """Return a name so that it can be moved into a list of YAML as it is: what would end the line is written out."""
    return json.dumps(name, ensure_ascii=not name.isprintable())
