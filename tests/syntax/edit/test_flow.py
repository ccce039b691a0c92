"""Edits in flow style: elements come and go with their commas."""

import pytest

from processengine.syntax.edit import Add, Move, Operation, Remove, Rename, Set, apply

AROUND = "process: p\nx-mine: {}\nstages: {{}}\n"


def done(before: str, *operations: Operation) -> str:
    """What is left of a value after some edits."""
    result = apply(AROUND.format(before), list(operations))
    start, end = AROUND.split("{}", 1)[0], "\nstages: {}\n"
    assert result.startswith(start)
    assert result.endswith(end)
    return result[len(start) : -len(end)]


@pytest.mark.parametrize(
    ("before", "name", "expected"),
    [
        ("[a, b, c]", "a", "[b, c]"),
        ("[a, b, c]", "b", "[a, c]"),
        ("[a, b, c]", "c", "[a, b]"),
        ("[ a , b ]", "a", "[ b ]"),
        ("[ a , b ]", "b", "[ a ]"),
        ("[a, b, ]", "b", "[a, ]"),
        ("[a]", "a", "[]"),
        ("[ a, ]", "a", "[]"),
        ("[  # why\n  a,\n  ]", "a", "[  # why\n  \n  ]"),
        ("[a, {to: b, when: x}]", "b", "[a]"),
        ("[a,\n  b,\n  c]", "a", "[b,\n  c]"),
        ("[a,\n  b,\n  c]", "b", "[a,\n  c]"),
        ("[a,\n  b,\n  c]", "c", "[a,\n  b]"),
        ("[a,  # one\n  b]", "a", "[  # one\n  b]"),
        ("[a,  # one\n  b]", "b", "[a  # one\n  ]"),
        ("[\n  a,\n  # two\n  b,\n  c,\n  ]", "b", "[\n  a,\n  c,\n  ]"),
        ("[\n  a,  # one\n  b,  # two\n  c  # three\n  ]", "c", "[\n  a,  # one\n  b  # two\n  ]"),
        ("[\n  a,\n  b\n  ]", "a", "[\n  b\n  ]"),
        ("[\n  a, b,\n  c\n  ]", "b", "[\n  a,\n  c\n  ]"),
        ("[\n  a,\n  b, c\n  ]", "b", "[\n  a,\n  c\n  ]"),
        ("[\n  a\n  , b\n  ]", "a", "[\n   b\n  ]"),
        ("[a,\n  b\n  , c]", "b", "[a,\n   c]"),
        ("{a: 1, b: 2}", "a", "{b: 2}"),
        ("{a, b: 2}", "a", "{b: 2}"),
        ("{b: 2, a: }", "a", "{b: 2}"),
        ("{b: 2, a: {c: [d]}}", "a", "{b: 2}"),
    ],
)
def test_an_element_goes_with_its_comma(before: str, name: str, expected: str) -> None:
    """And where it has a line of its own, with that line and the comments above."""
    assert done(before, Remove(f"x-mine.{name}")) == expected


@pytest.mark.parametrize(
    ("before", "addition", "expected"),
    [
        ("[]", Add("x-mine.z", "z"), "[z]"),
        ("[  # why\n  ]", Add("x-mine.z", "z"), "[z  # why\n  ]"),
        ("[a]", Add("x-mine.z", "z"), "[a, z]"),
        ("[ a, ]", Add("x-mine.z", "z"), "[ a, z, ]"),
        ("[a, b]", Add("x-mine.z", "z", before="a"), "[z, a, b]"),
        ("[a,  b]", Add("x-mine.z", "z", after="a"), "[a,  z, b]"),
        ("[\n  a,\n  b\n  ]", Add("x-mine.z", "z"), "[\n  a,\n  b,\n  z\n  ]"),
        ("[\n  a,\n  b,  # two\n  ]", Add("x-mine.z", "z"), "[\n  a,\n  b,  # two\n  z,\n  ]"),
        ("[\n  a,\n  # two\n  b\n  ]", Add("x-mine.z", "z", before="b"), "[\n  a,\n  z,\n  # two\n  b\n  ]"),
        ("[a]", Add("x-mine.z", {"to": "z", "when": "They say: no"}), '[a, {to: z, when: "They say: no"}]'),
        ("{a: 1}", Add("x-mine.z", {"k": ["v"]}), "{a: 1, z: {k: [v]}}"),
        ("{a: 1}", Add("x-mine.no", "no"), '{a: 1, "no": "no"}'),
        ("{a: {}}", Add("x-mine.a.b.c", "one\ntwo"), '{a: {b: {c: "one\\ntwo"}}}'),
        ("{a: }", Add("x-mine.a.b", 1), "{a: {b: 1}}"),
        ("{a}", Add("x-mine.a.b", 1), "{a: {b: 1}}"),
    ],
)
def test_an_element_comes_with_its_comma(before: str, addition: Add, expected: str) -> None:
    """On a line of its own where its neighbour has one; prose in quotes."""
    assert done(before, addition) == expected


@pytest.mark.parametrize(
    ("before", "operation", "expected"),
    [
        ("[a, b, c]", Move("x-mine.a", after="c"), "[b, c, a]"),
        ("[a, b, c]", Move("x-mine.c", before="a"), "[c, a, b]"),
        ("[a, b, c]", Move("x-mine.a", after="b"), "[b, a, c]"),
        ("[\n  a,\n  b\n  ]", Move("x-mine.a", after="b"), "[\n  b,\n  a\n  ]"),
        ("{a: 1, b: {c: d}}", Move("x-mine.b", before="a"), "{b: {c: d}, a: 1}"),
        ("{a: {\n  b: c}, d: e}", Move("x-mine.a", after="d"), "{d: e, a: {\n  b: c}}"),
        ("[\n  # one\n  a,  # first\n  b  # last\n  ]", Move("x-mine.a", after="b"), "[\n  b,  # last\n  # one\n  a  # first\n  ]"),
        ("[\n  a,\n  # two\n  b, # last\n  ]", Move("x-mine.b", before="a"), "[\n  # two\n  b, # last\n  a,\n  ]"),
        ("[\n  a,  # first\n  b,\n  ]", Move("x-mine.a", after="b"), "[\n  b,\n  a,  # first\n  ]"),
        ("[a, b]", Rename("x-mine.a", "no"), '["no", b]'),
        ("[{to: a, when: x}, b]", Rename("x-mine.a", "z"), "[{to: z, when: x}, b]"),
        ("{a: 1}", Rename("x-mine.a", "x y"), '{"x y": 1}'),
        ('{"a":1}', Rename("x-mine.a", "b"), '{"b":1}'),
        ("{a: 1, b: 2}", Set("x-mine.a", "They agree"), '{a: "They agree", b: 2}'),
        ("{a: {x: y}, b: 2}", Set("x-mine.a", "180 days"), "{a: 180 days, b: 2}"),
        ("{a, b: 2}", Set("x-mine.a", 3), "{a: 3, b: 2}"),
        ("[a, b]", Set("x-mine.a", {"to": "a"}), "[{to: a}, b]"),
    ],
)
def test_other_edits_stay_inside_the_brackets(before: str, operation: Operation, expected: str) -> None:
    """Nothing is opened up that somebody wrote in one line."""
    assert done(before, operation) == expected


def test_a_whole_file_in_brackets_can_be_edited() -> None:
    """It is YAML like any other."""
    before = "{process: p, stages: {a: {next: [b]}}}\n"
    result = apply(before, [Add("title", "P"), Add("stages.b.outcome", "won"), Remove("stages.a.next.b")])
    assert result == "{process: p, title: P, stages: {a: {}, b: {outcome: won}}}\n"


@pytest.mark.parametrize("before", ["!t []", "&k {}", "&k !t [[], {}]", "{a: !t [], b: &k {}}", "[&k {}, !t [a: []]]"])
def test_a_tag_or_an_anchor_before_brackets_is_part_of_the_value(before: str) -> None:
    """What stands beside it can be edited as ever."""
    text = f"process: p\ntitle: T\nx-mine: {before}\ntitle: T\nstages: {{}}\n"
    assert apply(text, [Remove("title", second=True)]) == text.replace("title: T\nstages", "stages")


def test_brackets_with_a_tag_end_where_they_close() -> None:
    """So what comes behind them stays where it is."""
    assert done("{a: !t [x, y], b: 1}", Remove("x-mine.a")) == "{b: 1}"
    assert done("[!t {to: a, when: x}, b]", Remove("x-mine.b")) == "[!t {to: a, when: x}]"
