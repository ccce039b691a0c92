"""Edits in block style: what an element takes along, what it brings, and what is left."""

from inspect import cleandoc

import pytest

from processengine.syntax.edit import Add, Move, Operation, Remove, Rename, Set, apply


def text(*lines: str) -> str:
    """A file of some lines."""
    return "".join(f"{line}\n" for line in lines)


STAGES = cleandoc("""
    process: p
    # about the stages
    stages:

      # the first
      a:
        buyer: One  # they say
        # probability: 10

      # heading, on its own

      # the second
      # still the second
      b:
        buyer: Two

      c: {outcome: won}
      d: {outcome: lost}
    # the end
""")


def after(operation: Operation, before: str = STAGES) -> list[str]:
    """The lines that differ, as a diff has them: what went with a minus, what came with a plus."""
    import difflib

    result = apply(before, [operation])
    return [line for line in difflib.ndiff(before.split("\n"), result.split("\n")) if line[0] in "-+"]


def test_an_element_goes_with_its_comments() -> None:
    """The comment lines directly above it and the deeper ones below are its own; a heading apart stays."""
    assert after(Remove("stages.b")) == [
        "-   # the second",
        "-   # still the second",
        "-   b:",
        "-     buyer: Two",
        "- ",
    ]


def test_the_first_element_takes_the_blank_lines_below_it() -> None:
    """So that the second stands where it stood, its own tail comment gone too."""
    assert after(Remove("stages.a")) == [
        "- ",
        "-   # the first",
        "-   a:",
        "-     buyer: One  # they say",
        "-     # probability: 10",
    ]


def test_an_element_in_a_group_leaves_the_blank_line_to_the_next() -> None:
    """Blank lines that part groups stay where they part them."""
    assert after(Remove("stages.c")) == ["-   c: {outcome: won}"]


def test_the_last_element_takes_the_blank_lines_above_it() -> None:
    """Nothing is left for them to part."""
    before = text("process: p", "stages:", "  a: {}", "", "  b: {}", "title: x")
    assert apply(before, [Remove("stages.b")]) == text("process: p", "stages:", "  a: {}", "title: x")


def test_the_only_key_of_a_stage_leaves_it_empty() -> None:
    """The comment at the end of its line goes along; others inside stay."""
    result = apply(STAGES, [Remove("stages.a.buyer")])
    assert "  a: {}\n    # probability: 10\n" in result


def test_the_header_of_a_file_is_no_elements_comment() -> None:
    """What stands above the first key belongs to the file."""
    before = text("# Ours", "process: p", "title: x", "stages: {}")
    assert apply(before, [Set("process", "q"), Remove("title")]) == text("# Ours", "process: q", "stages: {}")


@pytest.mark.parametrize(
    ("path", "left"),
    [
        ("stages.a.exit_criteria.x", "  a:\n    next: [b]\n"),
        ("stages.a.next.b", "  a:\n    exit_criteria:\n      x: {fact: y}\n"),
        ("from_anywhere.a", ""),
    ],
)
def test_an_optional_holder_goes_with_its_last_element(path: str, left: str) -> None:
    """The key without content and no key mean the same there."""
    head = "process: p\nfrom_anywhere: [a]\nstages:\n"
    before = head + "  a:\n    exit_criteria:\n      x: {fact: y}\n    next: [b]\n"
    result = apply(before, [Remove(path)])
    assert result == (head + left if left else before.replace("from_anywhere: [a]\n", ""))


@pytest.mark.parametrize(
    ("before", "path", "left"),
    [
        ("    from_anywhere: [b]\n    next: [b]\n", "from_anywhere.b", "    from_anywhere: []\n    next: [b]\n"),
        ("    from_anywhere:\n      # why\n\n      # the one\n      - b\n    next: [b]\n", "from_anywhere.b",
         "    from_anywhere: []\n      # why\n\n    next: [b]\n"),
        ("    next:\n      - to: b\n        needs: [c]\n", "next.b.needs.c", "    next:\n      - to: b\n        needs: []\n"),
        ("    next:\n      - to: b\n", "next.b.to", "    next:\n      - {}\n"),
        ("    x-mine:\n      b: 1\n    next: [b]\n", "x-mine.b", "    x-mine: {}\n    next: [b]\n"),
        ("    x-mine: {b: 1}\n", "x-mine.b", "    x-mine: {}\n"),
    ],
)
def test_where_empty_means_something_else_brackets_are_left(before: str, path: str, left: str) -> None:
    """`from_anywhere: []` is none, no `from_anywhere` the process's own list; and what the schema doesn't know stays."""
    head = "process: p\nstages:\n  a:\n"
    assert apply(head + before, [Remove(f"stages.a.{path}")]) == head + left


def test_a_new_element_comes_last_and_keeps_the_distance_of_its_neighbours() -> None:
    """In a group of lines it is a line; among parted ones it is parted."""
    assert after(Add("stages.e", {"outcome": "lost"})) == ["+   e: {outcome: lost}"]
    assert after(Add("stages.e", {"buyer": "They agree"}, after="a")) == ["+ ", "+   e:", "+     buyer: They agree"]
    assert after(Add("stages.e", {"buyer": "They agree"}, before="a")) == ["+ ", "+   e:", "+     buyer: They agree"]


def test_a_key_of_the_schema_stands_where_the_schema_has_it() -> None:
    """A title comes before the buyer, `next` behind; the kind's key stays first."""
    before = text("process: p", "stages:", "  a:", "    buyer: x", "    max_days: 3")
    result = apply(before, [
        Add("stages.a.next", ["b"]), Add("stages.a.title", "A"), Add("title", "P"), Add("measures", {}), Add("stages.a.x-mine", 1),
    ])
    assert result == text(
        "process: p", "title: P", "stages:", "  a:", "    title: A", "    buyer: x", "    max_days: 3", "    next: [b]", "    x-mine: 1",
        "measures: {}",
    )


def test_holders_that_are_missing_are_made() -> None:
    """As lists where the schema has lists, else as maps; where it knows nothing, by what comes in."""
    before = text("process: p", "stages:", "  a: {}")
    assert apply(before, [Add("kits.k.for.champion", "champion")]) == text(
        "process: p", "kits:", "  k: {for: [champion]}", "stages:", "  a: {}"
    )
    assert apply(before, [Add("x-mine.list.a b", "a b"), Add("x-mine.map.k", "v")]) == text(
        "process: p", "stages:", "  a: {}", "x-mine:", "  list:", "    - a b", "  map: {k: v}"
    )


def test_an_item_goes_with_the_comments_above_it() -> None:
    """Those that stand no deeper than its dash."""
    before = text("process: p", "x-mine:", "  - a", "  # about b", "", "  # more", "  - b", "  - c")
    assert apply(before, [Remove("x-mine.b")]) == text("process: p", "x-mine:", "  - a", "  # about b", "", "  - c")


def test_items_are_known_by_what_they_say() -> None:
    """Numbers and truth too, however they were written."""
    before = text("process: p", "x-mine:", "  - 10", "  - no")
    result = apply(before, [Add("x-mine.30", 30), Add("x-mine.true", value=True), Remove("x-mine.10"), Remove("x-mine.no")])
    assert result == text("process: p", "x-mine:", "  - 30", "  - true")


def test_a_file_of_unknown_kind_can_be_edited() -> None:
    """Where no schema tells what is a list, what comes in does; where a list may be missing, it is made."""
    assert apply("a: 1\n", [Add("b.c.d", "d"), Add("b.e", {})]) == text("a: 1", "b: {c: [d], e: {}}")
    assert apply("process: p\nstages:\n  a: {}\n", [Add("stages.a.from_anywhere.lost", "lost")]) == text(
        "process: p", "stages:", "  a: {from_anywhere: [lost]}"
    )


def test_a_key_without_a_value_takes_the_first_element() -> None:
    """With the comment that stands beside it."""
    before = text("process: p", "stages:", "  a:  # to come", "  b:", "roles:")
    result = apply(before, [Add("stages.a.buyer", "They agree"), Add("stages.b.next.a", "a"), Add("roles.seller.title", "Our seller")])
    assert result == text(
        "process: p", "stages:", "  a:  # to come", "    buyer: They agree", "  b: {next: [a]}", "roles:", "  seller:",
        "    title: Our seller",
    )


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ({"outcome": "won"}, ["stages:  # none yet", "  a: {outcome: won}"]),
        ({"buyer": "They agree"}, ["stages:  # none yet", "  a:", "    buyer: They agree"]),
    ],
)
def test_empty_brackets_are_opened(value: dict[str, str], lines: list[str]) -> None:
    """A comment beside them stays in its line."""
    before = text("process: p", "stages: {}  # none yet", "title: x")
    assert apply(before, [Add("stages.a", value)]) == text("process: p", *lines, "title: x")  # type: ignore[arg-type]


def test_lists_take_items_bare_and_as_maps() -> None:
    """Dashes stand where the other dashes stand."""
    before = text("process: p", "stages:", "  a:", "    next:", "    - b", "    -   to: c", "        when: x", "    # end", "    max_days: 1")
    result = apply(before, [Add("stages.a.next.d", {"to": "d", "when": "They say: no"}, after="b"), Add("stages.a.next.e", "e")])
    assert result == text(
        "process: p", "stages:", "  a:", "    next:", "    - b", "    - to: d", '      when: "They say: no"', "    -   to: c",
        "        when: x", "    - e", "    # end", "    max_days: 1",
    )


def test_the_first_key_beside_a_dash_can_be_taken_renamed_and_preceded() -> None:
    """The dash stays where it is."""
    before = text("process: p", "x-mine:", "  - a: 1", "    b: 2", "  - c: 3", "    # about d", "    d: 4")
    assert apply(before, [Remove("x-mine.0.a"), Remove("x-mine.1.c")]) == text(
        "process: p", "x-mine:", "  - b: 2", "  -", "    # about d", "    d: 4"
    )
    assert apply(before, [Rename("x-mine.0.a", "z"), Add("x-mine.0.x", 0, before="z")]) == text(
        "process: p", "x-mine:", "  - x: 0", "    z: 1", "    b: 2", "  - c: 3", "    # about d", "    d: 4"
    )
    assert apply(before, [Move("x-mine.0.a", after="b"), Move("x-mine.1.d", before="c")]) == text(
        "process: p", "x-mine:", "  - b: 2", "    a: 1", "  - # about d", "    d: 4", "    c: 3"
    )


def test_an_element_moves_with_its_comments_and_keeps_its_distance() -> None:
    """What it leaves behind closes up, where it comes to opens."""
    result = apply(STAGES, [Move("stages.b", before="a")])
    assert result == cleandoc("""
        process: p
        # about the stages
        stages:

          # the second
          # still the second
          b:
            buyer: Two

          # the first
          a:
            buyer: One  # they say
            # probability: 10

          # heading, on its own

          c: {outcome: won}
          d: {outcome: lost}
        # the end
    """)


def test_what_names_an_item_can_be_moved() -> None:
    """The item is found again without it."""
    before = text("process: p", "stages:", "  a:", "    next:", "      - when: x", "        to: b")
    assert apply(before, [Move("stages.a.next.b.to", before="when")]) == text(
        "process: p", "stages:", "  a:", "    next:", "      - to: b", "        when: x"
    )


def test_moving_to_where_an_element_stands_changes_nothing() -> None:
    """Before its next, after its former."""
    assert apply(STAGES, [Move("stages.b", after="a"), Move("stages.c", before="d")]) == STAGES


@pytest.mark.parametrize(
    ("before", "value", "expected"),
    [
        ("title: x  # why", "z", "title: z  # why"),
        ("title: 'x'", "z", "title: z"),
        ("title:   # why", "z", "title: z   # why"),
        ("title: x  # why", "one\ntwo", "title: |-  # why\n  one\n  two"),
        ("title: |  # why\n  one\n\n  two", "x", "title: x  # why"),
        ("title: >-\n  one\n  two", ["b"], "title: [b]"),
        ("title: |\n  one", ["They agree"], "title:\n  - They agree"),
        ("title: [a,\n  b]  # why", ["They agree"], "title:  # why\n  - They agree"),
        ("title:\n  {a: b}  # why", {"k": "They agree"}, "title:\n  k: They agree"),
        ("title:  # why\n  # inside\n  a: b\n  c: d", "x", "title: x  # why"),
        ("title:  # why\n  a: b", {"k": "They agree"}, "title:  # why\n  k: They agree"),
        ("title: x", {}, "title: {}"),
        ("title: x", [], "title: []"),
        ("title: a long\n  text", "x", "title: x"),
        ("title : x", "z", "title : z"),
        ("title : {}", {"k": "They agree"}, "title :\n  k: They agree"),
        ("title: x", True, "title: true"),
        ("title: x", 1.5, "title: 1.5"),
        ("title: x", 30.0, "title: 30"),
    ],
)
def test_set_writes_the_value_and_leaves_what_stands_beside_it(before: str, value: object, expected: str) -> None:
    """Whatever kind of value stood there."""
    around = "process: p\n{}\nstages: {{}}\n"
    assert apply(around.format(before), [Set("title", value)]) == around.format(expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "value", "expected"),
    [
        ("- b  # why", {"to": "b", "when": "They agree"}, "- to: b  # why\n  when: They agree"),
        ("-   to: b\n    when: x  # why", {"to": "b", "when": "z"}, "-   to: b  # why\n    when: z"),
        ("- to: b\n  when: x", "b", "- b"),
        ("-\n  to: b\n  when: x", {"to": "b"}, "- to: b"),
        ("- b", {"to": "b", "when": "one\ntwo"}, "- to: b\n  when: |-\n    one\n    two"),
        ("- b", "one\ntwo\n", "- |\n  one\n  two"),
        ("- b", ["c"], "- [c]"),
    ],
)
def test_set_rewrites_an_item_beside_its_dash(before: str, value: object, expected: str) -> None:
    """Its other keys stand below the first."""
    around = "process: p\nx-mine:\n  {}\n  - z\n"
    indented = [one.replace("\n", "\n  ") for one in (before, expected)]
    assert apply(around.format(indented[0]), [Set("x-mine.b", value)]) == around.format(indented[1])  # type: ignore[arg-type]


def test_rename_gives_another_key_or_value() -> None:
    """With quotes where the new one needs them, and without where it doesn't."""
    before = text("process: p", 'roles: {"a": {}}', "stages:", "  a:  # why", "    next:", "      - b", "      - to: c", "        when: x")
    result = apply(before, [
        Rename("stages.a", "no"), Rename("stages.no.next.b", "on"), Rename("stages.no.next.c", "d"), Rename("roles.a", "b"),
    ])
    assert result == text(
        "process: p", "roles: {b: {}}", "stages:", '  "no":  # why', "    next:", '      - "on"', "      - to: d", "        when: x"
    )


def test_a_name_in_several_lines_can_be_renamed() -> None:
    """However it was written."""
    before = text("process: p", "x-mine:", "  - |", "    one", "    two", "  - to: >-", "      three", "    when: x")
    assert apply(before, [Rename(("x-mine", "one\ntwo\n"), "b"), Rename("x-mine.three", "c")]) == text(
        "process: p", "x-mine:", "  - b", "  - to: c", "    when: x"
    )
