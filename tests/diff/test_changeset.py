"""Changesets: which documents are compared, where changes point to, how they are grouped and known."""

from processengine.change import Changeset
from processengine.diff.changeset import changesets
from processengine.diff.revision import Revision
from tests.revisions import revision

FIRST = """process: new-business
from_anywhere: [lost, stayed-put]
stages:
  trouble-named:
    max_days: 30
    next: [team-assembled]
  team-assembled:
    buyer: Everyone who must agree has been heard
    next:
      - board-decides
  board-decides:
    next: [won]
  won: {outcome: won}
  lost: {outcome: lost}
  stayed-put: {outcome: no-decision}
"""
SECOND = FIRST.replace("max_days: 30", "max_days: 45  # more time").replace("    next: [won]", "    title: The board decides\n    next: [won]")


def compared(old: str, new: str) -> Changeset:
    """Compare two texts of one document."""
    return changesets([revision(old)], [revision(new)])[0]


def ids(old: list[Revision], new: list[Revision]) -> list[tuple[str, str | None, str | None, str]]:
    """Return what was compared with what: id, file before, file after and the bump."""
    return [(one.id, one.before_file, one.after_file, one.required_bump) for one in changesets(old, new)]


def test_a_change_points_at_its_key_on_both_sides() -> None:
    """A side that doesn't write the field has no span."""
    title, days = sorted(compared(FIRST, SECOND).changes, key=lambda change: change.path)
    assert (title.path, title.before_span, title.after_span) == ("stages.board-decides.title", None, (12, 5, 12, 10))
    assert (days.path, days.before_span, days.after_span) == ("stages.trouble-named.max_days", (5, 5, 5, 13), (5, 5, 5, 13))


def test_what_is_gone_points_at_the_old_side_alone() -> None:
    """And what is new at the new side; an item of a list is its own key."""
    change = compared(FIRST, FIRST.replace("      - board-decides", "      - won")).atoms
    places = {one.kind: (one.path, one.before_span, one.after_span) for one in change}
    assert places == {
        "transition-removed": ("stages.team-assembled.next.board-decides", (10, 9, 10, 22), None),
        "transition-added": ("stages.team-assembled.next.won", None, (10, 9, 10, 12)),
    }


def test_changes_are_told_stage_by_stage_the_most_serious_first() -> None:
    """A stage with a breaking change stands before one with words, and a way from anywhere is told with its outcome."""
    new = SECOND.replace("from_anywhere: [lost, stayed-put]", "from_anywhere: [stayed-put]")
    groups = compared(FIRST, new).groups
    assert [(group.title, [change.impact.value for change in group.changes]) for group in groups] == [
        ("“Lost”", ["breaking"]), ("“Trouble named”", ["behavioural"]), ("“The board decides” (was “Board decides”)", ["editorial"])
    ]


def test_a_rename_is_told_before_anything_else_of_its_stage() -> None:
    """A reader must know which stage is meant, and the heading tells both names."""
    new = FIRST.replace("board-decides", "board-agrees").replace("    next: [won]", "    was: [board-decides]\n    next: [lost]")
    group = next(group for group in compared(FIRST, new).groups if "was" in group.title)
    assert group.title == "“Board agrees” (was “Board decides”)"
    assert [change.kind for change in group.changes] == ["stage-renamed", "path-closed", "transition-added"]


def test_a_stage_that_goes_takes_the_ways_to_it_along() -> None:
    """One group and one sentence for each, and a reason that is true of an outcome."""
    new = FIRST.replace("next: [team-assembled]", "next: [board-decides]").replace(
        "  team-assembled:\n    buyer: Everyone who must agree has been heard\n    next:\n      - board-decides\n", "")
    new = new.replace("  stayed-put: {outcome: no-decision}\n", "").replace("[lost, stayed-put]", "[lost]")
    groups = compared(FIRST, new).groups
    assert [group.title for group in groups] == ["“Team assembled”", "“Stayed put”"]
    assert groups[1].changes[0].reason == "Deals that ended there lose their outcome, and the counts change."


def test_several_stages_that_only_go_stand_under_one_heading() -> None:
    """One sentence each, so that each is found by its name; a heading that says the same again is no help."""
    text = "process: p\nstages:\n  a: {next: [b]}\n  b: {next: [c]}\n  c: {next: [won]}\n  won: {outcome: won}\n"
    new = "process: p\nstages:\n  x:\n    buyer: They begin\n    next: [won]\n  won: {outcome: won}\n"
    groups = compared(text, new).groups
    assert [(group.title, [change.message for change in group.changes if "gone" in change.message]) for group in groups][:2] == [
        ("Stages that go", ["“A” is gone.", "“B” is gone.", "“C” is gone."]), ("“X”", []),
    ]
    assert [change.group for change in groups[0].changes] == ["stages.a", "stages.b", "stages.c"]


def test_one_stage_that_goes_and_one_of_which_more_is_told_keep_their_headings() -> None:
    """What else happens to a stage stands beside its going."""
    text = "process: p\nfrom_anywhere: [lost]\nstages:\n  a: {next: [b]}\n  b: {next: [won]}\n  won: {outcome: won}\n  lost: {outcome: lost}\n"
    new = "process: p\nstages:\n  a: {next: [won]}\n  won: {outcome: won}\n"
    assert {group.title for group in compared(text, new).groups} == {"“B”", "“Lost”"}


def test_a_fingerprint_knows_a_change_by_what_it_is() -> None:
    """Equal for the same change, wherever it stands in the file; another one for other values."""
    moved = "# a comment\n" + SECOND
    once, again = (compared(FIRST, new).changes[0].fingerprint for new in (SECOND, moved))
    assert once == again
    assert once != compared(FIRST, SECOND.replace("45", "46")).changes[0].fingerprint
    assert len(once) == 16


def test_a_fingerprint_does_not_hang_on_the_impact_or_the_wording() -> None:
    """Kind, path and values are what it is made of, and for a stage its place."""
    from dataclasses import replace

    from processengine.change import Impact

    change = compared(FIRST, SECOND).changes[0]
    assert replace(change, impact=Impact.BREAKING, message="Otherwise.", reason="So.").fingerprint == change.fingerprint
    assert replace(change, values=("elsewhere",)).fingerprint != change.fingerprint


def test_documents_are_paired_by_id_and_not_by_the_name_of_the_file() -> None:
    """A file that was moved holds the same process."""
    old, new = revision(FIRST, "a.yaml"), revision(SECOND, "folder/b.yaml")
    assert ids([old], [new]) == [("new-business", "a.yaml", "folder/b.yaml", "minor")]


def test_a_process_that_comes_or_goes_is_one_change() -> None:
    """It is told as a whole, with nothing on the other side."""
    one = revision(FIRST, "a.yaml")
    assert ids([], [one]) == [("new-business", None, "a.yaml", "minor")]
    assert ids([one], []) == [("new-business", "a.yaml", None, "major")]
    added, removed = changesets([], [one])[0].changes[0], changesets([one], [])[0].changes[0]
    assert (added.kind, added.path, added.before, added.after_span) == ("process-added", "process", None, (1, 1, 1, 8))
    assert (removed.kind, removed.path, removed.after, removed.after_span) == ("process-removed", "process", None, None)
    assert added.after["stages"]["trouble-named"] == {"max_days": 30, "next": ["team-assembled"]}


def test_a_process_is_found_by_was() -> None:
    """Its earlier id stands for it where nothing else has it."""
    new = FIRST.replace("process: new-business", "process: hunting\nwas: [new-business]")
    change = changesets([revision(FIRST)], [revision(new)])[0].changes
    assert [(one.kind, one.path, one.before, one.after) for one in change] == [("process-renamed", "process", "new-business", "hunting")]


def test_two_files_that_the_user_names_are_compared_whatever_their_ids() -> None:
    """Whoever names two files means one to be the other."""
    new = SECOND.replace("process: new-business", "process: hunting")
    found = changesets([revision(FIRST)], [revision(new)], same=True)
    assert [change.kind for change in found[0].changes] == ["stage-changed", "process-renamed", "stage-changed"]


def test_two_libraries_may_use_one_id() -> None:
    """The library's folder is part of what a process is known by, unless the folder was moved."""
    old = [revision(FIRST, "a/p.yaml", "a"), revision(SECOND, "b/p.yaml", "b")]
    new = [revision(SECOND, "b/p.yaml", "b"), revision(FIRST, "a/p.yaml", "a")]
    assert [bump for *_, bump in ids(old, new)] == ["none", "none"]
    assert ids([revision(FIRST, "a/p.yaml", "a")], [revision(FIRST, "c/p.yaml", "c")]) == [("new-business", "a/p.yaml", "c/p.yaml", "none")]


def test_a_rename_in_one_library_says_nothing_about_another() -> None:
    """Two libraries may hold a process of one id, and only one of them renames a stage in it."""
    renamed = FIRST.replace("board-decides", "they-decide").replace("  they-decide:\n", "  they-decide:\n    was: [board-decides]\n")
    old = [revision(FIRST, f"{home}/p.yaml", home) for home in "ab"]
    new = [revision(renamed, "a/p.yaml", "a"), revision(FIRST, "b/p.yaml", "b")]
    assert [[change.kind for change in one.changes] for one in changesets(old, new)] == [["stage-renamed"], []]


def test_of_two_files_with_one_id_the_one_of_the_same_name_is_meant() -> None:
    """An id that stands twice is an error of its own; the comparison makes the best of it."""
    old = [revision(FIRST, "a.yaml"), revision(SECOND, "b.yaml")]
    new = [revision(SECOND, "b.yaml"), revision(FIRST, "a.yaml")]
    assert [(before, after, bump) for _, before, after, bump in ids(old, new)] == [("b.yaml", "b.yaml", "none"), ("a.yaml", "a.yaml", "none")]


def test_a_journey_is_compared_step_by_step() -> None:
    """Its steps are elements, and their order says nothing."""
    old = "journey: j\nsteps:\n  a: {phase: change}\n  b: {phase: choice}\n"
    new = "journey: j\ntitle: How they buy\nsteps:\n  c: {phase: excellence}\n  b: {phase: choice, after: [a]}\n  a: {phase: choice}\n"
    assert [(change.kind, change.path, change.message) for change in compared(old, new).changes] == [
        ("journey-step-added", "steps.c", "The buyer's journey has a new step “C”, in the phase excellence."),
        ("journey-step-changed", "steps.b.after", "The step “B” now comes after “A”."),
        ("journey-step-changed", "steps.a.phase", "The step “A” now belongs to the phase choice instead of change inside the buyer."),
        ("journey-changed", "title", "The journey is now called “How they buy” instead of “J”."),
    ]


LINE = "process: p\nstages:\n" + "".join(f"  {one}: {{next: [{other}]}}\n" for one, other in ("ab", "bc", "cd", "de", "ew")) + "  w: {outcome: won}\n"


def test_a_compound_points_at_what_it_is_about() -> None:
    """On the side that has it; its parts are known by their fingerprints."""
    change = compared(LINE, LINE.replace("a: {next: [b]}", "a: {next: [x]}\n  x: {next: [b]}")).changes[0]
    assert (change.kind, change.before_span, change.after_span) == ("stage-inserted", (3, 14, 3, 15), (4, 3, 4, 4))
    back = compared(LINE.replace("a: {next: [b]}", "a: {next: [x]}\n  x: {next: [b]}"), LINE).changes[0]
    assert (back.kind, back.before_span, back.after_span) == ("stage-bypassed", (4, 3, 4, 4), (3, 14, 3, 15))


def test_a_renamed_stage_is_pointed_at_by_its_old_id() -> None:
    """Also where a way from it is what changed."""
    new = LINE.replace("  b: {next: [c]}", "  bb: {was: [b], next: [c, a]}").replace("[b]", "[bb]", 1)
    change = next(one for one in compared(LINE, new).changes if one.parts)
    assert (change.kind, change.path, change.after_span) == ("loop-added", "stages.bb.next.a", (4, 28, 4, 29))


def test_where_all_or_most_stages_are_replaced_it_is_said_first() -> None:
    """One sentence stands above all others; fewer stages are told one by one."""
    def replaced(*names: str) -> str:
        text = LINE
        for name in names:
            text = text.replace(f"  {name}:", f"  n{name}:").replace(f"[{name}]", f"[n{name}]")
        return text

    headlines = [
        changesets([revision(LINE)], [revision(replaced(*names))], rename_threshold=1)[0].headline for names in ("abcde", "abc", "ab", "")
    ]
    assert headlines == [
        "Every stage is replaced: all 5 are gone, and 5 new ones take their place.",
        "Most stages are replaced: 3 of 5 are gone, and 3 of the 5 stages there are now are new.", "", "",
    ]
    assert compared("journey: j\nsteps:\n  a: {phase: change}\n", "journey: j\nsteps:\n  b: {phase: change}\n").headline == ""
