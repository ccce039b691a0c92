"""How alike the sides of a comparison are, in words: what else may explain a difference."""

from collections.abc import Iterator, Sequence
from math import isinf

from processengine.evidence.claims.balance import TOO_MUCH, UNLIKE
from processengine.evidence.claims.claimed import Balance, Caution, Compared, Trait
from processengine.evidence.claims.said import number

NAMES: dict[Trait, str] = {"amount": "amount", "month": "month of opening", "motion": "motion (new or existing account)", "rep": "rep"}


def cautions(compared: Compared) -> Iterator[Caution]:
    """Yield a sentence for each trait in which the sides are unlike, and for each side of which one rep holds much."""
    for one in compared.balance:
        if is_more_than_chance(one):
            yield Caution(f"{_apart(one)} ({size(one)}). That may explain a difference.", min(one.n, one.rest_n), _short(one))
        for held, n, side in ((one.largest, one.n, "the deals with it"), (one.rest_largest, one.rest_n, "the rest")):
            if held is not None and held > TOO_MUCH:
                text = f"ne rep holds {number(held, 'share')} of {side}: that side may show how one person sells."
                yield Caution(f"O{text}", round(held * n), f"o{text}")


def is_unlike(one: Balance) -> bool:
    """Tell whether the sides differ so much in a trait that it is said; not where it can't be told."""
    return one.difference is not None and abs(one.difference) > UNLIKE


def is_more_than_chance(one: Balance) -> bool:
    """Tell whether the sides differ so much in a trait that it is said, and more than chance alone explains."""
    return is_unlike(one) and abs(one.difference or 0) > one.at_most_by_chance


def size(one: Balance) -> str:
    """Return how far apart the sides are, as a phrase: `0.41 standard deviations, where chance alone gives about 0.18`."""
    assert one.difference is not None
    if isinf(one.difference):
        return "they have nothing in common"
    return f"{abs(one.difference):.2f} standard deviations, where chance alone gives about {one.by_chance:.2f}"


def _apart(one: Balance) -> str:
    assert one.difference is not None
    if one.trait == "amount":
        return f"The deals with it are {'larger' if one.difference > 0 else 'smaller'} than the rest"
    if one.trait == "month":
        return f"The deals with it were opened {'later' if one.difference > 0 else 'earlier'} than the rest"
    if one.trait == "motion":
        return "The deals with it and the rest differ in motion: new accounts against existing ones"
    return "The deals with it and the rest were worked by different reps"


def _short(one: Balance) -> str:
    assert one.difference is not None
    how = {
        "amount": f"{'larger' if one.difference > 0 else 'smaller'} than the others",
        "month": f"opened {'later' if one.difference > 0 else 'earlier'} than the others",
        "motion": "of another motion than the others (new or existing accounts)",
        "rep": "worked by other reps",
    }[one.trait]
    return f"the deals with it were {how}, which may be part of the reason."


def beside(compared: Compared) -> str:
    """Return in a sentence in which traits the sides compare well, in which they differ, and which the source doesn't tell."""
    told = [one for one in compared.balance if one.difference is not None]
    alike = [one.trait for one in told if not is_unlike(one)]
    by_chance = [one.trait for one in told if is_unlike(one) and not is_more_than_chance(one)]
    unlike = [one.trait for one in told if is_more_than_chance(one)]
    untold = [one.trait for one in compared.balance if one.difference is None]
    parts = (("they compare well in", alike), ("they differ in", unlike), ("they differ no more than by chance in", by_chance), ("the source doesn't tell", untold))
    said = "; ".join(f"{how} {_listed(traits)}" for how, traits in parts if traits)
    return f"{said.replace('they', 'The two groups', 1) if said.startswith('they') else said.capitalize()}."


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
