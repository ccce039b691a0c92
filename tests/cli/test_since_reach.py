"""What `validate --since` reports: what the change touched, and what it broke elsewhere; what is older is counted."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Command
from tests.git.scratch import Scratch

LIBRARY = """\
library: acme
people:
  lee: {email: lee@example.com, roles: [leader]}
policy: {breaking: {approvals: {leader: 1}}}
"""
JOURNEY = """\
journey: our-way
steps:
  trouble: {title: The trouble is named, phase: change}
  team: {title: The team is found, phase: change}
"""
NEW_BUSINESS = """\
process: new-business
journey: our-way
covers: [change]
from_anywhere: [lost, asleep]
stages:
  trouble-named:
    buyer: Someone says what is wrong
    mirrors: [trouble]
    next: [team-found]
  team-found:
    buyer: Everyone is heard
    mirrors: [team]
    next: [won, team-found]
  asleep: {parked: true}
  won: {outcome: won, continues_in: [after]}
  lost: {outcome: lost}
"""
AFTER = """\
process: after
from_anywhere: [left]
stages:
  first-close: {buyer: They close the books, next: [excellent, first-close]}
  excellent: {outcome: realised}
  left: {outcome: lost}
"""
OLD = {("self-transition", "stages.team-found.next.team-found"), ("unbounded-parking", "stages.asleep")}
"""What is wrong with new-business from the beginning, among other things; `after` has a self-transition too."""


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """A library on main with three old findings, and a branch from it on which we are."""
    scratch = Scratch(tmp_path)
    scratch.write(library=LIBRARY, our_way=JOURNEY, new_business=NEW_BUSINESS, after=AFTER)
    scratch.commit()
    scratch.git("switch", "-q", "-c", "mine")
    return scratch


def report(command: Command, *arguments: str) -> Any:
    """What a run says as JSON."""
    return json.loads(command("validate", *arguments, "--format", "json").out)


def warnings(command: Command, *arguments: str) -> list[tuple[str, str]]:
    """What is found above notes: rule and path."""
    found = report(command, "--since", "main", *arguments)["diagnostics"]
    return [(one["rule"], one["path"]) for one in found if one["severity"] != "note"]


def test_nothing_changed_and_nothing_is_reported(scratch: Scratch, command: Command) -> None:
    """What is older is counted, in the text and for programs."""
    older = len(report(command)["diagnostics"])
    assert {(one["rule"], one["path"]) for one in report(command)["diagnostics"]} >= OLD
    result = command("validate", "--since", "main")
    assert result.code == 0
    assert "4 files: no findings." in result.out
    assert f"{older} older findings in what you didn't touch are not shown; without --since they are." in result.out
    start = scratch.git("rev-parse", "main")
    assert report(command, "--since", "main")["since"] == {"revision": "main", "start": start, "older": older}
    assert report(command)["since"] is None


def test_an_old_finding_of_what_was_touched_is_reported(scratch: Scratch, command: Command) -> None:
    """A field of the element itself, something in it, or what it stands in; its neighbours stay quiet."""
    scratch.write(new_business=NEW_BUSINESS.replace("asleep: {parked: true}", "asleep: {parked: true, title: They wait}"))
    assert warnings(command) == [("unbounded-parking", "stages.asleep")]
    scratch.write(new_business=NEW_BUSINESS.replace("next: [won, team-found]", "next: [{to: won, when: Signed}, team-found]"))
    assert warnings(command) == []
    scratch.write(new_business=NEW_BUSINESS.replace("next: [won, team-found]", "next: [won, {to: team-found, when: More join}]"))
    assert warnings(command) == [("self-transition", "stages.team-found.next.team-found")]


def test_layout_and_comments_touch_nothing(scratch: Scratch, command: Command) -> None:
    """Lines move, findings don't become new."""
    scratch.write(new_business=NEW_BUSINESS.replace("  asleep: {parked: true}", "\n  # They wait.\n  asleep:\n    parked: true"))
    assert warnings(command) == []


def test_a_new_finding_is_reported(scratch: Scratch, command: Command) -> None:
    """Also uncommitted, and beside old ones of its rule."""
    scratch.write(new_business=NEW_BUSINESS.replace("  won: {", "  waiting: {parked: true, next: [won]}\n  won: {")
                  .replace("from_anywhere: [lost, asleep]", "from_anywhere: [lost, asleep, waiting]"))
    assert warnings(command) == [("unbounded-parking", "stages.waiting")]


def test_a_stage_that_is_renamed_keeps_its_old_findings(scratch: Scratch, command: Command) -> None:
    """With `was`, wherever it is named; what is told is the renaming itself."""
    renamed = NEW_BUSINESS.replace("team-found:", "all-heard:\n    was: [team-found]").replace("team-found]", "all-heard]")
    renamed = renamed.replace("was: [all-heard]", "was: [team-found]").replace("asleep: {", "dozing: {was: [asleep], ").replace("asleep]", "dozing]")
    renamed = renamed.replace("was: [dozing]", "was: [asleep]")
    older = len(report(command)["diagnostics"])
    scratch.write(new_business=renamed)
    assert report(command, "--since", "main")["since"]["older"] == older
    assert warnings(command) == [("renamed-not-redescribed", "stages.all-heard")]


def test_a_file_that_moved_keeps_its_old_findings(scratch: Scratch, command: Command) -> None:
    """A document is known by its kind and id; moved and edited, only what was touched is reported."""
    scratch.git("mv", "new-business.yaml", "hunting.yaml")
    assert warnings(command) == []
    scratch.write(hunting=NEW_BUSINESS.replace("asleep: {parked: true}", "asleep: {parked: true, title: They wait}"))
    assert warnings(command) == [("unbounded-parking", "stages.asleep")]


def test_a_process_with_another_id_keeps_its_old_findings(scratch: Scratch, command: Command) -> None:
    """Its content tells that it is the same."""
    scratch.write(new_business=NEW_BUSINESS.replace("process: new-business", "process: new-clients"))
    assert warnings(command) == []


def test_a_deleted_file_that_others_lead_to_is_told_there(scratch: Scratch, command: Command) -> None:
    """The file at fault wasn't touched at all."""
    scratch.git("rm", "-q", "after.yaml")
    assert warnings(command) == [("unknown-process", "stages.won.continues_in.after")]


def test_a_new_file_is_reported_whole(scratch: Scratch, command: Command) -> None:
    """And what it does to others: two documents with one id."""
    scratch.write(copy=AFTER)
    found = warnings(command)
    assert ("duplicate-id", "process") in found
    assert ("self-transition", "stages.first-close.next.first-close") in found
    scratch.write(copy=AFTER.replace("process: after", "process: afterwards"))
    assert ("self-transition", "stages.first-close.next.first-close") in warnings(command)
    assert ("duplicate-id", "process") not in warnings(command)


def test_a_person_who_goes_is_told_where_they_were_needed(scratch: Scratch, command: Command) -> None:
    """The policy wasn't touched, and nobody can fill it any more."""
    scratch.write(library=LIBRARY.replace("roles: [leader]", "roles: [rep]"))
    assert warnings(command) == [("unfillable-policy", "policy.breaking.approvals.leader")]


def test_a_step_that_goes_is_told_where_it_was_mirrored(scratch: Scratch, command: Command) -> None:
    """In the process, which wasn't touched."""
    scratch.write(our_way=JOURNEY.replace("  team: {title: The team is found, phase: change}\n", ""))
    assert warnings(command) == [("unknown-step", "stages.team-found.mirrors.team")]


def test_a_kit_that_goes_is_told_where_it_was_handed_over(scratch: Scratch, command: Command) -> None:
    """The start has the file, the disk has not."""
    scratch.write_at("kits/paper.md", "The case, on one page.\n")
    scratch.write(after=AFTER.replace("from_anywhere", "kits: {paper: {title: The case, file: kits/paper.md}}\nfrom_anywhere", 1))
    scratch.commit()
    scratch.git("branch", "-f", "main")
    assert warnings(command) == []
    (scratch.root / "kits/paper.md").unlink()
    assert ("unknown-kit", "kits.paper.file") in warnings(command)


def test_what_a_suppression_covered_is_reported_without_it(scratch: Scratch, command: Command) -> None:
    """Whoever deletes the comment answers for what it covered."""
    allowed = NEW_BUSINESS.replace("asleep: {parked: true}", "asleep: {parked: true}  # processengine: allow[unbounded-parking] they call us")
    scratch.write(new_business=allowed)
    scratch.commit()
    scratch.git("branch", "-f", "main")
    assert warnings(command) == []
    scratch.write(new_business=NEW_BUSINESS)
    assert warnings(command) == [("unbounded-parking", "stages.asleep")]


def test_text_that_is_wrong_counts_as_touched_where_it_changes(scratch: Scratch, command: Command) -> None:
    """A key that nobody knows is in no list of changes."""
    wrong = AFTER.replace("process: after\n", "process: after\ntitel: After\n")
    scratch.write(after=wrong)
    scratch.commit()
    scratch.git("branch", "-f", "main")
    assert warnings(command) == []
    scratch.write(after=wrong.replace("titel: After", "titel: Afterwards"))
    assert warnings(command) == [("unknown-key", "titel")]


def test_a_file_that_could_not_be_read_before_is_older_until_somebody_edits_it(scratch: Scratch, command: Command) -> None:
    """By its place, or by what is in it."""
    scratch.write(broken="process: [\n")
    scratch.commit()
    scratch.git("branch", "-f", "main")
    assert warnings(command) == []
    scratch.git("mv", "broken.yaml", "torn.yaml")
    assert warnings(command) == []
    scratch.write(torn="process: [[\n")
    assert [rule for rule, _ in warnings(command)] == ["syntax-error"]


def test_a_library_setting_that_changes_is_held_against_itself(scratch: Scratch, command: Command) -> None:
    """An old finding in library.yaml comes back once its place is edited."""
    scratch.write(library=LIBRARY.replace("roles: [leader]", "roles: [rep]"))
    scratch.commit()
    scratch.git("branch", "-f", "main")
    assert warnings(command) == []
    scratch.write(library=LIBRARY.replace("roles: [leader]", "roles: [rep]").replace("leader: 1", "leader: 2"))
    assert warnings(command) == [("unfillable-policy", "policy.breaking.approvals.leader")]


def test_only_named_files_are_reported(scratch: Scratch, command: Command) -> None:
    """What the change broke in others is theirs to be asked about."""
    scratch.write(new_business=NEW_BUSINESS.replace("  asleep: {parked: true}\n", "  asleep: {parked: true, title: They wait}\n"))
    assert warnings(command, "after.yaml") == []
    assert warnings(command, "new-business.yaml") == [("unbounded-parking", "stages.asleep")]


def test_before_the_first_commit_there_is_no_since(tmp_path: Path, command: Command) -> None:
    """One line that says what to do."""
    scratch = Scratch(tmp_path)
    scratch.write(library=LIBRARY, after=AFTER)
    result = command("validate", "--since", "main")
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert "There is no commit here yet" in result.err


def test_an_allow_for_a_change_of_long_ago_is_nobody_elses_fault(scratch: Scratch, command: Command) -> None:
    """It was used by the change that brought it, and is idle ever since; whoever edits its place is told."""
    allowed = NEW_BUSINESS.replace("  asleep: {parked: true}", "  # processengine: allow[stranded-deals] they were moved by hand\n  asleep: {parked: true}")
    scratch.write(new_business=allowed)
    scratch.commit()
    scratch.git("branch", "-f", "main")
    assert warnings(command) == []
    scratch.write(new_business=allowed.replace("parked: true", "parked: true, title: They wait"))
    assert ("unused-suppression", "stages.asleep") in warnings(command)


def test_a_file_without_a_library_keeps_its_old_findings(tmp_path: Path, command: Command) -> None:
    """Held against itself."""
    scratch = Scratch(tmp_path)
    scratch.write(alone=AFTER)
    scratch.commit()
    assert warnings(command, "alone.yaml") == []
    scratch.write(alone=AFTER.replace("first-close: {", "first-close: {title: The books, "))
    assert ("undecidable-branch", "stages.first-close") in warnings(command, "alone.yaml")


def test_the_folder_that_a_run_starts_in_makes_no_difference(scratch: Scratch, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does how a file is named."""
    scratch.write(new_business=NEW_BUSINESS.replace("asleep: {parked: true}", "asleep: {parked: true, title: They wait}"))
    inside = scratch.root / "kits"
    inside.mkdir()
    monkeypatch.chdir(inside)
    assert warnings(command) == [("unbounded-parking", "stages.asleep")]
    assert warnings(command, "../new-business.yaml") == [("unbounded-parking", "stages.asleep")]
    assert warnings(command, str(scratch.root / "after.yaml")) == []


def test_a_revision_ahead_of_a_branch_that_changed_nothing(scratch: Scratch, command: Command) -> None:
    """Main has brought a finding since; the branch has neither the finding nor anything to answer for."""
    scratch.git("switch", "-q", "main")
    scratch.write(new_business=NEW_BUSINESS.replace("  won: {", "  waiting: {parked: true, next: [won]}\n  won: {"))
    scratch.commit()
    scratch.git("switch", "-q", "mine")
    assert warnings(command) == []


def test_a_set_that_wakes_all_rules_looks_so_at_the_start_too(scratch: Scratch, command: Command) -> None:
    """What it alone finds was there before."""
    del scratch
    assert warnings(command, "--set", "all") == []
