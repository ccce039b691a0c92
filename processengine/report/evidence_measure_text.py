"""The measures of a process, computed, for people."""

from collections.abc import Iterator, Sequence
from math import isinf
from textwrap import wrap

from processengine.evidence.claims.said import deals, number
from processengine.evidence.measures.measured import Group, Point, Seen
from processengine.evidence.measures.told import MeasuresTold, MeasureTold
from processengine.evidence.measures.words import left_out_words
from processengine.model.wording import between
from processengine.report.safe import visible
from processengine.report.wording import counted

_FEW = 5
"""A ratio that is held against fewer is too shaky to be compared with another's."""


def as_text(told: MeasuresTold, columns: int | None = None) -> str:
    """Return a few lines for each measure, wrapped to `columns` where a width is given."""
    until = "" if told.as_of is None else f", up to {told.as_of.isoformat()}"
    lines = [visible(f"{told.title}: {counted(len(told.measures), 'measure')} from {told.source}{until}."), ""]
    for one in told.measures:
        lines += [part for line in _measure(one) for part in _wrapped(visible(line), columns)]
    lines += ["", *_wrapped(f"Intervals of 95 %; data {told.digest}.", columns)]
    lines += [part for note in told.notes for part in _wrapped(f"Note: {visible(note)}", columns)]
    return "".join(f"{line}\n" for line in lines)


def _measure(told: MeasureTold) -> Iterator[str]:
    measured = told.measured
    whole = measured.whole
    target = "" if told.measure.target is None else f"; target {number(told.measure.target, whole.unit)}"
    yield f"{told.id}: {_value(told, whole)}{target}{_why(whole)}"
    left_out = left_out_words(measured.whole.left_out, told.measure)
    if left_out and measured.whole.n:
        yield f"  Left out: {left_out}."
    for note in (*measured.notes, *measured.of_few):
        yield f"  {note}"
    if measured.series:
        yield f"  {_series(measured.series)}"
    for group in measured.groups:
        yield from _group(told, group)


def _group(told: MeasureTold, group: Group) -> Iterator[str]:
    name, whole = "(none)" if group.name is None else group.name, group.whole
    if whole.unit == "ratio" and whole.value is not None and whole.n < _FEW:
        yield f"  {name}: {_counts(told, whole)}: too few to compare"
    else:
        yield f"  {name}: {_value(told, whole, is_dated=False)}{_why(whole)}"
    if group.series:
        yield f"    {_series(group.series)}"


def _series(series: Sequence[Point]) -> str:
    return ", ".join(f"{point.period} {_short(point.seen)}" for point in series)


def _short(seen: Seen) -> str:
    if seen.value is not None:
        return _said(seen.value, seen)
    return "not tracked" if seen.why.startswith("Not tracked") else "–"


def _value(told: MeasureTold, seen: Seen, *, is_dated: bool = True) -> str:
    """Return a value with its interval, its n and its days: `27 % (22 to 33 %), 312 deals, 2026-02-01 to 2026-11-01`."""
    if seen.value is None:
        return f"no value{_beside(seen)}"
    if seen.unit == "ratio" and told.one:
        return f"{_ratio(told, seen)}{_dates(seen) if is_dated else ''}"
    return f"{_said(seen.value, seen)}{_beside(seen)}{_n(seen)}{_dates(seen) if is_dated else ''}"


def _dates(seen: Seen) -> str:
    return f", {seen.first.isoformat()} to {seen.last.isoformat()}" if seen.first is not None and seen.last is not None else ""


def _ratio(told: MeasureTold, seen: Seen) -> str:
    """Return a ratio as reps say it: `12 dials for each appointment (99 dials, 8 appointments; likely between 6 and 25)`."""
    assert seen.value is not None
    likely = ""
    if seen.interval is not None:
        low, high = _round(seen.interval.low), _round(seen.interval.high) if not isinf(seen.interval.high) else ""
        likely = f"; likely between {low} and {high}" if high else f"; likely {low} or more"
    counted = _singular(told.counted) if _round(seen.value) == "1" else told.counted
    return f"{_round(seen.value)} {counted} for each {told.one} ({_counts(told, seen)}{likely})"


def _counts(told: MeasureTold, seen: Seen) -> str:
    counted = _singular(told.counted) if seen.seen == 1 else told.counted
    each = told.one if seen.n == 1 else told.each
    return f"{seen.seen:,} {counted}, {seen.n:,} {each}"


def _singular(many: str) -> str:
    one, blank, rest = many.partition(" ")
    return f"{one.removesuffix('s')}{blank}{rest}"


def _round(value: float) -> str:
    """Return a ratio with as many figures as anybody needs: `12`, `3.4`, `0.25`."""
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def _why(seen: Seen) -> str:
    return f". {seen.why}" if seen.why else ""


def _n(seen: Seen) -> str:
    if seen.unit in ("share", "days"):
        return f", {deals(seen.n)}"
    return f", {seen.seen:,} against {seen.n:,}" if seen.unit == "ratio" else ""


def _beside(seen: Seen) -> str:
    """Return the interval in brackets; a count is what was counted, and needs none here."""
    if seen.interval is None or seen.unit == "count" or (seen.value is None and seen.interval.low <= 0):
        return ""
    low, high = seen.interval.low, seen.interval.high
    if isinf(high):
        return f" ({_said(low, seen)} or more)"
    if seen.unit == "days":
        return f" ({between(low, high)})"
    unit = {"share": " %", "ratio": "", "count": ""}[seen.unit]
    return f" ({_bare(low, seen)} to {_bare(high, seen)}{unit})"


def _bare(value: float, seen: Seen) -> str:
    return _said(value, seen).removesuffix(" %")


def _said(value: float, seen: Seen) -> str:
    """Return a value with its unit; ratios with two decimals always, as they stand beside each other."""
    return f"{value:,.2f}" if seen.unit == "ratio" else number(value, seen.unit)


def _wrapped(line: str, columns: int | None) -> list[str]:
    if columns is None or not line.strip():
        return [line]
    indent = line[: len(line) - len(line.lstrip())]
    return wrap(line.strip(), columns, initial_indent=indent, subsequent_indent=f"{indent}  ", break_long_words=False, break_on_hyphens=False)
