"""The guard: what is refused, where, and that nothing else is."""

import pytest
from yaml import YAMLError

from processengine.span import Span
from processengine.syntax import refuse
from processengine.syntax.parse import MAX_BYTES, MAX_DEPTH, MAX_NODES, parse, parse_bytes

BOMB = "a: &a {x: 1}\n" + "".join(
    f"{name}: &{name} {{<<: [{', '.join([f'*{before}'] * 9)}]}}\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def rules(text: str) -> list[str]:
    """The rules that a text breaks, as far as its reader can tell."""
    return [problem.rule for problem in parse(text)[1]]


def span(text: str, number: int = 0) -> Span | None:
    """The place of a text's first problem, or another."""
    return parse(text)[1][number].finding.span


def test_a_merge_key_bomb_is_refused_as_what_it_is_made_of() -> None:
    """423 bytes that stand for billions of values: each anchor and alias is refused, and nothing is expanded."""
    text = "process: p\n" + BOMB
    assert len(text.encode()) <= 423
    assert set(rules(text)) == {"refused-yaml"}
    assert len(rules(text)) == 9 + 8 * 9


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "], ids=["list", "map", "block"])
def test_deep_nesting_is_refused(opening: str) -> None:
    """100,000 levels are no crash but one finding, at the place where the cap is passed."""
    assert rules("a:\n  " + opening * 100_000) == ["too-large"]


def test_the_cap_on_depth_is_64_levels() -> None:
    """The 64th level is read, the 65th is not; the place is where it opens."""
    inside = MAX_DEPTH - 1
    assert rules(f"a: {'[' * inside}{']' * inside}") == []
    assert rules(f"a: {'[' * (inside + 1)}{']' * (inside + 1)}") == ["too-large"]
    assert span(f"a: {'[' * (inside + 1)}") == Span(1, 67, 1, 68)


def test_past_the_cap_on_nodes_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two million values are the cap; tried with nine, for two million take seconds. One finding says so."""
    assert MAX_NODES == 2_000_000
    monkeypatch.setattr("processengine.syntax.parse.MAX_NODES", 9)
    assert rules("a: [0, 0, 0, 0, 0, 0]") == []
    document, problems = parse("a: [0, 0, 0, 0, 0, 0, 0]")
    assert document.root is None
    assert [problem.rule for problem in problems] == ["too-large"]


def test_the_cap_on_size_is_16_mib_of_utf8() -> None:
    """A file of just 16 MiB is read; a byte more is refused, whether it comes as bytes or as text."""
    head = "a: b #"
    assert parse_bytes((head + "x" * (MAX_BYTES - len(head))).encode())[1][0].rule == "ambiguous-scalar"
    assert parse_bytes(b"x" * (MAX_BYTES + 1))[1][0].rule == "too-large"
    assert rules("ä" * (MAX_BYTES // 2 + 1)) == ["too-large"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: &x 1\n", Span(1, 4, 1, 8)),
        ("a: &x {b: c}\n", Span(1, 4, 1, 8)),
        ("a: *x\n", Span(1, 4, 1, 6)),
        ("a: !t 1\n", Span(1, 4, 1, 8)),
        ("a: !!str 1\n", Span(1, 4, 1, 11)),
        ("a: ! 1\n", Span(1, 4, 1, 7)),
        ("a: b\n--- \nc: d\n", Span(2, 1, 2, 4)),
        ("%YAML 1.1\n---\na: b\n", Span(1, 1, 2, 4)),
        ("%TAG ! tag:x,2000:\n---\na: b\n", Span(1, 1, 2, 4)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_readers_differ_about_is_refused_in_place(text: str, place: Span) -> None:
    """Anchors, aliases, tags, second documents and directives, each where it stands."""
    assert rules(text) == ["refused-yaml"]
    assert span(text) == place


def test_everything_refused_is_told_at_once() -> None:
    """Two anchors, an alias and a tag are four findings, in the order of the text."""
    assert rules("a: &x 1\nb: &y 2\nc: *x\nd: !t 3\n") == ["refused-yaml"] * 4


@pytest.mark.parametrize("text", ["--- \na: b\n", "---\na: b\n...\n", "a: b\n...\n", "# c\n---\n# d\na: b\n"])
def test_the_marks_of_one_document_are_accepted(text: str) -> None:
    """`---` and `...` around the only document are no second one."""
    assert rules(text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The file is empty."),
        ("# only a comment\n\n", "The file is empty."),
        ("---\n...\n", "The file is empty."),
        ("{}", "The file is no map of keys and values."),
        ("- a\n- b\n", "The file is no map of keys and values."),
        ("just words\n", "The file is no map of keys and values."),
        ('""', "The file is no map of keys and values."),
    ],
)
def test_a_file_that_is_no_map_says_so(text: str, message: str) -> None:
    """Empty, only comments, a list, or words."""
    document, problems = parse(text)
    assert document.root is None
    assert [(problem.rule, problem.finding.message) for problem in problems] == [("syntax-error", message)]


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("a: b\x00c\n", "The file holds a NUL character.", Span(1, 5, 1, 6)),
        ("a: b\n\x07\n", "The file holds the control character U+0007.", Span(2, 1, 2, 2)),
        ("a: \ud800\n", "The file holds the control character U+D800.", Span(1, 4, 1, 5)),
        ("a:\n\tb: c\n", "A tab stands at the start of the line.", Span(2, 1, 2, 1)),
        ("a: b: c\n", "A colon stands in text that is not in quotes.", Span(1, 5, 1, 5)),
        ("a: b\nword\nc: d\n", "A line has no colon after its key.", Span(3, 1, 3, 1)),
        ("a:\n  b: c\n d: e\n", "A line starts at a column where nothing can start.", Span(3, 2, 3, 2)),
    ],
)
def test_broken_text_is_told_in_words_and_in_place(text: str, message: str, place: Span) -> None:
    """What people get wrong most is said in words that they know."""
    document, problems = parse(text)
    assert document.root is None
    assert [(problem.rule, problem.finding.message, problem.finding.span) for problem in problems] == [
        ("syntax-error", message, place)
    ]


def test_an_error_without_a_place_is_told_at_the_start() -> None:
    """No text is known that libyaml refuses without saying where."""
    assert refuse.broken("a: b", YAMLError("it broke")).finding.message == "This is not YAML: it broke."


@pytest.mark.parametrize("text", ["a: [b\n", 'a: "b\n', "a: {b: c\nd: e\n", "a: |x\n", "a: @b\n", "a: `b`\n", "a: %\n", "}: a", "a: 'b"])
def test_text_that_is_no_yaml_is_one_finding(text: str) -> None:
    """Unclosed brackets and quotes, and indicators that start nothing."""
    assert rules(text) == ["syntax-error"]


@pytest.mark.parametrize(
    ("data", "message", "place"),
    [
        ("a: é\n".encode("latin-1"), "The file is not UTF-8: byte 0xe9 stands where text should.", Span(1, 4, 1, 5)),
        ("a: b\nä: ".encode() + b"\xff\n", "The file is not UTF-8: byte 0xff stands where text should.", Span(2, 4, 2, 5)),
        ("a: b\n".encode("utf-16"), "The file is UTF-16, not UTF-8.", Span(1, 1, 1, 2)),
        (b"\xfe\xff\x00a", "The file is UTF-16, not UTF-8.", Span(1, 1, 1, 2)),
    ],
)
def test_bytes_that_are_not_utf8_say_where_they_stop_being_it(data: bytes, message: str, place: Span) -> None:
    """The place of the first byte that no UTF-8 holds; UTF-16 is called by its name."""
    document, problems = parse_bytes(data)
    assert document.root is None
    assert [(problem.rule, problem.finding.message, problem.finding.span) for problem in problems] == [
        ("syntax-error", message, place)
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_each_line_end_that_people_use_counts_as_one(newline: str) -> None:
    """Lines are counted alike with LF, CRLF and lone CR."""
    text = newline.join(["a: b", "", "c: *x", ""])
    assert span(text) == Span(3, 4, 3, 6)
    assert len(parse(text)[0].lines) == 4


@pytest.mark.parametrize("char", ["\x85", "\u2028", "\u2029"])
def test_the_rare_line_ends_of_yaml_count_too(char: str) -> None:
    """YAML 1.1 breaks lines at NEL, LS and PS: columns would be wrong otherwise."""
    assert span(f"a: b{char}c: *x\n") == Span(2, 4, 2, 6)
    assert parse(f"a: b{char}c: d")[0].lines == ["a: b", "c: d"]


def test_a_byte_order_mark_is_kept_and_has_no_column() -> None:
    """Column 1 is the character after it."""
    document, problems = parse("\ufeffa: *x\n")
    assert document.bom
    assert document.text == "a: *x\n"
    assert problems[0].finding.span == Span(1, 4, 1, 6)


def test_columns_count_code_points() -> None:
    """A rocket is one column, although it takes four bytes and, in UTF-16, two units."""
    assert span('"🚀": *x\n') == Span(1, 6, 1, 8)


@pytest.mark.parametrize(
    "text",
    [
        "a: b #c\n",
        "a: C #1 in the market\n",
        "a: b\t#c\n",
        "a: [what?, b]\n",
        "a: {b: what?}\n",
        "a: [what?]\n",
    ],
)
def test_text_that_may_have_been_cut_short_is_told(text: str) -> None:
    """` #` without a blank behind it, and `?` before a comma or bracket."""
    assert rules(text) == ["ambiguous-scalar"]


@pytest.mark.parametrize(
    "text",
    [
        "a: b # c\n",
        "a: b #\n",
        "a: 'b #c'\n",
        "a: b#c\n",
        "#a: b\nc: d\n",
        "a: what?\n",
        'a: ["what?", b]\n',
        "a: [what? yes, b]\n",
        "a:\n  - what?\n",
        "a: |\n  b #c\n  [what?]\n",
    ],
)
def test_text_that_is_whole_is_left_alone(text: str) -> None:
    """A comment with its blank, text in quotes, and `?` where all readers take it for text."""
    assert rules(text) == []
