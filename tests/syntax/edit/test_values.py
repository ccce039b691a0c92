"""How values are written: plain where every reader takes them for what they are, else in double quotes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.syntax.edit import EditError, Set, apply
from processengine.syntax.edit.meaning import value_of
from processengine.syntax.edit.operation import Value
from processengine.syntax.parse import parse
from processengine.syntax.plain import plain

BLOCK, FLOW = "process: p\nx-a: old\nx-b: 1\n", "process: p\nx-o: {x-a: old, x-b: 1}\n"


def in_block(value: Value) -> str:
    """A value as it is written in block style."""
    result = apply(BLOCK, [Set("x-a", value)])
    return result.removeprefix("process: p\nx-a:").removeprefix(" ").removesuffix("\nx-b: 1\n")


def in_flow(value: Value) -> str:
    """A value as it is written in flow style."""
    result = apply(FLOW, [Set("x-o.x-a", value)])
    return result.removeprefix("process: p\nx-o: {x-a: ").removesuffix(", x-b: 1}\n")


@pytest.mark.parametrize(
    "text",
    ["a", "They agree", "It's theirs", "50,000 and more", 'They said "no" to it', "a:b", "a#b", "100%", "is it?", "2026-11-20", "30 days",
     "Größe", "取締役会", "🚀", "a [b] {c}", "yesterday", "https://example.com/a?b=c#d", "a & b", "a - b"],
)
def test_text_that_is_safe_in_block_style_is_plain(text: str) -> None:
    """Prose needs no quotes where it stands in a line of its own."""
    assert in_block(text) == text


@pytest.mark.parametrize(
    "text",
    ["", " ", "a ", " a", "yes", "No", "~", "null", "true", "010", "1.10", "1_000", "0x1F", "12:30", "30", "1.5", "-1", "2.1.0", ".5", "=",
     "a: b", "a:", "a # b", "# a", "- a", "-a", "? a", "[a", "]a", "{a", "}a", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a", "'a", '"a', ",a",
     "12345678901234567890", "<<", "a\tb", "a\u00a0b", "a\ufeffb", "a\x85b", "a\u2028b", "a\x07b", "\\n"[:1] + ": ", "---", "..."],
)
def test_text_that_some_reader_could_misread_is_in_quotes(text: str) -> None:
    """Words, numbers, indicators, blanks at the ends, and characters that nobody sees."""
    written = in_block(text)
    assert written[0] == written[-1] == '"'
    assert plain(parse(f"x: {written}")[0]) == ({"x": text}, [])


@pytest.mark.parametrize("text", ["a", "board-decides", "Problem_Cost__c", "kits/board-paper.md", "client-excellence/elated", "180 days"])
def test_ids_and_the_like_are_plain_in_flow_style(text: str) -> None:
    """Flow style is for those."""
    assert in_flow(text) == text


@pytest.mark.parametrize("text", ["They agree", "a, b", "is it?", "a: b", "a:b", "[a]", "no", "30", "Größe", "one\ntwo", "2.1.0"])
def test_prose_is_in_quotes_in_flow_style(text: str) -> None:
    """Whatever it is made of."""
    written = in_flow(text)
    assert written[0] == written[-1] == '"'


@pytest.mark.parametrize(
    ("value", "written"),
    [(True, "true"), (False, "false"), (0, "0"), (-5, "-5"), (0.27, "0.27"), (1.0, "1"), (1.10, "1.1"), (-0.5, "-0.5")],
)
def test_numbers_and_truth_are_plain(value: Value, written: str) -> None:
    """So that every reader reads the same."""
    assert in_block(value) == written
    assert in_flow(value) == written


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 1e300, 1e-9, 10**30])
def test_a_number_that_readers_would_read_differently_is_refused(value: float) -> None:
    """There is no plain way to write it."""
    with pytest.raises(EditError, match="every reader of YAML"):
        in_block(value)


def test_half_a_character_is_refused() -> None:
    """No file can hold it."""
    with pytest.raises(EditError, match="half a character"):
        in_block("a\ud800")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("one\ntwo", "|-\n  one\n  two"),
        ("one\ntwo\n", "|\n  one\n  two"),
        ("one\n\n  two", "|-\n  one\n\n    two"),
        ("# one: [\n", "|\n  # one: ["),
        ("one\n\n", '"one\\n\\n"'),
        ("\none", '"\\none"'),
        (" one\ntwo", '" one\\ntwo"'),
        ("one\n \ntwo", '"one\\n \\ntwo"'),
        ("one\n\ttwo", '"one\\n\\ttwo"'),
        ("one\r\ntwo", '"one\\r\\ntwo"'),
        ("\n", '"\\n"'),
    ],
)
def test_several_lines_are_written_as_they_are_where_that_can_be(text: str, written: str) -> None:
    """As a block text; in quotes where a block text would lose or gain something."""
    assert in_block(text) == written


@pytest.mark.parametrize(
    ("before", "written"),
    [
        ("x-a: b", '"one\\ntwo\\n"'),
        ("x-a: b\n   \nx-c: d\n", '"one\\ntwo\\n"'),
        ("x-a: b\n  # deeper\nx-c: d\n", '"one\\ntwo\\n"'),
        ("x-a: b\n\n# not deeper\nx-c: d\n", "|\n  one\n  two"),
        ("x-a: b\n", "|\n  one\n  two"),
    ],
)
def test_several_lines_are_in_quotes_where_what_follows_would_be_read_with_them(before: str, written: str) -> None:
    """A file without a final line end, lines of blanks, and deeper comments."""
    assert f"x-a: {written}" in apply(f"process: p\n{before}", [Set("x-a", "one\ntwo\n")])


@pytest.mark.parametrize(
    ("name", "written"),
    [("a", "a"), ("2026", "2026"), ("x y", "x y"), ("no", '"no"'), ("1.10", '"1.10"'), ("", '""'), ("a: b", '"a: b"'), ("<<", '"<<"'), ("a:", '"a:"')],
)
def test_keys_are_in_quotes_where_they_must_be(name: str, written: str) -> None:
    """A number may be a key; what readers read differently may not, without quotes."""
    assert in_block({name: "They agree"}).split("\n")[1:] == [f"  {written}: They agree"]


VALUES: st.SearchStrategy[Value] = st.recursive(
    st.text(st.characters(exclude_categories=["Cs"])) | st.booleans() | st.integers(-(10**16), 10**17),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=9), inside, max_size=3),
    max_leaves=8,
)


@given(VALUES, st.booleans())
def test_any_value_reads_back_as_it_was_given(value: Value, flow: bool) -> None:  # noqa: FBT001
    """In block style and in flow style, whatever characters it is made of."""
    if flow:
        document, problems = parse(apply(FLOW, [Set("x-o.x-a", value)]))
        assert document.root is not None
        found = value_of(document.root.entries[1].value)
        assert isinstance(found, dict)
        assert found["x-a"] == value
    else:
        document, problems = parse(apply(BLOCK, [Set("x-a", value)]))
        assert document.root is not None
        assert value_of(document.root.entries[1].value) == value
    assert problems == []
