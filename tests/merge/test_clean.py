"""What merges without a conflict, and what the result looks like."""

import pytest
from inline_snapshot import snapshot

from processengine.merge import Unreadable, merge
from tests.merge.test_conflicts import PROCESS, edited

NEW = """\
    exit_criteria:
      {}:
        fact: {}
    plays:
      {}:
        do: {}
    next: [board-decides, {}]"""


def test_two_stages_at_one_place() -> None:
    """Ours stands first; each keeps the comments that its author wrote."""
    ours = edited(("  won:", "  # from the north\n  legal-agrees:  # new\n    buyer: Legal has read it\n    next: [won]\n  won:"))
    theirs = edited(("  won:", "  # from the south\n  finance-agrees:\n    buyer: The money is there  # and free\n    next: [won]\n  won:"))
    merged = merge(PROCESS, ours, theirs)
    assert merged.clean
    assert merged.text[merged.text.index("  # from") : merged.text.index("  won:")] == snapshot("""\
  # from the north
  legal-agrees:  # new
    buyer: Legal has read it
    next: [won]
  # from the south
  finance-agrees:
    buyer: The money is there  # and free
    next: [won]
""")


def test_criteria_plays_and_transitions_at_one_place() -> None:
    """Two of each from two people, also where the map or list was not there before."""
    ours = edited(
        ("    next: [board-decides]", NEW.format("written", "It is written down", "ask", "Ask how they came to live with it", "lost"))
    )
    theirs = edited(
        ("    next: [board-decides]", NEW.format("costed", "It has a price", "listen", "Listen", "won"))
    )
    merged = merge(PROCESS, ours, theirs)
    assert merged.clean
    assert merged.text[merged.text.index("    max_days") : merged.text.index("  board-decides:")] == snapshot("""\
    max_days: 30
    exit_criteria:
      written:
        fact: It is written down
      costed:
        fact: It has a price
    plays:
      ask:
        do: Ask how they came to live with it
      listen:
        do: Listen
    next: [board-decides, lost, won]
""")


def test_several_things_where_there_was_none() -> None:
    """Two criteria for a stage that had none, and a list of its own."""
    new = "    exit_criteria:\n      one: {fact: One}\n      two: {fact: Two}\n    from_anywhere: [lost, won]\n"
    merged = merge(PROCESS, edited(("30", "21")), edited(("    buyer: The board decides\n", f"    buyer: The board decides\n{new}")))
    assert new.partition("    from")[0] in merged.text
    assert merged.text.count("    from_anywhere: [lost, won]\n") == 1


@pytest.mark.parametrize("turned", [False, True])
def test_a_rename_and_an_edit_of_one_stage(turned: bool) -> None:  # noqa: FBT001 - which side is which
    """A rename on one side and a new way to the stage on the other: the way leads to the new id."""
    renamed = edited(("board-decides", "board-agrees"), ("    buyer: The board", "    was: [board-decides]\n    buyer: The board"))
    added = edited(("  won:", "  legal-agrees:\n    buyer: Legal has read it\n    next: [board-decides]\n  won:"))
    merged = merge(PROCESS, *((renamed, added) if turned else (added, renamed)))
    assert merged.clean
    assert merged.text.count("board-agrees") == 3
    assert merged.text.count("board-decides") == 1


def test_the_higher_version_counts() -> None:
    """Two releases from one base: 1.10.0 is higher than 1.9.0."""
    base, ours, theirs = (PROCESS.replace("stages:", f'version: "{version}"\nstages:', 1) for version in ("1.8.0", "1.9.0", "1.10.0"))
    merged = merge(base, ours, theirs)
    assert merged.clean
    assert 'version: "1.10.0"' in merged.text
    assert 'version: "1.10.0"' in merge(base, theirs, ours).text


def test_earlier_ids_are_put_together() -> None:
    """`was` keeps what either side wrote."""
    base, ours, theirs = (
        edited(("    buyer: Someone", f"    was: {was}\n    buyer: Someone")) for was in ("[one]", "[one, two]", "[one, three]")
    )
    assert "was: [one, two, three]" in merge(base, ours, theirs).text


def test_questions_of_a_play_are_put_together() -> None:
    """Two people add a question each to one list of questions."""
    play = "    plays:\n      ask:\n        do: Ask\n        asks:\n          - What did it cost?\n{}    next: [board-decides]"
    base, ours, theirs = (
        edited(("    next: [board-decides]", play.format(more)))
        for more in ("", "          - Who else knows?\n", "          - Since when?\n")
    )
    merged = merge(base, ours, theirs)
    assert merged.clean
    assert merged.text[merged.text.index("        asks") : merged.text.index("    next")] == snapshot("""\
        asks:
          - What did it cost?
          - Who else knows?
          - Since when?
""")


def test_a_file_that_both_added() -> None:
    """Without a base, what the two have in common is one, and what only one has is kept."""
    merged = merge("", edited(("    max_days: 30\n", "")), PROCESS + "title: New business\n")
    assert [one.path for one in merged.conflicts] == ["stages.trouble-named"]
    assert merge("", PROCESS, PROCESS + "title: New business\n").text == edited(("new-business\n", "new-business\ntitle: New business\n"))


@pytest.mark.parametrize(("base", "ours", "theirs", "result"), [
    ("library: acme\n", "library: acme\npeople:\n  ana: {roles: [rep]}\n", "library: acme\npeople:\n  mia: {roles: [leader]}\n",
     "library: acme\npeople:\n  ana: {roles: [rep]}\n  mia: {roles: [leader]}\n"),
    ("proposal: p\ntitle: A\n", "proposal: p\ntitle: B\n", "proposal: p\ntitle: A\nstatus: draft\n", "proposal: p\ntitle: B\nstatus: draft\n"),
    ("journey: j\nsteps:\n  a: {phase: change}\n", "journey: j\nsteps:\n  b: {phase: change, was: [a]}\n",
     "journey: j\nsteps:\n  a: {phase: change}\n  c: {phase: choice, after: [a]}\n",
     "journey: j\nsteps:\n  b: {phase: change, was: [a]}\n  c: {phase: choice, after: [b]}\n"),
], ids=["library", "proposal", "journey"])
def test_other_documents_merge_too(base: str, ours: str, theirs: str, result: str) -> None:
    """A library, a proposal and a journey are merged by meaning like a process."""
    merged = merge(base, ours, theirs)
    assert merged.clean
    assert merged.text == result


def test_documents_of_two_kinds_are_not_merged() -> None:
    """A process and a journey have nothing in common."""
    with pytest.raises(Unreadable, match="different kinds"):
        merge(PROCESS, PROCESS, "journey: j\nsteps: {a: {phase: change}}\n")


def test_a_key_that_stands_twice_is_not_merged() -> None:
    """One of the two would be lost without a word."""
    twice = PROCESS + "  won: {outcome: won, title: Signed}\n"
    with pytest.raises(Unreadable, match="stands twice"):
        merge(PROCESS, PROCESS, twice)


def test_a_byte_order_mark_and_line_ends_stay() -> None:
    """The result begins and ends its lines as ours does."""
    ours = "\ufeff" + edited(("30", "21")).replace("\n", "\r\n")
    merged = merge(PROCESS, ours, edited(("The board decides", "The board decides alone")))
    assert merged.text.startswith("\ufeffprocess")
    assert merged.text == ours.replace("The board decides", "The board decides alone")


def test_a_merge_of_lines_is_taken_where_it_says_the_same() -> None:
    """Then a comment that only theirs has comes along; a merge of lines that says something else is left."""
    ours, theirs = edited(("30", "21")), edited(("The board decides", "The board decides alone"), ("    next: [won]", "    # since spring\n    next: [won]"))
    by_lines = edited(("30", "21"), text=theirs)
    assert "# since spring" in merge(PROCESS, ours, theirs, line_merge=lambda: by_lines).text
    assert "# since spring" not in merge(PROCESS, ours, theirs).text
    wrong = edited(("21", "22"), text=by_lines)
    assert "max_days: 21" in merge(PROCESS, ours, theirs, line_merge=lambda: wrong).text
    assert "max_days: 21" in merge(PROCESS, ours, theirs, line_merge=lambda: None).text
