"""The ways that deals go, for whoever leads the people in them."""

from collections.abc import Iterator, Sequence
from typing import Final

from processengine.evidence.public import HIDDEN
from processengine.evidence.times import iso
from processengine.evidence.ways import Fate, Paths, Way
from processengine.model.wording import counted, lasting, percent
from processengine.report.laid_out import laid_out, paragraph
from processengine.report.safe import visible

_INDENT: Final = 4
_HEADS: Final = ("deals", "share", "won of closed", "win rate (95 %)", "half within", "open")
"""The win rate is of those that went this way and are closed."""
_WIDTHS: Final = (9, 8, 16, 19, 13, 8)
_RAW_WIDTHS: Final = (9, 8, 13)


def as_text(source: str, found: Paths, warnings: Sequence[str], columns: int | None) -> str:
    """Return a block for each way: its numbers, and its stages below them, wrapped to `columns` where a width is given."""
    lines = [f"{source}{_window(found)}", "", *paragraph(_headline(found), columns)]
    if found.shown:
        lines += ["", *(part for line in _legend(found) for part in _plain(line, columns)), "", _row(_heads(found))]
    for way in found.shown:
        lines += ["", *_way(way, found, columns)]
    lines += paragraph(_rest(found), columns)
    if warnings:
        lines += ["", *paragraph((f"Note: {one}" for one in warnings), columns)]
    return "".join(f"{visible(line)}\n" for line in lines)


def _window(found: Paths) -> str:
    if found.first is None or found.last is None:
        return ""
    return f", {iso(found.first)[:10]} to {iso(found.last)[:10]}"


def _headline(found: Paths) -> Iterator[str]:
    through = f" through {found.process}" if found.process is not None else ""
    yield f"{counted(found.deals, 'deal')} went {counted(found.ways, 'way')}{through}."
    if found.fate is not None and found.fate.closed:
        handed = f", {found.fate.handed_over:,} handed over to another process" if found.fate.handed_over else ""
        yield f"{found.fate.closed:,} closed, {found.fate.won:,} of them {_good(found)}: {_rate(found.fate)}; {found.fate.open:,} open{handed}."


def _heads(found: Paths) -> tuple[str, ...]:
    if found.process is None:
        return (*_HEADS[:2], "half within")
    return _HEADS


def _way(way: Way, found: Paths, columns: int | None) -> Iterator[str]:
    days = "-" if way.median_days is None else lasting(way.median_days)
    cells = (f"{way.deals:,}", percent(way.deals, found.deals))
    if found.process is None:
        yield _row((*cells, days))
    else:
        yield _row((*cells, *_fate(way, days)))
    yield from _wrapped(" → ".join(way.stages) or "(no stage before the outcome)", columns)
    told = [f"{one.source} → {one.target}{'' if one.deals == way.deals else f' ({one.deals:,})'}" for one in way.not_allowed]
    if told:
        yield from _wrapped(f"not allowed: {', '.join(told)}", columns)
    if way.unknown:
        yield from _wrapped(f"not in the process: {', '.join(way.unknown)}", columns)


def _fate(way: Way, days: str) -> tuple[str, ...]:
    """Return what became of deals in four cells; in public it may be hidden."""
    fate = way.fate
    if fate is None:
        return HIDDEN, "", days, ""
    return f"{fate.won:,} of {fate.closed:,}", "ended early" if way.ended_early else _rate(fate) or "-", days, f"{fate.open:,}"


def _good(found: Paths) -> str:
    """Return what counts as won: `won`, `realised or introduced`."""
    return " or ".join(found.good) or "won"


def _legend(found: Paths) -> Iterator[str]:
    """Yield how to read the columns."""
    if found.process is None:
        yield "Half within: the time in which half of the deals came from their first row to their last."
        return
    early = " Ended early: they left where nothing can be won, so that there is no rate." if any(one.ended_early for one in found.shown) else ""
    yield f"Win rate: of all deals that went this way and are closed.{early}"
    yield "Half within: the time that half of the closed ones took at most."


def _rest(found: Paths) -> Iterator[str]:
    if found.rest is None:
        return
    rest = found.rest
    closed = f"; {rest.fate.won:,} of {rest.fate.closed:,} closed {_good(found)}: {_rate(rest.fate)}" if rest.fate and rest.fate.closed else ""
    yield ""
    yield f"{counted(rest.ways, 'other way' if found.shown else 'way')}{'' if found.shown else f', {HIDDEN} one by one'}: {counted(rest.deals, 'deal')} ({percent(rest.deals, found.deals)}){closed}."


def _rate(fate: Fate) -> str:
    if fate.win_rate is None or fate.interval is None:
        return ""
    return f"{100 * fate.win_rate:.0f} % ({100 * fate.interval.low:.0f} to {100 * fate.interval.high:.0f})"


def _row(cells: Sequence[str]) -> str:
    return "".join(f"{cell:>{width}}" for cell, width in zip(cells, _WIDTHS if len(cells) > len(_RAW_WIDTHS) else _RAW_WIDTHS, strict=True)).rstrip()


def _plain(text: str, columns: int | None) -> list[str]:
    return laid_out(text, columns)


def _wrapped(text: str, columns: int | None) -> list[str]:
    return laid_out(" " * _INDENT + text, columns, indent=2 * _INDENT)
