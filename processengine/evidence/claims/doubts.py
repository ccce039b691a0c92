"""What keeps a claim from a verdict, whatever its numbers: each doubt is a sentence, or empty where there is none."""

from collections.abc import Iterable, Mapping

from processengine.evidence.claims.claimed import Judged
from processengine.evidence.claims.said import deals
from processengine.evidence.measures.base import run
from processengine.evidence.measures.known import Known
from processengine.evidence.question import Derived, Question, Row
from processengine.evidence.rows import one, whole
from processengine.evidence.sql import text
from processengine.limits import closed_well
from processengine.model.measure import Quantity

Outcomes = Mapping[str | None, int]
"""How many deals are closed with each outcome; None stands for those handed over to another process."""


def first(doubts: Iterable[Judged | str]) -> Judged | None:
    """Return what keeps a claim from a verdict, None where nothing does; the deals are asked no further than to the first doubt."""
    found = next((doubt for doubt in doubts if doubt), None)
    return Judged("inconclusive", found) if isinstance(found, str) else found


def few(doubt: str) -> Judged | str:
    """Return a doubt for there being too few deals, empty where it is none."""
    return Judged("inconclusive", doubt, "too-few") if doubt else ""


def too_few(n: int, min_deals: int, which: str = "") -> str:
    """Doubt a number that rests on fewer deals than the library asks for; `which` deals these are, after "deals"."""
    if n >= min_deals:
        return ""
    found = f"No deals{which} can" if n == 0 else f"Only {deals(n)}{which} can"
    return f"{found} be counted, and it takes {min_deals} to conclude anything (`min_deals`)."


def too_few_held_against(n: int, min_deals: int) -> str:
    """Doubt a ratio that is held against fewer than the library asks for."""
    if n >= min_deals:
        return ""
    return f"It is held against only {n:,}, and it takes {min_deals} to conclude anything (`min_deals`)."


def survivors_of_source(outcomes: Outcomes) -> str:
    """Doubt a source in which nobody has lost."""
    if not closed_well(outcomes):
        return ""
    return "The source holds only won deals. What the others did is not recorded, so nothing can be concluded from what these did."


def survivors_of_cohort(quantity: Quantity, outcomes: Outcomes) -> str:
    """Doubt a share of what won deals did: what the others did is not asked.

    What became of deals is no such share: an outcome, or an event in a process that they went on to.
    """
    share = quantity.share
    if share is None or share.outcome is not None or "/" in (share.reached or "") or not closed_well(outcomes):
        return ""
    return ("Only won deals are looked at. Those that were not won may have done the same, so this says nothing of what helps to win:"
            " compare the deals that did it with the rest (`compare`).")


def outcomes_of_source(known: Known) -> Question[Outcomes]:
    """Ask how the deals of a process ended."""
    return Question("SELECT outcome, COUNT(*) AS deals FROM run WHERE closed IS NOT NULL GROUP BY outcome ORDER BY outcome", _outcomes, over=(run(known),),
                    is_kept=True)


def outcomes_of_cohort(watched: Derived) -> Question[Outcomes]:
    """Ask how the deals that are watched ended."""
    return Question(text("claims/outcomes"), _outcomes, over=(watched,))


def number_of_deals(known: Known) -> Question[int]:
    """Ask how many deals were in a process."""
    return Question("SELECT COUNT(*) FROM run", one, over=(run(known),), is_kept=True)


def _outcomes(rows: Iterable[Row]) -> Outcomes:
    return {None if outcome is None else str(outcome): whole(count) for outcome, count in rows}
