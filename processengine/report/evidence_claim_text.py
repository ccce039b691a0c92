"""A proposal's claims, recomputed, for whoever rules on it."""

from collections.abc import Callable, Iterator
from math import isinf
from textwrap import wrap
from typing import Final

from processengine.evidence.claims.claimed import Balance, Claimed, ClaimsTold, Compared, Side, Standing, Verdict
from processengine.evidence.claims.said import deals, number, span
from processengine.evidence.claims.unlike import NAMES, beside, is_unlike
from processengine.evidence.measures.measured import Measured
from processengine.evidence.public import is_few
from processengine.report.safe import visible
from processengine.report.wording import counted

Paint = Callable[[str, str], str]

_COLOURS: Final[dict[Verdict, str]] = {"supports": "green", "contradicts": "red", "inconclusive": "yellow"}
_WORDS: Final[dict[Verdict, str]] = {"supports": "SUPPORTED", "contradicts": "CONTRADICTED", "inconclusive": "INCONCLUSIVE"}
_NOT_JUDGED: Final[dict[Standing, str]] = {"too-few": "NOT ENOUGH DEALS YET", "not-computed": "NOT COMPUTED"}


def as_text(told: ClaimsTold, paint: Paint, columns: int | None, *, has_details: bool = False) -> str:
    """Return a block for each claim, wrapped to `columns` where a width is given.

    It tells the verdict with its counts, what that means, and what speaks against taking it at its word; with details also
    what it was computed from, and how far each number can be trusted.
    """
    lines = [visible(f"{told.title}: {counted(len(told.claims), 'claim')} held against {told.source}{_until(told)}.")]
    for claimed in told.claims:
        lines += ["", *_head(claimed, paint, columns)]
        said = [*_claim(claimed, is_public=told.is_public), *(_details(claimed) if has_details else ())]
        lines += [part for line in said for part in _wrapped(visible(line), columns)]
    if not told.claims:
        lines += ["", "The proposal makes no claim."]
    lines += [part for note in told.notes for part in ("", *_wrapped(f"Note: {visible(note)}", columns))]
    return "".join(f"{line}\n" for line in lines)


def _head(claimed: Claimed, paint: Paint, columns: int | None) -> list[str]:
    """Return the verdict with what was counted, or why there is none; only our own word is coloured."""
    word = _NOT_JUDGED.get(claimed.standing, _WORDS[claimed.verdict])
    rest = visible(f": {claimed.counted}." if claimed.counted else f": {claimed.why}")
    lines = [f"{word}{rest}"] if columns is None else wrap(f"{word}{rest}", columns, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    return [line.replace(word, paint(word, _COLOURS[claimed.verdict]), 1) if place == 0 else line for place, line in enumerate(lines)]


def _until(told: ClaimsTold) -> str:
    return "" if told.as_of is None else f", up to {told.as_of.isoformat()}"


def _claim(claimed: Claimed, *, is_public: bool) -> Iterator[str]:
    yield f"{claimed.id}: “{claimed.says.strip()}”" if claimed.says else claimed.id
    if claimed.counted and (claimed.meaning or claimed.why):
        yield claimed.meaning or claimed.why
    for one in claimed.cautions:
        yield f"But {one.short}" if one.short else one.text
    if claimed.compared is not None and claimed.compared.group.n and claimed.compared.rest.n:
        yield beside(claimed.compared)
    if claimed.left_out:
        yield f"Left out: {', '.join(f'{_few(count, is_public=is_public)} {why}' for why, count in claimed.left_out.items())}."


def _details(claimed: Claimed) -> Iterator[str]:
    if claimed.counted:
        yield claimed.why
    if claimed.compared is not None:
        yield from _sides(claimed.compared)
    for one in claimed.cautions:
        yield f"Caution: {one.text}"
    yield f"Computed: {claimed.computed}."
    if claimed.measured is not None:
        yield _from(claimed, claimed.measured)
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
    return f"From: {', '.join(said)}; intervals of {number(measured.confidence, 'share')}; data {measured.digest}."


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
