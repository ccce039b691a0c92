"""Named edits: what people want done to a process, in operations and in a sentence."""

from collections.abc import Callable
from inspect import cleandoc

import pytest

from processengine.diagnostic import Edit, Fix
from processengine.syntax.document import Document
from processengine.syntax.edit import EditError, apply
from processengine.syntax.edit.named.anything import add_value, move_value, remove_value, set_value
from processengine.syntax.edit.named.fixes import from_fix
from processengine.syntax.edit.named.parts import add_criterion, add_play, remove_part, set_field
from processengine.syntax.edit.named.renaming import references, rename_stage
from processengine.syntax.edit.named.said import Said, id_for
from processengine.syntax.edit.named.stages import (
    StillLedTo,
    add_outcome,
    add_stage,
    insert_stage,
    move_stage,
    remove_stage,
)
from processengine.syntax.edit.named.transitions import add_transition, remove_transition, set_when
from processengine.syntax.parse import parse

PROCESS = cleandoc("""
    process: p
    start: a
    from_anywhere: [lost, wait]
    stages:
      a:
        next: [b, wait]
      b:
        # where it goes
        next:
          - won
          - to: a
            when: They go back
      wait: {parked: true}
      won: {outcome: won}
      lost: {outcome: lost}
    measures:
      m: {share: {reached: b}, among: [{reached: a}, {reached: p/b}]}
""") + "\n"


def document(text: str = PROCESS) -> Document:
    """A text as a document."""
    return parse(text)[0]


def told(make: Callable[[Document], Said], text: str = PROCESS) -> tuple[str, list[str]]:
    """The sentence of a named edit, and the lines that it changes: `-` for what went, `+` for what came."""
    import difflib

    said = make(document(text))
    result = apply(text, said.operations)
    lines = difflib.unified_diff(text.splitlines(), result.splitlines(), n=0, lineterm="")
    return said.sentence, [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def refused(make: Callable[[Document], Said], text: str = PROCESS) -> str:
    """Why a named edit can't be done."""
    with pytest.raises(EditError) as error:
        make(document(text))
    return str(error.value)


def test_a_stage_is_added_after_the_last_one_that_deals_are_worked_on_in() -> None:
    """Before what is parked and before the outcomes."""
    fields = {"title": "", "mirrors": ["consensus"], "buyer": "They agree", "max_days": None, "parked": False}
    assert told(lambda it: add_stage(it, "c", fields)) == (
        "Added the stage `c` after `b`.", ["+  c:", "+    mirrors: [consensus]", "+    buyer: They agree"]
    )


def test_a_stage_is_added_where_one_says() -> None:
    """Before or after another."""
    assert told(lambda it: add_stage(it, "c", {}, before="b")) == ("Added the stage `c` before `b`.", ["+  c: {}"])
    assert told(lambda it: add_stage(it, "c", {}), "process: p\nstages: {w: {outcome: won}}\n") == (
        "Added the stage `c`.", ["-stages: {w: {outcome: won}}", "+stages: {w: {outcome: won}, c: {}}"]
    )


def test_a_stage_goes_between_two_others() -> None:
    """The transition between them now leads to it, and it leads on."""
    assert told(lambda it: insert_stage(it, "c", {}, "b", "won")) == (
        "Added the stage `c` between `b` and `won`.", ["-      - won", "+      - c", "+  c: {next: [won]}"]
    )
    assert refused(lambda it: insert_stage(it, "c", {}, "a", "won")) == "`a` doesn't lead to `won`, so nothing can go between them."


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda it: add_stage(it, "a", {}), "There is a stage `a` already."),
        (lambda it: add_stage(it, "Big Deal", {}),
         "`Big Deal` can't be an id: lower-case letters, digits and hyphens make one. Try `big-deal`."),
        (lambda it: add_stage(it, "c", {}, after="x"), "There is no stage `x`. There are `a`, `b`, `wait`, `won`, `lost`."),
        (lambda it: move_stage(it, "wiat", before="a", after=None), "There is no stage `wiat`. Did you mean `wait`?"),
        (lambda it: move_stage(it, "a", before=None, after=None), "Say one of before and after."),
        (lambda it: move_stage(it, "a", before="a", after=None), "`a` can't stand beside itself."),
        (lambda it: add_outcome(it, "x", "wonn"), "`wonn` is no outcome. Did you mean `won`?"),
        (lambda it: add_outcome(it, "x", "happy"),
         "`happy` is no outcome. There are `won`, `lost`, `no-decision`, `disqualified`, `introduced`, `realised`, `unrealised`, `admin`."),
        (lambda it: add_transition(it, "a", "b"), "`a` leads to `b` already."),
        (lambda it: add_transition(it, "anywhere", "lost"), "Every stage leads to `lost` already."),
        (lambda it: add_transition(it, "a", "lots"), "There is no stage `lots`. Did you mean `lost`?"),
        (lambda it: add_transition(it, "won", "a"), "`won` is an outcome, where deals end; nothing leads on from there."),
        (lambda it: remove_transition(it, "a", "won"), "`a` doesn't lead to `won`. There are `b`, `wait`."),
        (lambda it: remove_transition(it, "wait", "won"), "`wait` doesn't lead to `won`. There are none."),
        (lambda it: set_when(it, "a", "b", ""), "The way from `a` to `b` has no condition."),
        (lambda it: remove_part(it, "a", "plays", "play", "x"), "`a` has no play `x`. There are none."),
        (lambda it: add_play(it, "a", "Ask", "Ask!"), "`Ask!` can't be an id: lower-case letters, digits and hyphens make one. Try `ask`."),
        (lambda it: move_value(it, "stages.a", before=None, after=None), "Say one of before and after."),
        (lambda it: set_value(it, "stages.a.next", "[b"), '"[b" is no list or map: What opens here is not closed.'),
    ],
)
def test_what_cannot_be_done_is_said_with_what_there_is(make: Callable[[Document], Said], message: str) -> None:
    """The nearest name, or all of them."""
    assert refused(make) == message


def test_only_a_process_has_stages() -> None:
    """A library, or a text that can't be read, is no process file."""
    assert refused(lambda it: add_stage(it, "c", {}), "library: l\n") == "This is no process file that can be read."
    assert refused(lambda it: add_stage(it, "c", {}), "a: [") == "This is no process file that can be read."
    assert refused(lambda it: set_value(it, "title", "x"), "a: [") == "The text can't be read; mend it first."


def test_an_outcome_is_added_and_may_be_left_to_from_anywhere() -> None:
    """With a condition the list is opened up, for prose stands in lines of its own."""
    assert told(lambda it: add_outcome(it, "out", "disqualified", title="We advised against")) == (
        "Added the outcome `out` (disqualified).",
        ["+  out:", "+    title: We advised against", "+    outcome: disqualified"],
    )
    assert told(lambda it: add_outcome(it, "out", "lost", anywhere=True, when="They leave")) == (
        "Added the outcome `out` (lost), which every stage may leave to.",
        ["-from_anywhere: [lost, wait]", "+from_anywhere:", "+  - lost", "+  - wait", "+  - to: out", "+    when: They leave",
         "+  out: {outcome: lost}"],
    )


def test_a_stage_moves_in_the_list() -> None:
    """The order says what leads on and what leads back."""
    assert told(lambda it: move_stage(it, "wait", before=None, after="lost")) == (
        "Moved `wait` after `lost`.", ["-  wait: {parked: true}", "+  wait: {parked: true}"]
    )


def test_a_stage_that_others_lead_to_is_not_removed() -> None:
    """Who leads there is listed."""
    with pytest.raises(StillLedTo) as error:
        remove_stage(document(), "wait")
    assert str(error.value) == "`a` and from_anywhere lead to `wait`."
    assert refused(lambda it: remove_stage(it, "b")) == "`a` leads to `b`."


def test_a_stage_that_nobody_leads_to_goes() -> None:
    """Just it."""
    text = PROCESS.replace("won\n      - to: a", "won\n      - to: wait")
    assert told(lambda it: remove_stage(it, "a"), text) == (
        "Removed the stage `a`.", ["-start: a", "+start: b", "-  a:", "-    next: [b, wait]"]
    )


def test_a_stage_that_goes_by_bypass_is_stepped_over() -> None:
    """Those that led to it lead where it led, but not to themselves, and keep their condition where there is one way."""
    assert told(lambda it: remove_stage(it, "b", bypass=True)) == (
        "Removed the stage `b`; `a` now leads on to where it led.",
        ["-    next: [b, wait]", "-  b:", "-    # where it goes", "-    next:", "-      - won", "-      - to: a",
         "-        when: They go back", "+    next: [won, wait]"],
    )
    several = PROCESS.replace("      - won\n", "      - won\n      - to: wait\n        when: Later\n      - to: lost\n        when: No\n")
    assert '+    next: [wait, won, {to: lost, when: "No"}]' in told(lambda it: remove_stage(it, "b", bypass=True), several)[1]


def test_a_stage_that_goes_by_force_takes_the_ways_to_it() -> None:
    """A list that is left empty goes too."""
    sentence, lines = told(lambda it: remove_stage(it, "wait", force=True))
    assert sentence == "Removed the stage `wait` and the ways to it from `a`."
    assert lines == [
        "-from_anywhere: [lost, wait]", "+from_anywhere: [lost]", "-    next: [b, wait]", "+    next: [b]", "-  wait: {parked: true}"
    ]
    alone = "process: p\nstart: b\nstages:\n  a:\n    next: [b]\n    from_anywhere: [b]\n    max_days: 3\n  b: {}\n"
    assert apply(alone, remove_stage(document(alone), "b", force=True).operations) == (
        "process: p\nstages:\n  a:\n    from_anywhere: []\n    max_days: 3\n"
    )


def test_a_transition_is_added_bare_or_with_its_condition() -> None:
    """To a stage, into another process, and from anywhere."""
    assert told(lambda it: add_transition(it, "b", "lost")) == ("`b` now leads to `lost`.", ["+      - lost"])
    assert told(lambda it: add_transition(it, "b", "q/x", "They say: yes")) == (
        '`b` now leads to `q/x` when "They say: yes".', ["+      - to: q/x", '+        when: "They say: yes"']
    )
    assert told(lambda it: add_transition(it, "wait", "a")) == (
        "`wait` now leads to `a`.", ["-  wait: {parked: true}", "+  wait: {parked: true, next: [a]}"]
    )
    assert told(lambda it: add_transition(it, "anywhere", "won"))[1][1] == "+from_anywhere: [lost, wait, won]"
    commented = "process: p\nstages:\n  a:\n    next: [\n      b  # why\n    ]\n  b: {}\n  c: {}\n"
    assert told(lambda it: add_transition(it, "a", "c", "Late"), commented)[1] == [
        "-      b  # why", "+      b,  # why", "+      {to: c, when: Late}"
    ]


def test_a_transition_goes() -> None:
    """From a stage or from anywhere."""
    assert told(lambda it: remove_transition(it, "a", "b")) == (
        "`a` no longer leads to `b`.", ["-    next: [b, wait]", "+    next: [wait]"]
    )
    assert told(lambda it: remove_transition(it, "anywhere", "wait"))[0] == "Every stage no longer leads to `wait`."


def test_a_transition_gets_changes_and_loses_its_condition() -> None:
    """A bare one in brackets is opened up; elsewhere it becomes a map."""
    assert told(lambda it: set_when(it, "a", "b", "They agree")) == (
        '`a` leads to `b` when "They agree".',
        ["-    next: [b, wait]", "+    next:", "+      - to: b", "+        when: They agree", "+      - wait"],
    )
    assert told(lambda it: set_when(it, "b", "won", "They sign"))[1] == ["-      - won", "+      - to: won", "+        when: They sign"]
    assert told(lambda it: set_when(it, "b", "a", "No"))[1] == ["-        when: They go back", '+        when: "No"']
    assert told(lambda it: set_when(it, "b", "a", "")) == ("`b` leads to `a` without a condition.", ["-        when: They go back"])
    bare = PROCESS.replace("\n        when: They go back", "")
    assert told(lambda it: set_when(it, "b", "a", ""), bare)[1] == []
    assert told(lambda it: set_when(it, "b", "a", "Back"), bare)[1] == ["+        when: Back"]


def test_criteria_and_plays_get_an_id_from_their_first_words() -> None:
    """And come with what else was said of them."""
    assert told(lambda it: add_criterion(it, "a", "The buyer has written it down", proof="email", settles=[], field=None)) == (
        "Added the exit criterion `the-buyer-has-written` to `a`.",
        ["+    exit_criteria:", "+      the-buyer-has-written:", "+        fact: The buyer has written it down", "+        proof: email"],
    )
    assert told(lambda it: add_play(it, "won", "Ask: who else?", "ask", serves="client"))[1] == [
        "-  won: {outcome: won}", '+  won: {outcome: won, plays: {ask: {do: "Ask: who else?", serves: client}}}'
    ]
    assert told(lambda it: add_criterion(it, "a", "It holds", "x", required=False))[1][-1] == "+        required: false"


def test_an_id_for_a_text_is_its_own() -> None:
    """With a number where it is taken; a text without a letter that an id may have gets a word."""
    assert id_for("Ask who else must agree", "play", []) == "ask-who-else-must"
    assert id_for("Ask who else must agree", "play", ["ask-who-else-must"]) == "ask-who-else-must-2"
    assert id_for("Ask who", "play", ["ask-who", "ask-who-2"]) == "ask-who-3"
    assert id_for("取締役会が決める", "criterion", []) == "criterion"
    assert id_for("x", "play", []) == "x"


def test_criteria_plays_and_fields_are_changed_by_their_stage() -> None:
    """Set or added, and removed."""
    text = PROCESS.replace("  wait: {parked: true}", "  wait:\n    parked: true\n    plays: {ask: {do: Ask}}")
    assert told(lambda it: remove_part(it, "wait", "plays", "play", "ask"), text) == (
        "Removed the play `ask` from `wait`.", ["-    plays: {ask: {do: Ask}}"]
    )
    assert told(lambda it: set_field(it, "a", "title", "First")) == ('The title of `a` is now "First".', ["+    title: First"])
    assert told(lambda it: set_field(it, "a", "max_days", 1))[0] == "Deals may now stay in `a` for 1 day."
    assert told(lambda it: set_field(it, "a", "max_days", 30))[0] == "Deals may now stay in `a` for 30 days."
    assert told(lambda it: set_field(it, "wait", "parked", value=False), text) == (
        "`wait` is no longer parked.", ["-    parked: true", "+    parked: false"]
    )
    assert told(lambda it: set_field(it, "a", "probability", 75.0)) == ("The probability of `a` is now 75 %.", ["+    probability: 75"])


def test_anything_is_changed_by_its_path() -> None:
    """With values as people type them: the schema says what is text."""
    assert told(lambda it: set_value(it, "title", "yes")) == ('`title` is now "yes".', ['+title: "yes"'])
    assert told(lambda it: set_value(it, "stages.a.max_days", "30")) == ("`stages.a.max_days` is now 30.", ["+    max_days: 30"])
    assert told(lambda it: set_value(it, "stages.wait.parked", "false"))[1][1] == "+  wait: {parked: false}"
    assert told(lambda it: set_value(it, "stages.a.next", "[won]"))[1][1] == "+    next: [won]"
    assert told(lambda it: set_value(it, "x-mine", "010"))[1] == ['+x-mine: "010"']
    assert told(lambda it: set_value(it, "x-mine", "30", text=True))[1] == ['+x-mine: "30"']
    assert told(lambda it: set_value(it, "stages.lost.outcome", "no-decision"))[1][1] == "+  lost: {outcome: no-decision}"
    assert told(lambda it: add_value(it, "stages.a.next.won", None)) == (
        "Added `stages.a.next.won`.", ["-    next: [b, wait]", "+    next: [b, wait, won]"]
    )
    assert told(lambda it: add_value(it, "stages.a.next.won", "won", before="b"))[1][1] == "+    next: [won, b, wait]"
    assert told(lambda it: remove_value(it, "start")) == ("Removed `start`.", ["-start: a"])
    assert told(lambda it: move_value(it, "stages.lost", before="won", after=None))[0] == "Moved `stages.lost` before `won`."
    assert told(lambda it: move_value(it, "stages.won", before=None, after="lost"))[0] == "Moved `stages.won` after `lost`."


def test_a_stage_is_renamed_everywhere_in_its_file() -> None:
    """Its key, all that names it, and the old id in `was`."""
    text = PROCESS.replace("from_anywhere: [lost", "from_anywhere: [b, lost").replace(
        "measures:\n", "measures:\n  c: {count: {criterion: b/x}, x-d: {play: b}}\n  d: {count: {criterion: a/b}}\n"
    ).replace("won: {outcome: won}", "won: {outcome: won, continues_in: [b, p/b]}")
    assert told(lambda it: rename_stage(it, "b", "c"), text) == (
        "Renamed the stage `b` to `c`.",
        [
            "-from_anywhere: [b, lost, wait]", "+from_anywhere: [c, lost, wait]", "-    next: [b, wait]", "-  b:", "+    next: [c, wait]",
            "+  c:", "+    was: [b]", "-  won: {outcome: won, continues_in: [b, p/b]}", "+  won: {outcome: won, continues_in: [b, p/c]}",
            "-  c: {count: {criterion: b/x}, x-d: {play: b}}", "+  c: {count: {criterion: c/x}, x-d: {play: b}}",
            "-  m: {share: {reached: b}, among: [{reached: a}, {reached: p/b}]}",
            "+  m: {share: {reached: c}, among: [{reached: a}, {reached: p/c}]}",
        ],
    )
    assert told(lambda it: rename_stage(it, "a", "first"))[1][:2] == ["-start: a", "+start: first"]


def test_a_stage_remembers_all_its_ids_in_their_order() -> None:
    """Oldest first; going back to an old id writes nothing twice."""
    twice = apply(PROCESS, rename_stage(document(), "b", "c").operations)
    thrice = apply(twice, rename_stage(document(twice), "c", "d").operations)
    assert "  d:\n    was: [b, c]\n" in thrice
    back = apply(thrice, rename_stage(document(thrice), "d", "b").operations)
    assert "  b:\n    was: [b, c, d]\n" in back
    again = apply(back, rename_stage(document(back), "b", "e").operations)
    assert "  e:\n    was: [b, c, d]\n" in again


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("process: q\nstages: {a: {next: [b, p/b]}}\nmeasures: {m: {count: {reached: p/b}, x: {criterion: b/c}}}\n",
         "process: q\nstages: {a: {next: [b, p/c]}}\nmeasures: {m: {count: {reached: p/c}, x: {criterion: b/c}}}\n"),
        ("proposal: r\nprocess: p\nclaims: {m: {share: {reached: b}, where: {play: b/x}}}\nmoves: {old: b, b: a}\n",
         "proposal: r\nprocess: p\nclaims: {m: {share: {reached: c}, where: {play: c/x}}}\nmoves: {old: c, c: a}\n"),
        ("proposal: r\nprocess: q\nclaims: {m: {share: {reached: b}}}\nmoves: {old: p/b, b: a}\n",
         "proposal: r\nprocess: q\nclaims: {m: {share: {reached: b}}}\nmoves: {old: p/c, b: a}\n"),
        ("library: l\ncrm: {salesforce: {p: {stages: {b: [B]}}, q: {stages: {b: [B]}}}, odd: x}\n",
         "library: l\ncrm: {salesforce: {p: {stages: {c: [B]}}, q: {stages: {b: [B]}}}, odd: x}\n"),
        ("journey: j\nsteps: {b: {phase: change}}\n", "journey: j\nsteps: {b: {phase: change}}\n"),
        ("process: q\nstages: {a: x, d: {next: [p/b]}}\n", "process: q\nstages: {a: x, d: {next: [p/c]}}\n"),
        ("process: q\nstages: [b]\nmeasures: x\n", "process: q\nstages: [b]\nmeasures: x\n"),
    ],
)
def test_other_files_of_the_library_follow(text: str, expected: str) -> None:
    """Processes by `process/stage`, proposals of the process and CRM mappings by the bare id too."""
    assert apply(text, references(document(text), "p", "b", "c")) == expected


def test_a_text_that_cannot_be_read_names_nothing() -> None:
    """And is left alone."""
    assert references(document("a: ["), "p", "b", "c") == []


def test_a_fix_becomes_operations() -> None:
    """`set` reads its value as YAML does, `retext` as text; a stage with the document is renamed everywhere."""
    fix = Fix("Mend it", (
        Edit("set", "stages.wait.parked", "false"), Edit("remove", "start"), Edit("rename", "stages.b.next.a", "b"),
        Edit("retext", "process", "010"), Edit("set", "measures.m.x-y", "no"),
    ))
    text = PROCESS.replace("m: {share", "m: {x-y: z, share")
    result = apply(text, from_fix(fix))
    for line in ("wait: {parked: false}", "- to: b", 'process: "010"', 'x-y: "no"'):
        assert line in result
    rename = Fix("Write `c`", (Edit("rename", "stages.b", "c"),))
    assert "next: [b, wait]" in apply(PROCESS, from_fix(rename))
    assert "next: [c, wait]" in apply(PROCESS, from_fix(rename, document()))
    kit = "process: p\nkits: {a: {}}\n"
    assert apply(kit, from_fix(Fix("", (Edit("rename", "kits.a", "b"),)), document(kit))) == "process: p\nkits: {b: {}}\n"
