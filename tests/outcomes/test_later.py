"""What happened after a release, and judges what was expected there all the same, or must not."""

from datetime import date
from pathlib import Path

import pytest

from processengine.deals.asked import Asked
from processengine.git import Repository
from processengine.outcomes.library import Question, outcomes
from processengine.outcomes.released import released
from processengine.proposals.outcome import Outcome, Outcomes
from processengine.release.library import held
from tests.git.scratch import Scratch
from tests.outcomes.history import LIBRARY, PROCESS, PROPOSAL, deals, library

TODAY = date(2026, 7, 20)
BAD = deals((20, 100), (20, 100))
"""Eighty of a hundred were lost, before the release and after it."""


def told(scratch: Scratch, top: str = "processes", *, today: date = TODAY, to_record: bool = False) -> Outcomes:
    """Return the outcomes of a library as it is committed."""
    scratch.commit("what was written since")
    repository = Repository.around(scratch.root)
    return outcomes(held(repository, repository.commit("HEAD"), top), Question((), Asked(), today), to_record=to_record)


def one(found: Outcomes) -> Outcome:
    """Return the only expectation's outcome."""
    ((outcome,),) = (proposal.outcomes for proposal in found.proposals)
    return outcome


def said(found: Outcomes) -> tuple[str | None, float | None, int | None]:
    """Return the verdict, the value and the n of the only one."""
    judgement = one(found).judgement
    return (None, None, None) if judgement is None else (judgement.verdict, judgement.value, judgement.n)


def swapped(history: str, old: str, new: str, places: range) -> str:
    """Return a history in which some deals after the release end elsewhere."""
    for place in places:
        history = history.replace(f"a{place},{old},", f"a{place},{new},")
    return history


MAPPED = """library: acme
evidence: {source: deals.csv, names: sf}
crm:
  sf:
    new-business:
      stages: {trouble-named: [trouble-named], board-decides: [board-decides], won: [won], lost: [lost]}
"""


def test_deals_that_end_in_a_new_outcome_count(tmp_path: Path) -> None:
    """Whoever lost them calls them stalled since, and they are lost all the same."""
    scratch = library(tmp_path / "repository", swapped(BAD, "lost", "stalled", range(40, 100)))
    scratch.write(processes__new_business=PROCESS.replace("from_anywhere: [lost]", "from_anywhere: [lost, stalled]").replace("measures:", "  stalled: {outcome: no-decision}\nmeasures:"))
    assert said(told(scratch)) == ("not-held", 0.2, 100)


def test_a_new_outcome_is_known_by_its_name_in_the_source(tmp_path: Path) -> None:
    """As the mapping has it since; a name that meant something then means that."""
    scratch = library(tmp_path / "repository", swapped(BAD, "lost", "Stalled for good", range(40, 100)), settings=MAPPED)
    scratch.write(
        processes__new_business=PROCESS.replace("from_anywhere: [lost]", "from_anywhere: [lost, stalled]").replace("measures:", "  stalled: {outcome: no-decision}\nmeasures:"),
        processes__library=MAPPED.replace("lost: [lost]}", "lost: [lost], stalled: [Stalled for good, won]}"),
    )
    assert said(told(scratch)) == ("not-held", 0.2, 100)


def test_outcomes_of_one_kind_may_become_one(tmp_path: Path) -> None:
    """What is recorded under the new id counts as either did."""
    process = PROCESS.replace("from_anywhere: [lost]", "from_anywhere: [lost, gone]").replace("measures:", "  gone: {outcome: lost}\nmeasures:")
    scratch = library(tmp_path / "repository", swapped(BAD, "lost", "closed-lost", range(40, 100)), process=process)
    scratch.write(processes__new_business=PROCESS.replace("[lost]", "[closed-lost]").replace("  lost: {outcome", "  closed-lost: {was: [lost, gone], outcome"))
    assert said(told(scratch)) == ("not-held", 0.2, 100)


def test_a_renamed_process_is_known_in_the_source_too(tmp_path: Path) -> None:
    """Where rows name their process, they name it by its new id since."""
    first, *rows = BAD.splitlines()
    history = "\n".join([f"{first},process", *(f"{row},{'new-business' if row.startswith('b') else 'new-deals'}" for row in rows)]) + "\n"
    scratch = library(tmp_path / "repository", history)
    scratch.write(processes__new_business=PROCESS.replace("process: new-business", "process: new-deals\nwas: [new-business]"))
    assert said(told(scratch)) == ("not-held", 0.2, 100)


def test_another_process_that_a_measure_looks_into_is_known_by_its_later_names(tmp_path: Path) -> None:
    """Its stages and itself."""
    scratch = library(tmp_path / "repository", BAD)
    scratch.write(processes__care=PROCESS.replace("new-business", "care"))
    scratch.git("tag", "-d", "new-business/0.1.0")
    scratch.commit("Release new-business 0.1.0")
    scratch.tag("new-business/0.1.0", "acme/new-business 0.1.0", "2026-03-01T09:00:00Z")
    scratch.write(processes__care=PROCESS.replace("process: new-business", "process: client-care\nwas: [care]").replace("[board-decides]", "[agreed]")
                  .replace("  board-decides: {", "  agreed: {was: [board-decides], ").replace("reached: board-decides", "reached: agreed"))
    commit = scratch.commit("care is called otherwise")
    (found,) = released(held(Repository.around(scratch.root), commit, "processes"))
    assert found.then is not None
    other = found.then.processes["care"]
    assert (other.was, other.stages["board-decides"].was) == (("client-care",), ("agreed",))


def test_rows_between_two_renames_count(tmp_path: Path) -> None:
    """A stage that was renamed twice is known by each of its ids."""
    history = swapped(swapped(BAD, "board-decides", "consensus", range(50)), "board-decides", "agreed", range(50, 100))
    scratch = library(tmp_path / "repository", history)
    scratch.write(processes__new_business=PROCESS.replace("[board-decides]", "[agreed]").replace("  board-decides: {", "  agreed: {was: [board-decides, consensus], ")
                  .replace("reached: board-decides", "reached: agreed"))
    assert said(told(scratch)) == ("not-held", 0.2, 100)


def test_settings_chosen_later_choose_no_numbers(tmp_path: Path) -> None:
    """Where the deals were none of the library's at the release, its mapping of today reads them, and the usual least number counts."""
    scratch = library(tmp_path / "repository", BAD.replace(",won,", ",Closed Won,"), settings="library: acme\n")
    later = MAPPED.replace("won: [won]", "won: [Closed Won]").replace("names: sf", "names: sf, min_deals: 900")
    scratch.write(processes__library=later)
    assert said(told(scratch)) == ("not-held", 0.2, 100)


def test_one_that_names_no_process_is_judged_by_the_release_that_holds_it(tmp_path: Path) -> None:
    """Though another process with that measure was released as the same version, and its tag comes first."""
    proposal = PROPOSAL.replace("process: new-business\n", "")
    scratch = library(tmp_path / "repository", deals((20, 100), (45, 100)), proposal="proposal: other\n")
    scratch.git("tag", "-d", "new-business/0.1.0")
    scratch.write(processes__care=PROCESS.replace("new-business", "care").replace("share: {outcome: won}", "share: {outcome: lost}"))
    scratch.commit("Release care 0.1.0")
    scratch.tag("care/0.1.0", "acme/care 0.1.0", "2026-01-01T09:00:00Z")
    scratch.write(processes__proposals__equip_the_champion=proposal)
    scratch.commit("Release new-business 0.1.0")
    scratch.tag("new-business/0.1.0", "acme/new-business 0.1.0", "2026-03-01T09:00:00Z")
    found = told(scratch)
    assert (found.proposals[0].process, said(found)) == ("new-business", ("held", 0.45, 100))


def test_a_release_that_holds_no_such_proposal_judges_nothing(tmp_path: Path) -> None:
    """Under another id a file may say whatever it likes today."""
    scratch = library(tmp_path / "repository", BAD)
    scratch.git("mv", "processes/proposals/equip-the-champion.yaml", "processes/proposals/better.yaml")
    scratch.write(processes__proposals__better=PROPOSAL.replace("equip-the-champion", "better").replace("from: 0.2, to: 0.4", "from: 0.1, to: 0.15"))
    found = one(told(scratch))
    assert (found.standing, found.judgement) == ("waiting", None)
    assert found.why_not == "The release new-business/0.1.0 holds no proposal `better`: what was stated then, and nothing later, would judge it."


def test_a_library_that_moved_and_got_another_id_is_found_by_what_its_release_says(tmp_path: Path) -> None:
    """And where the release is there and holds no such process, fetching tags is no advice."""
    scratch = library(tmp_path / "repository", BAD)
    scratch.git("mv", "processes", "sales")
    scratch.write(sales__library=LIBRARY.replace("acme", "acme-inc"))
    assert said(told(scratch, "sales")) == ("not-held", 0.2, 100)
    scratch.write(other__library=LIBRARY)
    assert one(told(scratch, "sales")).why_not == "The release new-business/0.1.0 is here, and in it no process `new-business` of this library that can be read."


def test_without_a_process_and_a_release_nobody_knows_the_process(tmp_path: Path) -> None:
    """Empty, as a value."""
    scratch = library(tmp_path / "repository", BAD, proposal=PROPOSAL.replace("process: new-business\n", ""))
    scratch.git("tag", "-d", "new-business/0.1.0")
    assert told(scratch).proposals[0].process == ""


def test_a_start_that_never_was_is_no_start(tmp_path: Path) -> None:
    """From 20 % to 40 %, it says, and it went from 80 % to 60 %."""
    found = told(library(tmp_path / "repository", deals((80, 100), (60, 100))))
    assert said(found) == ("inconclusive", 0.6, 100)
    assert found.proposals[0].remarks == ("Win rate: It says that it started from 20 %; the deals before the release said 80 % (72.7 % to 85.7 %).",)


def test_files_that_can_t_be_told_are_said_and_a_second_one_takes_no_record_away(tmp_path: Path) -> None:
    """The file with the record counts, whatever the other's name."""
    scratch = library(tmp_path / "repository", BAD)
    scratch.write(processes__proposals__zz="proposal: equip-the-champion\nprocess: new-business\n", processes__proposals__broken="proposal: other\nexpects: {\n")
    found = told(scratch)
    assert said(found) == ("not-held", 0.2, 100)
    assert found.remarks == (
        "processes/proposals/broken.yaml can't be read, so nobody knows what it expected, nor what became of it; `processengine validate` says why.",
        "processes/proposals/zz.yaml says the id `equip-the-champion` of another proposal and counts for nothing: processes/proposals/equip-the-champion.yaml does.",
    )


def test_judged_without_a_verdict_is_judged(tmp_path: Path) -> None:
    """Nobody knows how, so it neither held nor is it judged again; with another's verdict in the record it isn't judged."""
    scratch = library(tmp_path / "repository", BAD, proposal=PROPOSAL.replace("version: 0.1.0", "version: 0.1.0, judged: 2026-07-01"))
    found = told(scratch)
    assert (one(found).standing, said(found)[0], found.proposals[0].state) == ("judged", "inconclusive", "inconclusive")
    scratch.write(processes__proposals__equip_the_champion=PROPOSAL.replace("version: 0.1.0", "version: 0.1.0, judged: 2026-07-01, verdicts: {other: {verdict: held}}"))
    assert one(told(scratch)).standing == "due"


@pytest.mark.parametrize(("history", "settings", "today", "standing"), [
    (deals((20, 100), (45, 100), last="2026-05-30"), LIBRARY.replace("csv}", "csv, as_of: 2026-06-30}"), TODAY, "waiting"),
    (deals((20, 100), (45, 100), last="2026-05-30") + "planned,trouble-named,2027-01-01\n", LIBRARY, TODAY, "waiting"),
    (deals((20, 100), (45, 100), last="2026-06-30"), LIBRARY, date(2026, 6, 30), "watching"),
    (deals((20, 100), (45, 100), last="2026-06-30"), LIBRARY, date(2026, 7, 1), "due"),
    (deals((20, 100), (45, 100), last="2026-06-30") + "planned,trouble-named,2027-01-01\n", LIBRARY, TODAY, "due"),
], ids=["named-beyond-the-rows", "a-row-of-the-future", "on-the-day", "on-the-day-after", "both"])
def test_for_good_it_is_judged_by_days_that_are_recorded_and_over(tmp_path: Path, history: str, settings: str, today: date, standing: str) -> None:
    """Neither a day in library.yaml nor one row of the future tells that the deals reach it."""
    assert one(told(library(tmp_path / "repository", history, settings=settings), today=today, to_record=True)).standing == standing
