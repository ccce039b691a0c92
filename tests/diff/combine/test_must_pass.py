"""Stages that every deal had to pass, and those that every deal must pass now."""

from tests.diff.combine.sketch import compared, compounds, kinds, said, sketch

LINE = sketch("a>b b>c c>d d>won")


def test_a_shortcut_names_the_way_the_stages_and_the_path() -> None:
    """One sentence, breaking, though the way alone would not be; one change for each stage."""
    new = sketch("a>b,d b>c c>d d>won")
    assert said(LINE, new) == [
        "Deals can now go from “A” to “D”. So deals can reach “Won” without passing “B” or “C”: “A” → “D” → “Won”."
    ]
    assert [(change.kind, change.path, change.impact.value, change.after) for change in compounds(LINE, new)] == [
        ("must-pass-lost", f"stages.{name}", "breaking", ["a", "d", "won"]) for name in "bc"
    ]
    assert compared(LINE, new).required_bump == "major"
    assert [group.title for group in compared(LINE, new).groups] == ["“B”"]


def test_a_shortcut_that_goes_makes_stages_obligatory() -> None:
    """The path that is closed is named."""
    old = sketch("a>b,d b>c c>d d>won")
    assert said(old, LINE) == [(
        "Deals can no longer go from “A” to “D”. So every deal must now pass “B” and “C” on its way to “Won”; "
        "this way past is closed: “A” → “D” → “Won”."
    )]
    assert {change.kind for change in compounds(old, LINE)} == {"must-pass-gained"}


def test_each_shortcut_is_blamed_for_what_it_goes_past() -> None:
    """Though one path takes both."""
    new = sketch("a>b,c b>c c>d,e d>e e>won")
    assert said(sketch("a>b b>c c>d d>e e>won"), new) == [
        "Deals can now go from “A” to “C”. So deals can reach “Won” without passing “B”: “A” → “C” → “E” → “Won”.",
        "Deals can now go from “C” to “E”. So deals can reach “Won” without passing “D”: “A” → “C” → “E” → “Won”.",
    ]


def test_deals_that_start_further_on_pass_less() -> None:
    """Where they start is the cause, and is told with it."""
    assert said(LINE, {**LINE, "start": "b"}) == [
        "New deals now start in “B” instead of “A”. So deals can reach “Won” without passing “A”: “B” → “C” → “D” → “Won”."
    ]


def test_a_new_stage_beside_another_lets_deals_avoid_it() -> None:
    """The new stage is told by itself."""
    assert kinds(sketch("a>b b>c c>won"), sketch("a>b,x b>c x>c c>won")) == [("must-pass-lost", "stages.b"), ("stage-added", "stages.x")]


def test_another_good_outcome_is_a_way_past_as_well() -> None:
    """Won, realised and introduced are what a deal is passed on to."""
    assert said(LINE, sketch("a>b,realised b>c c>d d>won"))[0].endswith("without passing “B”, “C” or “D”: “A” → “Realised”.")


def test_a_new_handover_is_no_cause() -> None:
    """A deal that is won goes on elsewhere, and has passed all that it had to."""
    new = sketch("a>b,d b>c c>d d>won")
    new["stages"]["won"] = {"outcome": "won", "continues_in": ["renewal"]}
    (lost, *_), atoms = compounds(LINE, new), {one.fingerprint: one.kind for one in compared(LINE, new).atoms}
    assert [atoms[part] for part in lost.parts or ()] == ["transition-added"]
    assert "Deals can now continue from “Won” in the process “Renewal”." in said(LINE, new)


def test_where_no_deal_can_get_to_a_good_end_nothing_is_avoided() -> None:
    """A path has to be there to be named."""
    assert all(not kind.startswith("must-pass") for kind, _ in kinds(LINE, sketch("a>b b>c c>d d>lost")))


def test_of_a_long_path_the_ends_are_told() -> None:
    """The whole of it is in the data."""
    names = [f"s{number}" for number in range(14)]
    line = [f"{one}>{other}" for one, other in zip(names, [*names[1:], "won"], strict=True)]
    old, new = sketch(" ".join(line)), sketch(" ".join(line).replace("s5>s6", "s5>s6,s7"))
    (change,) = compounds(old, new)
    assert change.message.endswith("without passing “S6”: “S0” → “S1” → “S2” → … → “S12” → “S13” → “Won”.")
    assert change.after == [*names[:6], *names[7:], "won"]
