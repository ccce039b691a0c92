"""The ways that deals go, for whoever leads the people in them."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Final

from processengine.evidence.times import iso
from processengine.evidence.ways import Fate, Paths, Way
from processengine.report.evidence_summary_text import percent
from processengine.report.safe import visible

_INDENT: Final = 4
_HEADS: Final = ("deals", "share", "won of closed", "win rate (95 %)", "days", "open")
_WIDTHS: Final = (9, 7, 18, 19, 9, 8)
_RAW_WIDTHS: Final = (9, 7, 9)


def as_text(source: str, found: Paths, warnings: Sequence[str], columns: int | None) -> str:
    """Return a block for each way: its numbers, and its stages below them, wrapped to `columns` where a width is given."""
    lines = [f"{source}{_window(found)}", "", *_headline(found)]
    if found.shown:
        lines += ["", _row(_heads(found))]
    for way in found.shown:
        lines += ["", *_way(way, found, columns)]
    lines += _rest(found)
    if warnings:
        lines += ["", *(f"Note: {one}" for one in warnings)]
    return "".join(f"{visible(line)}\n" for line in lines)


def _window(found: Paths) -> str:
    if found.first is None or found.last is None:
        return ""
    return f", {iso(found.first)[:10]} to {iso(found.last)[:10]}"


def _headline(found: Paths) -> Iterator[str]:
    through = f" through {found.process}" if found.process is not None else ""
    yield f"{_many(found.deals, 'deal')} went {_many(found.ways, 'way')}{through}."
    if found.fate is not None and found.fate.closed:
        handed = f", {found.fate.handed_over:,} handed over to another process" if found.fate.handed_over else ""
        yield f"{found.fate.closed:,} closed, {found.fate.won:,} of them {found.goal or 'won'}: {_rate(found.fate)}; {found.fate.open:,} open{handed}."


def _heads(found: Paths) -> tuple[str, ...]:
    if found.process is None:
        return (*_HEADS[:2], "days")
    return (*_HEADS[:2], f"{found.goal or 'won'} of closed", *_HEADS[3:])


def _way(way: Way, found: Paths, columns: int | None) -> Iterator[str]:
    days = "" if way.median_days is None else f"{way.median_days:,.1f}"
    cells = (f"{way.deals:,}", percent(way.deals, found.deals))
    if found.process is None:
        yield _row((*cells, days))
    else:
        yield _row((*cells, *_fate(way.fate, days)))
    yield from _wrapped(" → ".join(way.stages) or "(no stage before the outcome)", columns)
    told = [f"{one.source} → {one.target}{'' if one.deals == way.deals else f' ({one.deals:,})'}" for one in way.not_allowed]
    if told:
        yield from _wrapped(f"not allowed: {', '.join(told)}", columns)
    if way.unknown:
        yield from _wrapped(f"not in the process: {', '.join(way.unknown)}", columns)


def _fate(fate: Fate | None, days: str) -> tuple[str, ...]:
    """Return what became of deals in four cells; too few of a kind aren't told in public."""
    return ("too few to tell", "", days, "") if fate is None else (f"{fate.won:,} of {fate.closed:,}", _rate(fate), days, f"{fate.open:,}")


def _rest(found: Paths) -> Iterator[str]:
    if found.rest is None:
        return
    rest = found.rest
    closed = f"; {rest.fate.won:,} of {rest.fate.closed:,} closed {found.goal or 'won'}: {_rate(rest.fate)}" if rest.fate and rest.fate.closed else ""
    yield ""
    yield f"{_many(rest.ways, 'other way')}: {_many(rest.deals, 'deal')} ({percent(rest.deals, found.deals)}){closed}."


def _rate(fate: Fate) -> str:
    if fate.win_rate is None or fate.interval is None:
        return ""
    return f"{100 * fate.win_rate:.0f} % ({100 * fate.interval.low:.0f} to {100 * fate.interval.high:.0f})"


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _row(cells: Sequence[str]) -> str:
    return "".join(f"{cell:>{width}}" for cell, width in zip(cells, _WIDTHS if len(cells) > len(_RAW_WIDTHS) else _RAW_WIDTHS, strict=True)).rstrip()


def _wrapped(text: str, columns: int | None) -> list[str]:
    if columns is None:
        return [" " * _INDENT + text]
    indent = " " * _INDENT
    return wrap(text, columns, initial_indent=indent, subsequent_indent=indent * 2, break_long_words=False, break_on_hyphens=False)
