"""The results of claims as a reviewer reads them: the verdict and the number, and no more than that.

How many deals stand behind a number changes with each deal; who approved a claim of 58 % approved it at 58 %.
"""

from collections.abc import Iterable

from processengine.evidence.claims.claimed import Claimed
from processengine.evidence.measures.measured import Unit
from processengine.model.wording import lasting, percent

_MANY = 100


def results(claims: Iterable[Claimed]) -> dict[str, str]:
    """Return each claim's result in a few words, by the claim's id: `supports: 58 %`."""
    return {one.id: f"{one.verdict}{_number(one)}" for one in claims}


def _number(claim: Claimed) -> str:
    if claim.compared is not None:
        sides = (claim.compared.group.value, claim.compared.rest.value)
        return ": " + " against ".join(said(one, claim.unit) for one in sides)
    value = claim.measured.whole.value if claim.measured is not None else None
    return "" if value is None else f": {said(value, claim.unit)}"


def said(value: float | None, unit: Unit | None) -> str:
    """Return a value as it is read: `58 %`, `41 days`, `3.5`; `no value` for none."""
    if value is None:
        return "no value"
    if unit == "share":
        return percent(value)
    return lasting(value) if unit == "days" else _plain(value)


def _plain(value: float) -> str:
    """Return a count, or a number of no known unit, with three digits that say something; all of them where it has more before the point."""
    return f"{value:,.0f}" if abs(value) >= _MANY else f"{value:.3g}"
