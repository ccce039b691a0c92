"""A proposal's claims, recomputed, for whoever rules on it."""

from collections.abc import Callable, Iterator
from math import isinf
from textwrap import wrap
from typing import Final

from processengine.evidence.claims.claimed import Balance, Claimed, ClaimsTold, Compared, Side, Verdict
from processengine.evidence.claims.said import deals, number, span
from processengine.evidence.claims.unlike import NAMES, is_unlike
from processengine.evidence.measures.measured import Measured
from processengine.evidence.measures.public import is_few
from processengine.report.safe import visible
from processengine.report.wording import counted

Paint = Callable[[str, str], str]

_COLOURS: Final[dict[Verdict, str]] = {"supports": "green", "contradicts": "red", "inconclusive": "yellow"}
_WORDS: Final[dict[Verdict, str]] = {"supports": "SUPPORTED", "contradicts": "CONTRADICTED", "inconclusive": "INCONCLUSIVE"}


def as_text(told: ClaimsTold, paint: Paint, columns: int | None) -> str:
    """Return a block for each claim, wrapped to `columns` where a width is given."""
    lines = [visible(f"{told.title}: {counted(len(told.claims), 'claim')} held against {told.source}{_until(told)}.")]
    for claimed in told.claims:
        lines += ["", visible_but(paint(_WORDS[claimed.verdict], _COLOURS[claimed.verdict]), f"  {claimed.id}")]
        lines += [part for line in _claim(claimed, is_public=told.is_public) for part in _wrapped(visible(line), columns)]
    if not told.claims:
        lines += ["", "The proposal makes no claim."]
    lines += [part for note in told.notes for part in ("", *_wrapped(f"Note: {visible(note)}", columns))]
    return "".join(f"{line}\n" for line in lines)


def visible_but(painted: str, rest: str) -> str:
    """Return a line whose first part holds our own colours."""
    return f"{painted}{visible(rest)}"


def _until(told: ClaimsTold) -> str:
    return "" if told.as_of is None else f", up to {told.as_of.isoformat()}"


def _claim(claimed: Claimed, *, is_public: bool) -> Iterator[str]:
    if claimed.says:
        yield f"“{claimed.says.strip()}”"
    yield claimed.why
    if claimed.compared is not None:
        yield from _sides(claimed.compared)
    for one in claimed.cautions:
        yield f"Caution: {one.text}"
    yield f"Computed: {claimed.computed}."
    if claimed.measured is not None:
        yield _from(claimed, claimed.measured)
    if claimed.left_out:
        yield f"Left out: {', '.join(f'{_few(count, is_public=is_public)} {why}' for why, count in claimed.left_out.items())}."
    if claimed.compared is not None and claimed.compared.group.n and claimed.compared.rest.n:
        yield _alike(claimed.compared)


def _sides(compared: Compared) -> Iterator[str]:
    yield f"With it (they {compared.where} first): {_side(compared.group, compared)}."
    yield f"The rest: {_side(compared.rest, compared)}."


def _side(side: Side, compared: Compared) -> str:
    if not side.n:
        return "no deal"
    if compared.quantile is None:
        return f"{side.seen:,} of {deals(side.n)}, {number(side.seen / side.n, 'share')} ({span(side.interval, 'share')})"
    who = "half" if compared.quantile == 0.5 else number(compared.quantile, "share")
    value = f"{who} in {number(side.value, 'days')}" if side.value is not None else f"{who} not yet"
    return f"{deals(side.n)}, {value} ({span(side.interval, 'days')})"


def _from(claimed: Claimed, measured: Measured) -> str:
    whole = measured.whole
    said = [deals(whole.n) if whole.unit in ("share", "days") else f"{whole.seen:,} counted, held against {whole.n:,}" if whole.unit == "ratio" else f"{whole.seen:,} counted"]
    if whole.first is not None and whole.last is not None:
        said.append(f"{whole.first.isoformat()} to {whole.last.isoformat()}")
    said += [f"{number(join.joined / join.rows, 'share')} of {join.rows:,} rows of {join.table} joined" for join in claimed.coverage if join.rows]
    return f"From: {', '.join(said)}; intervals of {number(measured.confidence, 'share')}; data {measured.digest[:12]}."


def _alike(compared: Compared) -> str:
    """Return in which traits the sides are alike, in which not, and which the source doesn't tell."""
    told = [one for one in compared.balance if one.difference is not None]
    alike = [_trait(one) for one in told if not is_unlike(one)]
    unlike = [_trait(one) for one in told if is_unlike(one)]
    untold = [NAMES[one.trait] for one in compared.balance if one.difference is None]
    said = [f"{how} {', '.join(traits)}" for how, traits in (("alike in", alike), ("unlike in", unlike), ("not told by the source:", untold)) if traits]
    return f"The sides: {'; '.join(said)}."


def _trait(one: Balance) -> str:
    assert one.difference is not None
    return f"{NAMES[one.trait]} ({'nothing in common' if isinf(one.difference) else f'{abs(one.difference):.2f}'})"


def _few(count: int, *, is_public: bool) -> str:
    return "fewer than five" if is_public and is_few(count) else f"{count:,}"


def _wrapped(line: str, columns: int | None) -> list[str]:
    if columns is None:
        return [f"  {line}"]
    return wrap(line, columns, initial_indent="  ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
