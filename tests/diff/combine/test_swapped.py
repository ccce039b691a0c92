"""Stages that changed places, and ways that lead elsewhere."""

from tests.diff.combine.sketch import compared, kinds, said, sketch

LINE = sketch("a>b b>c c>d d>won")


def test_two_neighbours_that_change_places_are_one_event() -> None:
    """The ways, where deals start and the list are parts of it."""
    assert said(LINE, sketch("a>c c>b b>d d>won")) == ["“C” and “B” change places: “C” now comes first."]
    assert said(LINE, sketch("b>a a>c c>d d>won")) == ["“B” and “A” change places: “B” now comes first."]
    (change,) = compared(LINE, sketch("a>c c>b b>d d>won")).changes
    assert len(change.parts or ()) == len(compared(LINE, sketch("a>c c>b b>d d>won")).atoms) == 7


def test_stages_further_apart_change_places_too() -> None:
    """Whatever the list has to say of those between them is the same event."""
    old, new = sketch("a>b b>c c>d d>e e>won"), sketch("a>d d>c c>b b>e e>won")
    assert kinds(old, new) == [("stages-swapped", "stages.d")]
    assert kinds(new, old) == [("stages-swapped", "stages.b")]


def test_the_list_alone_swaps_no_stages() -> None:
    """Where deals can go is what counts; the list is told as a move."""
    names = ["a", "c", "b", *list(LINE["stages"])[3:]]
    assert kinds(LINE, {**LINE, "stages": {name: LINE["stages"][name] for name in names}}) == [("stage-moved", "stages.c")]


def test_a_way_that_leads_elsewhere_is_told_once() -> None:
    """The only one of its sort that is gone, and the only new one."""
    old, new = sketch("a>b,c b>d c>d,e d>won e>won"), sketch("a>b,c b>e c>d,e d>won e>won")
    assert kinds(old, new)[0] == ("transition-rerouted", "stages.b.next.e")
    assert said(old, new)[0] == "From “B” deals now go to “E” instead of “D”."


def test_a_condition_that_is_another_one_is_told() -> None:
    """One that stays the same is not."""
    old, new = sketch("a>b,c b>d c>d d>won"), sketch("a>b,c b>d c>d d>realised")
    new["stages"]["d"]["next"] = [{"to": "realised", "when": "They are excellent at it"}]
    assert said(old, new)[0] == "From “D” deals now go to “Realised” instead of “Won”, when: They are excellent at it."
    old["stages"]["d"]["next"] = [{"to": "won", "when": "They are excellent at it"}]
    assert said(old, new)[0] == "From “D” deals now go to “Realised” instead of “Won”."
    assert said(new, {**old, "stages": {**old["stages"], "d": {"next": ["won"]}}})[0] == "From “D” deals now go to “Won” instead of “Realised”, without a condition."


def test_a_handover_to_another_process_is_rerouted_too() -> None:
    """A deal that is won goes on elsewhere."""
    old, new = ({**LINE, "stages": {**LINE["stages"], "won": {"outcome": "won", "continues_in": [process]}}} for process in ("renewal", "client/start"))
    assert kinds(old, new) == [("transition-rerouted", "stages.won.continues_in.client/start")]
    assert said(old, new) == ["From “Won” deals now continue in the process “Client”, at its stage “Start”, instead of in the process “Renewal”."]


def test_a_way_into_another_process_can_take_the_place_of_one_to_a_stage() -> None:
    """Both go on."""
    assert said(LINE, sketch("a>b b>c c>d d>renewal/start"))[0] == (
        "From “D” deals now go into the process “Renewal”, to its stage “Start” instead of to “Won”."
    )


def test_a_way_to_another_sort_of_end_is_no_stead() -> None:
    """Losing a deal does not take the place of going on with it."""
    old, new = sketch("a>b,lost b>c c>won"), sketch("a>b,c b>c c>won")
    assert "transition-rerouted" not in [kind for kind, _ in kinds(old, new)]
