"""Which entries move, with what, and what is left where it stands."""

from processengine.syntax.edit import shape
from processengine.syntax.fmt import fmt
from processengine.syntax.fmt.moving import _TRIES
from processengine.syntax.fmt.order import sorted_places
from processengine.syntax.parse import parse
from processengine.syntax.suppression import suppressions

STAGES = "stages:\n  a: {next: [won]}\n  won: {outcome: won}\n"


def formatted(text: str) -> str:
    """What becomes of a text that can be read."""
    result, problems = fmt(text)
    assert problems == []
    return result


def is_left(text: str) -> bool:
    """Whether a text stays as it is."""
    return formatted(text) == text


def test_the_keys_of_a_document_come_into_the_schema_s_order() -> None:
    """The first one, which tells what the file is, stays first."""
    assert formatted(f"process: p\n{STAGES}title: T\nversion: 1.0.0\n") == f"process: p\nversion: 1.0.0\ntitle: T\n{STAGES}"


def test_the_keys_of_every_element_do() -> None:
    """Stages, criteria, plays, transitions in lists: whatever the schema gives keys to."""
    assert formatted("""\
process: p
stages:
  a:
    next:
      - when: They sign
        to: won
    plays:
      ask:
        by: us
        do: Ask
    exit_criteria:
      written:
        proof: email
        fact: It is written
    buyer: B
  won:
    buyer: B
    outcome: won
""") == """\
process: p
stages:
  a:
    buyer: B
    exit_criteria:
      written:
        fact: It is written
        proof: email
    plays:
      ask:
        do: Ask
        by: us
    next:
      - to: won
        when: They sign
  won:
    outcome: won
    buyer: B
"""


def test_the_schema_s_order_says_first_what_an_element_is() -> None:
    """What only looks like a document's first key, or like a title, has no other place than its model gives it."""
    order = {path: shape.order("proposal", path) or [] for path in [(), ("expects", "m"), ("claims", "c"), ("record",)]}
    assert order[()][:4] == ["proposal", "title", "about", "process"]
    assert order["expects", "m"][:2] == ["from", "to"]
    assert order["claims", "c"][:3] == ["says", "about", "share"]
    assert order["record",][:2] == ["ruling", "by"]


def test_ids_and_lists_keep_their_order() -> None:
    """Of stages it is part of the model, of everything else it is the author's."""
    assert is_left("""\
process: p
roles:
  z: {}
  a: {}
stages:
  z: {next: [z, a]}
  a: {next: [won]}
  won: {outcome: won}
""")


def test_what_stands_in_brackets_stays() -> None:
    """On one line or several."""
    assert is_left("process: p\nstages:\n  a: {next: [{when: W, to: won}], buyer: B}\n  won: {\n    buyer: B,\n    outcome: won}\n")


def test_a_key_that_the_schema_does_not_have_stays_behind_the_one_it_follows() -> None:
    """Be it ours to ignore or a slip."""
    assert formatted(f"process: p\nx-first: 1\n{STAGES}x-more: 2\nowner: us\nonwer: me\ntitle: T\n") == (
        f"process: p\nx-first: 1\ntitle: T\nowner: us\nonwer: me\n{STAGES}x-more: 2\n"
    )
    assert sorted_places(["x-a", "b", "x-b", "a", "x-c"], ["a", "b"]) == [0, 3, 4, 1, 2]


def test_comments_go_with_their_entries() -> None:
    """Those above, those behind and those below that stand deeper."""
    assert formatted("""\
# The file's own
process: p  # us
stages:  # all
  # A stage
  a:
    # where to
    next: [won]  # only there
      # for now
    # who
    # and what
    buyer: B
  won: {outcome: won}
# what it is called
title: T
""") == """\
# The file's own
process: p  # us
# what it is called
title: T
stages:  # all
  # A stage
  a:
    # who
    # and what
    buyer: B
    # where to
    next: [won]  # only there
      # for now
  won: {outcome: won}
"""


def test_a_heading_goes_with_what_is_below_it() -> None:
    """A comment that blank lines part from both sides."""
    assert formatted(f"process: p\n\n# ---- the graph ----\n\n{STAGES}\n# ---- words ----\n\ntitle: T\n") == (
        f"process: p\n\n# ---- words ----\n\ntitle: T\n\n# ---- the graph ----\n\n{STAGES}"
    )


def test_a_comment_right_below_an_entry_stays_there() -> None:
    """A blank line parts it from what comes next, also after the move."""
    assert formatted("process: p\nstages:\n  a:\n    next: [won]\n    # max_days: 30\n\n    buyer: B\n    led_by: us\n") == (
        "process: p\nstages:\n  a:\n    buyer: B\n    led_by: us\n    next: [won]\n    # max_days: 30\n"
    )
    assert formatted("process: p\nstages:\n  a:\n    max_days: 1\n    # parked: true\n\n    buyer: B\n    next: [won]\n") == (
        "process: p\nstages:\n  a:\n    buyer: B\n    max_days: 1\n    # parked: true\n\n    next: [won]\n"
    )


def test_where_a_comment_may_be_about_either_neighbour_the_map_is_left() -> None:
    """Right below the one, apart from the other, and in no column of theirs; other maps are sorted."""
    text = "process: p\nstages:\n  a:\n    next: [won]\n  # whose?\n\n    buyer: B\n"
    assert is_left(text)
    assert formatted(f"{text}title: T\n") == text.replace("stages", "title: T\nstages")


def test_comments_at_the_end_of_a_map_stay_at_its_end() -> None:
    """What follows is another element's."""
    assert formatted("process: p\nstages:\n  a:\n    next: [won]\n    buyer: B\n    # later more\n  won: {outcome: won}\n") == (
        "process: p\nstages:\n  a:\n    buyer: B\n    next: [won]\n    # later more\n  won: {outcome: won}\n"
    )


def test_a_suppression_covers_what_it_covered() -> None:
    """One above an element goes with it; where a move would change what one covers, that map is left."""
    goes = "process: p\nstages:\n  a:\n    # processengine: allow[self-transition] so be it\n    next: [a]\n    buyer: B\n"
    assert formatted(goes) == "process: p\nstages:\n  a:\n    buyer: B\n    # processengine: allow[self-transition] so be it\n    next: [a]\n"
    below = "    # processengine: allow[dead-end-stage] so be it\n"
    stays = f"process: p\nstages:\n  a:\n    next: [b]\n    buyer: B\n\n{below}\n    # none\n    led_by: us\n  b: {{}}\n"
    (before,), (after,) = (suppressions(parse(text)[0]) for text in (stays, formatted(stays)))
    assert stays.splitlines()[before.first_line - 1] == formatted(stays).splitlines()[after.first_line - 1] == "    led_by: us"
    tail = f"process: p\nstages:\n  a:\n    next: [b]\n    buyer: B\n{below}title: T\n"
    assert formatted(tail) == tail.replace("    next: [b]\n    buyer: B\n", "    buyer: B\n    next: [b]\n")


def test_maps_that_can_not_be_sorted_hinder_no_others() -> None:
    """They are found by halves."""
    bad = "  {}:\n    # processengine: allow[dead-end-stage] so be it\n\n    next: [won]\n    buyer: B\n"
    good = "  {}:\n    next: [won]\n    buyer: B\n"
    text = "process: p\nstages:\n" + "".join((bad if number == 5 else good).format(f"s{number}") for number in range(9))
    result = formatted(text)
    assert result.count("    buyer: B\n    next: [won]\n") == 8
    assert bad.format("s5") in result


def test_where_too_many_can_not_be_sorted_none_is() -> None:
    """A file that was made to be read again and again costs no more."""
    bad = "  s{}:\n    # processengine: allow[dead-end-stage] so be it\n\n    next: [won]\n    buyer: B\n"
    assert is_left("process: p\nstages:\n" + "".join(bad.format(number) for number in range(_TRIES)))


def test_no_comment_comes_between_a_dash_and_its_key() -> None:
    """An item whose `to` has a comment above is left."""
    assert is_left("process: p\nstages:\n  a:\n    next:\n      - when: W\n        # the end\n        to: won\n")


def test_a_text_that_keeps_its_blank_lines_takes_no_others() -> None:
    """`|+` ends with blank lines that are part of it; a separator would be one more."""
    kept = "    about: |+\n      Text\n\n\n"
    assert formatted(f"process: p\nstages:\n  a:\n    next: [won]\n\n    buyer: B\n\n{kept}    led_by: us\n") == (
        f"process: p\nstages:\n  a:\n{kept}    buyer: B\n    led_by: us\n    next: [won]\n"
    )


def test_where_a_move_would_change_a_value_the_map_is_left() -> None:
    """Last of all, the text would keep the blank line below the map for its own."""
    play = "      ask:\n        field: |+\n          F\n        do: Ask\n"
    assert is_left(f"process: p\nstages:\n  a:\n    plays:\n{play}\n      tell: {{do: Tell}}\n")
    assert not is_left(f"process: p\nstages:\n  a:\n    plays:\n{play}      tell: {{do: Tell}}\n")


def test_a_map_with_an_explicit_key_is_left() -> None:
    """`? key` shares a line with nothing that could be cut out."""
    assert is_left("process: p\nstages:\n  a:\n    ? next\n    : [won]\n    buyer: B\n")


def test_what_the_reader_refuses_is_left_and_told() -> None:
    """A key that stands twice, too, keeps its map as it is."""
    broken = "process: p\nstages: &a {}\n"
    result, problems = fmt(broken)
    assert (result, [problem.rule for problem in problems]) == (broken, ["refused-yaml"])
    assert is_left(f"process: p\n{STAGES}title: T\ntitle: U\n")


def test_a_text_of_no_kind_is_left_and_told() -> None:
    """It says how to begin."""
    result, (problem,) = fmt("title: T\n\n\nprocess: p\n")
    assert result == "title: T\n\n\nprocess: p\n"
    assert problem.rule == "unknown-key"


def test_line_ends_a_byte_order_mark_and_markers_stay() -> None:
    """Windows' line ends too."""
    assert formatted("\ufeff---\r\nprocess: p\r\nstages: {}\r\ntitle: T\r\n...\r\n") == (
        "\ufeff---\r\nprocess: p\r\ntitle: T\r\nstages: {}\r\n...\r\n"
    )
