"""What conflicts, and how a person reads it: golden texts."""

from inline_snapshot import snapshot

from processengine.merge import Merged, merge

PROCESS = """\
process: new-business
from_anywhere: [lost]
stages:
  trouble-named:
    buyer: Someone says what is wrong
    max_days: 30
    next: [board-decides]
  board-decides:
    buyer: The board decides
    next: [won]
  won: {outcome: won}
  lost: {outcome: lost}
"""


def edited(*replacements: tuple[str, str], text: str = PROCESS) -> str:
    """Return the process with texts replaced."""
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return text


def conflict(merged: Merged) -> str:
    """Return the lines from the first mark to the last."""
    lines = merged.text.splitlines(keepends=True)
    first = next(place for place, line in enumerate(lines) if line.startswith("<<<<<<<"))
    last = max(place for place, line in enumerate(lines) if line.startswith(">>>>>>>"))
    return "".join(lines[first : last + 1])


def told(merged: Merged) -> list[tuple[str, str]]:
    """Return the conflicts: path and reason."""
    return [(one.path, one.reason) for one in merged.conflicts]


def test_two_values_for_one_field() -> None:
    """Only the field's line is marked, with the base between the two."""
    merged = merge(PROCESS, edited(("30", "21")), edited(("30", "45")))
    assert told(merged) == [("stages.trouble-named.max_days", "Ours says 21, theirs 45; before: 30.")]
    assert conflict(merged) == snapshot("""\
<<<<<<< ours
    max_days: 21
||||||| base
    max_days: 30
=======
    max_days: 45
>>>>>>> theirs
""")


def test_a_stage_that_one_removed_and_the_other_changed() -> None:
    """The stage is marked whole, and nothing of its neighbours."""
    without = edited(
        ("    next: [board-decides]\n", "    next: [won]\n"), ("  board-decides:\n    buyer: The board decides\n    next: [won]\n", "")
    )
    merged = merge(PROCESS, without, edited(("The board decides", "The board decides alone")))
    assert told(merged) == [("stages.board-decides", "Ours removed it, theirs changed it.")]
    assert conflict(merged) == snapshot("""\
<<<<<<< ours
||||||| base
  board-decides:
    buyer: The board decides
    next: [won]
=======
  board-decides:
    buyer: The board decides alone
    next: [won]
>>>>>>> theirs
""")


def test_two_names_for_one_stage() -> None:
    """The stage and what refers to it are marked; an edit of the stage itself still merges."""
    ours = edited(("board-decides", "board-agrees"), ("    buyer: The board", "    was: [board-decides]\n    buyer: The board"))
    theirs = edited(
        ("board-decides", "board-rules"), ("    buyer: The board decides", "    was: [board-decides]\n    buyer: The board decides alone")
    )
    merged = merge(PROCESS, ours, theirs)
    assert told(merged) == [
        ("stages.board-agrees", "Both sides renamed it from `board-decides`, ours to `board-agrees` and theirs to `board-rules`.")
    ]
    assert conflict(merged) == snapshot("""\
<<<<<<< ours
    next: [board-agrees]
  board-agrees:
    was: [board-decides]
||||||| base
    next: [board-decides]
  board-decides:
=======
    next: [board-rules]
  board-rules:
    was: [board-decides]
>>>>>>> theirs
""")
    assert "buyer: The board decides alone" in merged.text


def test_a_stage_that_one_renamed_and_the_other_removed() -> None:
    """A rename is an edit too, and is not dropped with the stage."""
    without = edited(
        ("    next: [board-decides]\n", "    next: [won]\n"), ("  board-decides:\n    buyer: The board decides\n    next: [won]\n", "")
    )
    renamed = edited(("board-decides", "board-agrees"), ("    buyer: The board", "    was: [board-decides]\n    buyer: The board"))
    assert told(merge(PROCESS, without, renamed)) == [
        ("stages.board-agrees", "Theirs renamed it from `board-decides`, ours removed it.")
    ]
    assert told(merge(PROCESS, renamed, without)) == [
        ("stages.board-agrees", "Ours renamed it from `board-decides`, theirs removed it.")
    ]


def test_one_id_for_two_new_stages() -> None:
    """Two stages that only share their id are not mixed into one."""
    new = "  legal-agrees:\n    buyer: {}\n    next: [won]\n  won:"
    merged = merge(PROCESS, edited(("  won:", new.format("Legal has read it"))), edited(("  won:", new.format("The lawyers are fine"))))
    assert told(merged) == [("stages.legal-agrees", "Both sides added it, with different content.")]
    assert conflict(merged) == snapshot("""\
<<<<<<< ours
  legal-agrees:
    buyer: Legal has read it
    next: [won]
||||||| base
=======
  legal-agrees:
    buyer: The lawyers are fine
    next: [won]
>>>>>>> theirs
""")


def test_one_transition_with_two_conditions() -> None:
    """In a list in brackets the line is marked that holds it."""
    ours = edited(("next: [won]", "next: [{to: won, when: They sign}]"))
    theirs = edited(("next: [won]", "next: [{to: won, when: The money is there}]"))
    merged = merge(PROCESS, ours, theirs)
    assert told(merged) == [("stages.board-decides.next.won.when", "Both sides added it: ours says `They sign`, theirs `The money is there`.")]
    assert conflict(merged) == snapshot("""\
<<<<<<< ours
    next: [{to: won, when: They sign}]
||||||| base
    next: [{to: won}]
=======
    next: [{to: won, when: "The money is there"}]
>>>>>>> theirs
""")


def test_orders_that_exclude_each_other() -> None:
    """Three stages whose pairs were turned so that they go round in a circle."""
    stages = "process: p\nstart: won\nstages:\n{}  won: {{outcome: won}}\n"
    one = {name: f"  {name}: {{next: [won]}}\n" for name in "abc"}
    base, ours, theirs = (stages.format("".join(one[name] for name in order)) for order in ("abc", "bca", "cab"))
    merged = merge(base, ours, theirs)
    assert merged.clean
    assert [line[2] for line in merged.text.splitlines()[3:6]] == ["c", "b", "a"]
    both = merge(stages.format(one["a"]), stages.format(one["a"] + one["b"] + one["c"]), stages.format(one["a"] + one["c"] + one["b"]))
    assert told(both) == [("stages", "Ours and theirs put it in orders that can't both hold.")]


def test_a_measure_that_both_redefined() -> None:
    """Half of one definition and half of another are no third one; a target beside a definition is."""
    measures = "measures:\n  win-rate: {share: {outcome: won}, among: {reached: trouble-named}, target: 0.2}\n"
    base = PROCESS + measures
    ours = edited(("{reached: trouble-named}", "{reached: board-decides}"), text=base)
    theirs = edited(("target: 0.2", "target: 0.2, within: 90 days"), text=base)
    assert told(merge(base, ours, theirs)) == [("measures.win-rate", "Both sides changed it, in different ways.")]
    target = merge(base, ours, edited(("target: 0.2", "target: 0.3"), text=base))
    assert target.clean
    assert "{share: {outcome: won}, among: {reached: board-decides}, target: 0.3}" in target.text


def test_marks_may_be_longer_and_named() -> None:
    """Git says how long a mark is and what the sides are called."""
    from processengine.merge import Names

    merged = merge(PROCESS, edited(("30", "21")), edited(("30", "45")), names=Names("1a2b3c", "HEAD", "proposal"), marker_size=9)
    assert [line for line in merged.text.splitlines() if line[:1] in "<|=>"] == [
        "<<<<<<<<< HEAD", "||||||||| 1a2b3c", "=========", ">>>>>>>>> proposal"
    ]


def test_marks_end_as_the_file_does() -> None:
    """A file with Windows line ends gets marks with Windows line ends, one without a last line end still reads."""
    base, ours, theirs = (text.replace("\n", "\r\n") for text in (PROCESS, edited(("30", "21")), edited(("30", "45"))))
    assert "\n" not in merge(base, ours, theirs).text.replace("\r\n", "")
    base, ours, theirs = (edited(("won}\n  lost: {outcome: lost}\n", end), text=PROCESS) for end in ("won}", "won, title: A}", "won, title: B}"))
    merged = merge(base, ours, theirs)
    assert merged.text.endswith("title: B}\n>>>>>>> theirs\n")
