"""Applying edits: one after another, in every kind of file, and never to its damage."""

import pytest

from processengine.syntax.edit import Add, EditError, Move, Operation, Remove, Rename, Set, apply

BEFORE = "process: p\nstages:\n  a: {next: [b]}\n  b: {outcome: won}\nx-list: [{c: d}]\n"


def test_no_edits_change_nothing() -> None:
    """The text as it was, with its byte order mark."""
    assert apply("\ufeff" + BEFORE, []) == "\ufeff" + BEFORE


def test_each_edit_sees_what_the_ones_before_left() -> None:
    """What one adds the next may fill, rename, move and take away."""
    result = apply(BEFORE, [
        Add("stages.c", {}), Add("stages.c.next.b", "b"), Rename("stages.c", "d"), Move("stages.d", before="b"),
        Set("stages.a.next", ["d"]), Add("roles.r", {}), Remove("roles.r"),
    ])
    assert result == "process: p\nstages:\n  a: {next: [d]}\n  d: {next: [b]}\n  b: {outcome: won}\nx-list: [{c: d}]\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", [True, False])
def test_a_file_keeps_its_line_ends_its_mark_and_its_end(newline: str, bom: str, end: bool) -> None:  # noqa: FBT001
    """New lines end as the ones around them; a final line end is neither added nor taken."""
    def lines(*some: str) -> str:
        return bom + newline.join(some) + newline * end

    before = lines("process: p", "stages:", "  a: {}", "", "  b:", "    buyer: x")
    added = lines("process: p", "stages:", "  a: {}", "", "  b:", "    buyer: x", "    max_days: 3", "", "  c:", "    buyer: They agree")
    assert apply(before, [Add("stages.c", {"buyer": "They agree"}), Add("stages.b.max_days", 3)]) == added
    assert apply(added, [Remove("stages.b.max_days"), Remove("stages.c")]) == before


def test_a_file_of_mixed_line_ends_keeps_them() -> None:
    """Each line its own; a new one ends as the one above it."""
    before = "process: p\r\nstages:\n  a: {}\r\n  b: {}\n"
    assert apply(before, [Add("stages.c", {}, after="a")]) == "process: p\r\nstages:\n  a: {}\r\n  c: {}\r\n  b: {}\n"
    assert apply(before, [Remove("stages.a")]) == "process: p\r\nstages:\n  b: {}\n"


def test_the_rare_line_ends_are_kept_and_not_copied() -> None:
    """Nobody's editor writes them; the next line is ended as usual."""
    before = "process: p\u2028stages: {}\u2028title: x\n"
    assert apply(before, [Add("owner", "us")]) == "process: p\u2028title: x\n".replace("title: x\n", "stages: {}\u2028title: x\nowner: us\n")


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        (Add("stages.a", {}), "`stages.a` is there already."),
        (Add("stages.a.next.b", "b"), "`stages.a.next.b` is there already."),
        (Add("process.x", 1), "`process` holds `p`; nothing can be put into that."),
        (Add("stages.a.next.c", "d"), "The item at `stages.a.next.c` must be `c`, or a map with that in `to`."),
        (Add("stages.b.next.c", "d"), "The item at `stages.b.next.c` must be `c`, or a map with that in `to`."),
        (Add("stages.a.next.c", ["c"]), "The item at `stages.a.next.c` must be `c`, or a map with that in `to`."),
        (Add("stages.c", {}, before="x"), "`x` isn't in `stages`."),
        (Add("titel", "x", before="proces"), "`proces` isn't in the file. Did you mean `process`?"),
        (Add("title", "x", before="process"), "Nothing goes before `process`: the first key tells what the file is."),
        (Add("stages.c", {}, before="a", after="b"), "Say one of before and after."),
        (Add("roles.a.title", "x", before="b"), "`roles.a` isn't there, so nothing stands beside the new element."),
        (Remove("stages.c"), "`stages.c` isn't there."),
        (Remove("stagse"), "`stagse` isn't there. Did you mean `stages`?"),
        (Remove("process"), "`process` can't be removed: the first key tells what the file is."),
        (Remove(""), "An edit needs the path of an element."),
        (Set("stages.a.next.c", "c"), "`stages.a.next.c` isn't there."),
        (Set("process.p.x.y", "c"), "`process.p` isn't there."),
        (Set("stages.a.title", "x"), "`stages.a.title` isn't there."),
        (Rename("stages.a", "b"), "`stages.b` is there already."),
        (Rename("stages.c", "b"), "`stages.c` isn't there."),
        (Rename("x-list.0", "b"), "`x-list.0` has no name that could be changed."),
        (Move("stages.c", before="b"), "`stages.c` isn't there."),
        (Move("stages.a", before="c"), "`c` isn't in `stages`."),
        (Move("stages.a"), "Say one of before and after."),
        (Move("process", after="stages"), "`process` can't be moved: the first key tells what the file is."),
        (Move("stages", before="process"), "Nothing goes before `process`: the first key tells what the file is."),
        (Move("", before="process"), "`` isn't there."),
    ],
)
def test_what_cannot_be_done_is_said(operation: Operation, message: str) -> None:
    """What isn't there, what is there already, and what can't be; the nearest name where there is one."""
    with pytest.raises(EditError) as error:
        apply(BEFORE, [operation])
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("before", "operation"),
    [
        ("process: p\n? title\n: x\n", Remove("title")),
        ("process: p\n? title\n: x\n", Rename("title", "owner")),
        ("process: p\n? title\n: x\nowner: y\n", Add("motion", "z", after="title")),
        ("process: p\nx-a: [b: c]\n", Add("x-a.0.d", 1)),
        ("process: p\nx-a: {? b : c, d: e}\n", Remove("x-a.d")),
        ("process: p\n? title\n: x\n", Set("title", "z")),
        ("process: p\nx-a: &b |+\n  one\nx-b: 1\n\nx-c: 2\n", Remove("x-b")),
        ("process: p\n", Add("x-" + "a" * 1100, 1)),
        ("process: p\nx-a: [\n  b,  # why\n  c, d]\n", Move("x-a.b", after="d")),
        ("process: p\nx-a: [\n  # why\n  b,\n  c, d]\n", Move("x-a.b", before="d")),
    ],
)
def test_what_cannot_be_placed_safely_is_refused(before: str, operation: Operation) -> None:
    """Rare ways to write YAML are left to people."""
    with pytest.raises(EditError, match=r"safely|by hand"):
        apply(before, [operation])


def test_a_file_that_ends_inside_a_text_cannot_grow_behind_it() -> None:
    """The line break that a new line needs would become part of the text."""
    before = "process: p\nx-why: |\n  one"
    with pytest.raises(EditError, match="add a line break to the file first"):
        apply(before, [Add("x-more", 1)])
    assert apply(before, [Add("title", "P")]) == "process: p\ntitle: P\nx-why: |\n  one"
    assert apply(before.replace("|", "|-"), [Add("x-more", 1)]) == "process: p\nx-why: |-\n  one\nx-more: 1"


@pytest.mark.parametrize(
    ("before", "operation", "expected"),
    [
        ("process: p\nx-a: |+\n  one\n\nx-b: 1\n\nx-c: 2\n", Remove("x-b"), "process: p\nx-a: |+\n  one\n\nx-c: 2\n"),
        ("process: p\nx-a: |+\n  one\n\nx-c: 2", Remove("x-c"), "process: p\nx-a: |+\n  one\n\n"),
        ("process: p\nx-a: |\n  one\nx-c: 2", Remove("x-c"), "process: p\nx-a: |\n  one\n"),
        ("process: p\nx-a: |\n  one\n   \n\nx-c: 2\n", Add("x-b", 1, after="x-a"), "process: p\nx-a: |\n  one\n   \n\nx-b: 1\n\nx-c: 2\n"),
        ("process: p\nx-a: |2\n   one\n  \n\nx-c: 2\n", Add("x-b", 1, after="x-a"),
         "process: p\nx-a: |2\n   one\n\n\nx-b: 1\n  \n\nx-c: 2\n"),
        ("process: p\nx-a: |\n  one\nx-b: 1\n   \nx-c: 2\n", Remove("x-b"), "process: p\nx-a: |\n  one\nx-c: 2\n"),
        ("process: p\nx-a: |+\n  one\n\nx-b: 1\n\nx-c: 2\n", Move("x-a", after="x-b"), "process: p\nx-b: 1\n\nx-a: |+\n  one\n\nx-c: 2\n"),
        ("process: p\nx-a: |\n  one\nx-b: 1", Move("x-a", after="x-b"), "process: p\nx-b: 1\nx-a: |\n  one\n"),
        ("process: p\nx-a: |\n\nx-b: 1\n", Add("x-c", 2, after="x-a"), "process: p\nx-a: |\n\nx-c: 2\n\nx-b: 1\n"),
        ("process: p\nx-a: >+\n  one\n\nx-b: 1\n", Add("x-c", 2, after="x-a"), "process: p\nx-a: >+\n  one\n\nx-c: 2\nx-b: 1\n"),
    ],
)
def test_block_texts_neither_lose_nor_gain_a_line(before: str, operation: Operation, expected: str) -> None:
    """Blank lines that belong to a text stay its own, and those below it don't become its own."""
    assert apply(before, [operation]) == expected


@pytest.mark.parametrize("text", ["", "a: [", "- a\n", "a: \x00", "# nothing\n"])
def test_a_text_that_cannot_be_read_cannot_be_edited(text: str) -> None:
    """And says why."""
    with pytest.raises(EditError, match=r"The text can't be read\. \w+"):
        apply(text, [Add("b", 1)])


def test_other_things_wrong_with_a_file_are_no_hindrance() -> None:
    """Keys that stand twice, values that were refused and ids that are bad stay as they are."""
    before = "process: p\nx-a: &b c\nx-d: *b\nx-a: 010\nstages:\n  a.b: {next: [a.b, a.b]}\n  <<: {x: y}\n"
    result = apply(before, [Rename("stages.a.b.next.a.b", "c"), Rename("stages.a.b", "d"), Add("title", "x"), Remove("x-a")])
    assert result == "process: p\ntitle: x\nx-d: *b\nx-a: 010\nstages:\n  d: {next: [c, a.b]}\n  <<: {x: y}\n"


def test_names_with_dots_are_given_one_by_one() -> None:
    """Prose is no path: an item of free text is named by a tuple."""
    path = ("stages", "a", "plays", "ask", "asks", "What now? E.g. more.")
    before = "process: p\nstages:\n  a:\n    plays:\n      ask:\n        do: Ask\n"
    added = apply(before, [Add(path, path[-1])])
    assert added == before + "        asks:\n          - What now? E.g. more.\n"
    assert apply(added, [Remove(path)]) == before


def test_many_edits_in_different_places_are_done_in_one_go() -> None:
    """A thousand stages get a title each; every edit by itself would read the file a thousand times."""
    count = 1000
    before = "process: p\nstages:\n" + "".join(f"  s{number}:\n    buyer: x\n" for number in range(count))
    result = apply(before, [Add(f"stages.s{number}.title", "T") for number in range(count)])
    assert result == before.replace("    buyer: x\n", "    title: T\n    buyer: x\n")
