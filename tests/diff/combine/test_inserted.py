"""A stage put between two others, and a stage passed over."""

from tests.diff.combine.sketch import compared, compounds, kinds, said, sketch

LINE = sketch("a>b b>c c>won")


def test_a_stage_between_two_is_one_event() -> None:
    """The stage, the way to it and the way that it takes the place of are told in one sentence."""
    longer = sketch("a>x x>b b>c c>won", x={"buyer": "They say it"})
    assert said(LINE, longer) == ["New stage “X” between “A” and “B”: They say it."]
    (change,) = compared(LINE, longer).changes
    atoms = {atom.fingerprint: (atom.kind, atom.path) for atom in compared(LINE, longer).atoms}
    assert (change.kind, change.path, change.before, change.after) == ("stage-inserted", "stages.x", ["a", "b"], ["a", "x", "b"])
    assert {atoms[part] for part in change.parts or ()} == set(atoms.values()) == {
        ("stage-added", "stages.x"), ("transition-added", "stages.a.next.x"), ("transition-removed", "stages.a.next.b"),
    }


def test_made_undone_it_is_a_stage_passed_over() -> None:
    """The same parts, seen the other way."""
    longer = sketch("a>x x>b b>c c>won")
    assert kinds(longer, LINE) == [("stage-bypassed", "stages.x")]
    assert said(longer, LINE) == ["“X” is gone: deals now go from “A” straight to “B”."]


def test_several_stages_in_a_row_are_each_inserted() -> None:
    """Each is told where it stands, and the way that is gone is told once."""
    longer = sketch("a>x x>y y>b b>c c>won")
    assert said(LINE, longer) == ["New stage “X” between “A” and “Y”.", "New stage “Y” between “X” and “B”."]
    assert said(longer, LINE) == ["“X” is gone: deals now go from “A” straight to “B”.", "“Y” is gone."]


def test_a_stage_put_in_at_the_start_says_that_deals_start_there() -> None:
    """Where deals start is a way like any other."""
    longer = sketch("x>a a>b b>c c>won")
    assert said(LINE, longer) == ["New stage “X”, where deals now start, before “A”."]
    assert said(longer, LINE) == ["“X” is gone: new deals now start in “A”."]


def test_a_new_stage_that_leads_only_out_stands_after_the_one_before_it() -> None:
    """It is on no way between two others, and hangs together with one that is."""
    longer = sketch("a>x x>y,b y>lost b>c c>won")
    assert said(LINE, longer) == ["New stage “X” between “A” and “B”.", "New stage “Y” after “X”."]


def test_a_new_stage_is_between_others_wherever_the_list_has_it() -> None:
    """Somebody may write it last."""
    longer = sketch("a>x b>c c>won x>b")
    assert said(LINE, longer) == ["New stage “X” between “A” and “B”."]
    assert kinds(longer, LINE) == [("stage-bypassed", "stages.x")]


def test_a_condition_on_the_way_in_is_told() -> None:
    """Nobody should look for it among the parts."""
    longer = sketch("a> x>b b>c c>won", a={"next": [{"to": "x", "when": "The deal is large."}]})
    assert said(LINE, longer) == ["New stage “X” between “A” and “B”. Deals go there when: The deal is large."]


def test_a_stage_that_was_there_can_be_put_between_and_passed_over() -> None:
    """And what every deal must pass for that reason is told in the same breath."""
    old, new = sketch("s>a,b a>c b>c c>won"), sketch("s>a,b a>b b>c c>won")
    assert kinds(old, new) == [("stage-inserted", "stages.b"), ("must-pass-gained", "stages.b")]
    assert said(old, new) == [(
        "Deals that went from “A” to “C” now pass “B” on the way. "
        "Every deal must now pass “B” on its way to “Won”; this way past is closed: “S” → “A” → “C” → “Won”."
    )]
    assert said(new, old) == [(
        "Deals that went from “A” through “B” to “C” now go there straight. "
        "Deals can now reach “Won” without passing “B”: “S” → “A” → “C” → “Won”."
    )]


def test_a_stage_beside_the_way_is_not_between() -> None:
    """While the straight way is still there, the new stage is only added."""
    assert [kind for kind, _ in kinds(LINE, sketch("a>b,x b>c x>b c>won"))] == ["stage-added", "transition-added"]


def test_why_it_is_breaking_depends_on_whether_all_must_pass_it() -> None:
    """On the main way because they must, elsewhere because of the way that is gone."""
    side = sketch("a>b,d b>c d>c c>won"), sketch("a>b,d b>x x>c d>c c>won")
    reasons = [compounds(*pair)[0].reason for pair in ((LINE, sketch("a>x x>b b>c c>won")), side)]
    assert reasons == ["Every deal that is not past it yet must now pass it.", "Open deals may be about to go that way, and now come to this stage first."]
