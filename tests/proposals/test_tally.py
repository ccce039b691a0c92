"""How often we were right, counted."""

from datetime import date

from processengine.model.proposal import Expectation
from processengine.proposals.expectation import Judgement, Verdict
from processengine.proposals.outcome import Outcome, Outcomes, ProposalOutcome, Standing, Tally
from processengine.proposals.tally import by_process, by_quarter, in_all, quarter

TODAY = date(2026, 11, 20)


def outcome(standing: Standing, verdict: Verdict | None = None, by: str = "2026-06-30") -> Outcome:
    """Return one expectation's outcome."""
    return Outcome("win-rate", Expectation.model_validate({"to": 1, "by": by}), standing, None if verdict is None else Judgement(verdict, ""))


def proposal(process: str, judged: date | None, *outcomes: Outcome) -> ProposalOutcome:
    """Return a proposal's."""
    return ProposalOutcome("p", "P", process, "1.0.0", None, judged, outcomes)


FOUND = Outcomes("acme", TODAY, (
    proposal("a", date(2026, 3, 31), outcome("judged", "held"), outcome("judged", "not-held", "2026-03-31")),
    proposal("b", date(2026, 4, 1), outcome("judged", "inconclusive"), outcome("watching", "held", "2026-12-01")),
    proposal("b", None, outcome("due", "held"), outcome("waiting"), outcome("due", "held", "2026-11-20")),
))


def test_by_process_and_in_all() -> None:
    """A verdict that isn't recorded counts as overdue once its day has passed, and as watched on the day."""
    assert by_process(FOUND) == (Tally("a", held=1, not_held=1), Tally("b", inconclusive=1, watching=2, overdue=2))
    assert in_all(FOUND) == Tally("", 1, 1, 1, 2, 2)
    assert in_all(Outcomes("acme", TODAY, ())) == Tally("")


def test_by_the_quarter_of_the_day_on_which_it_was_to_be_judged() -> None:
    """A later verdict of the same proposal moves none; what isn't judged is in none."""
    assert by_quarter(FOUND) == (Tally("2026-Q1", not_held=1), Tally("2026-Q2", held=1, inconclusive=1))
    assert [quarter(date(2026, month, 1)) for month in (1, 3, 4, 12)] == ["2026-Q1", "2026-Q1", "2026-Q2", "2026-Q4"]


def test_a_proposal_is_as_its_worst_expectation_and_watched_until_all_are_judged() -> None:
    """Not held if any isn't, else inconclusive if any is."""
    held, not_held, open_ = outcome("judged", "held"), outcome("judged", "not-held"), outcome("judged", "inconclusive")
    states = [proposal("a", None, *some).state for some in ((held,), (held, open_), (held, open_, not_held), (not_held, outcome("due", "held")))]
    assert states == ["held", "inconclusive", "not-held", "watching"]
