"""How outcomes read."""

import json
from datetime import date

from processengine.evidence.statistics import Interval
from processengine.model.proposal import Expectation
from processengine.proposals.expectation import Judgement
from processengine.proposals.outcome import Outcome, Outcomes, ProposalOutcome
from processengine.report.outcomes_json import as_json
from processengine.report.outcomes_text import as_text
from tests.report.closed import faults

TODAY = date(2026, 11, 20)


def plain(text: str, colour: str) -> str:
    """Paint nothing."""
    del colour
    return text


def expects(by: str, **more: float) -> Expectation:
    """Return an expectation."""
    return Expectation.model_validate({"to": 0.27, "by": by, **more})


def text(*outcomes: Outcome, recorded: tuple[str, ...] | None = None, columns: int | None = None, remarks: tuple[str, ...] = ()) -> list[str]:
    """Return the lines on one proposal."""
    one = ProposalOutcome("quicker", "Decide sooner", "new-business", "1.0.0", None, None, outcomes, remarks)
    return as_text(Outcomes("acme", TODAY, (one,)), plain, columns, recorded).splitlines()


def test_overdue_says_why() -> None:
    """In the tally and beside it."""
    lines = text(Outcome("win-rate", expects("2026-06-30"), "waiting", None, unit="share", why_not="The deals are told up to 2026-06-01."), recorded=())
    assert lines == [
        "How often we were right: 1 overdue.", "By process:", "  new-business  1 overdue", "", "Decide sooner (quicker: new-business 1.0.0)",
        "  Win rate to 27 % by 2026-06-30: overdue, not judged yet", "    The deals are told up to 2026-06-01.", "",
        "What is due can't be judged yet, so nothing was recorded.",
    ]


def test_watching_without_a_number_says_why() -> None:
    """And without a unit the numbers stand alone."""
    lines = text(Outcome("win-rate", expects("2026-12-31"), "watching", None, why_not="No source."), remarks=("A remark.",), recorded=())
    assert lines[-5:] == ["  Win rate to 0.27 by 2026-12-31: watching", "    No source.", "  A remark.", "", "Nothing was due, so nothing was recorded."]


def test_what_was_recorded_without_a_number() -> None:
    """It could not be computed."""
    lines = text(Outcome("win-rate", expects("2026-06-30"), "judged", Judgement("inconclusive", ""), unit="share"))
    assert lines[-2:] == ["  Win rate to 27 % by 2026-06-30: inconclusive", "    It could not be computed."]


def test_a_verdict_says_where_it_started_and_wraps() -> None:
    """By the deals where nobody stated it, with the number of what is to be recorded."""
    held = Judgement("held", "30 % (25 % to 35 %, n 200): it reached 27 %, and is clearly beyond 21 %.", 0.3, 200, 0.21, None, Interval(0.25, 0.35))
    lines = text(Outcome("win-rate", expects("2026-06-30"), "due", held, TODAY, "share"), columns=50)
    assert lines[-5:] == [
        "  Win rate from 21 % to 27 % by 2026-06-30: held, not recorded yet", "    30 % (25 % to 35 %, n 200): it reached 27 %,", "    and is clearly beyond 21 %.", "",
        "1 verdict to record: processengine outcomes --record",
    ]


def test_a_process_that_nobody_knows_is_no_name() -> None:
    """In words for people, null for programs."""
    one = ProposalOutcome("quicker", "Decide sooner", "", "1.0.0", None, None, (Outcome("win-rate", expects("2026-12-31"), "watching", None),))
    found = Outcomes("acme", TODAY, (one,), remarks=("zz.yaml can't be read.",))
    lines = as_text(found, plain, None).splitlines()
    assert (lines[2], lines[4], lines[-1]) == ("  no process  1 watching", "Decide sooner (quicker: no process 1.0.0)", "zz.yaml can't be read.")
    data = json.loads(as_json(found))
    assert (data["proposals"][0]["process"], data["tally"]["by_process"][0]["process"], data["remarks"]) == (None, None, ["zz.yaml can't be read."])
    assert faults("outcomes", data) == []


def test_the_day_of_the_last_verdict_is_no_day_of_another() -> None:
    """It is said where all were judged together."""
    first, second, same = (Outcome("win-rate", expects(by), "judged", Judgement("held", "", 0.3, 100), unit="share") for by in ("2026-06-30", "2026-10-10", "2026-06-30"))
    days = [as_text(Outcomes("acme", TODAY, (ProposalOutcome("q", "Q", "p", "1.0.0", None, TODAY, some),)), plain, None).count("judged 2026-11-20")
            for some in ((first,), (first, second), (first, same))]
    assert days == [1, 0, 2]


def test_what_is_due_today_is_recorded_tomorrow() -> None:
    """The day is not over yet."""
    due = Outcome("win-rate", expects("2026-11-20"), "due", Judgement("held", "It held.", 0.3, 100), TODAY, "share")
    assert "to record" not in text(due)[-1]


def test_nothing_to_judge() -> None:
    """With what was asked for, or for the whole library."""
    assert as_text(Outcomes("acme", TODAY, ()), plain, None) == "No proposal that expects something has been released yet.\n"
    assert as_text(Outcomes("acme", TODAY, (), ("quicker was withdrawn, so there is nothing to judge.",)), plain, None) == "quicker was withdrawn, so there is nothing to judge.\n"


def test_where_nothing_is_judged_nobody_was_right() -> None:
    """Nor wrong: what is watched is counted."""
    assert text(Outcome("win-rate", expects("2026-12-31"), "watching", None, why_not="No source."))[0] == "None judged yet; 1 watched."
