"""Where blank lines go, come and stay."""

from processengine.syntax.fmt import fmt


def formatted(text: str) -> str:
    """What becomes of a text that can be read."""
    result, problems = fmt(text)
    assert problems == []
    return result


def test_no_two_in_a_row_and_none_at_either_end() -> None:
    """Blanks on them go too."""
    assert formatted("\n\n# P\nprocess: p\n\n \n\ntitle: T\n  \nstages: {}\n\n  \n\n") == "# P\nprocess: p\n\ntitle: T\n\nstages: {}\n"


def test_none_below_a_key_that_opens_a_map_or_list() -> None:
    """A comment below it is the first thing inside."""
    assert formatted("process: p\nstages:\n\n  a:\n\n    next:\n\n      - won\n") == "process: p\nstages:\n  a:\n    next:\n      - won\n"
    assert formatted("process: p\nstages:\n\n  # all\n\n  a: {}\n") == "process: p\nstages:\n  # all\n\n  a: {}\n"


def test_the_last_line_ends() -> None:
    """With the line end of the file."""
    assert formatted("process: p\r\nstages: {}") == "process: p\r\nstages: {}\r\n"
    assert formatted("process: p\nstages: {}\n  ") == "process: p\nstages: {}\n"


def test_a_block_text_at_the_end_keeps_the_end_it_has() -> None:
    """A line end more would be one in the text, and blank lines below `|+` are."""
    for text in ("process: p\nabout: |\n  Text", "process: p\nabout: |+\n  Text\n\n\n"):
        assert formatted(text) == text
    assert formatted("process: p\nabout: |-\n  Text") == "process: p\nabout: |-\n  Text\n"
    assert formatted("process: p\nabout: |\n  Text\n# end") == "process: p\nabout: |\n  Text\n# end\n"
    assert formatted("process: p\nabout: |\n  Text\n\n\n") == "process: p\nabout: |\n  Text\n"


def test_those_inside_values_are_content() -> None:
    """In block texts, in texts over several lines, in brackets."""
    text = (
        "process: p\nabout: |\n  One\n\n\n  Two\ntitle: One\n\n\n  Two\nowner: 'One\n\n\n  two'\n"
        "roles: {\n\n\n  a: {}}\nstages: {}\n"
    )
    assert formatted(text).count("\n\n\n") == 4


def test_one_that_somebody_set_stays() -> None:
    """Between plays, criteria, outcomes, short keys: the author's own grouping."""
    text = "process: p\ntitle: T\n\nowner: us\nstages:\n  a:\n    buyer: B\n\n    next: [won]\n  won: {outcome: won}\n\n  lost: {outcome: lost}\n"
    assert formatted(text) == text


def test_where_most_sections_are_parted_all_are() -> None:
    """From what stands above them and below them; one-liners among themselves stay as they are."""
    sections = ["roles:\n  us: {}\n", "kits:\n  k: {}\n", "stages:\n  a: {}\n", "x-us: 1\n"]
    assert formatted("process: p\ntitle: T\n\n" + "\n".join(sections[:2]) + "".join(sections[2:])) == (
        "process: p\ntitle: T\n\n" + "\n".join(sections)
    )
    few = "process: p\ntitle: T\n\n" + "".join(sections)
    assert formatted(few) == few


def test_where_most_stages_are_parted_all_are() -> None:
    """Outcomes may stand close together."""
    stages = ["  a:\n    next: [b]\n", "  b:\n    next: [c]\n", "  c:\n    next: [won]\n"]
    ends = "  won:\n    outcome: won\n  lost: {outcome: lost}\n"
    assert formatted("process: p\nstages:\n" + "\n".join(stages) + "  d:\n    next: [won]\n" + ends) == (
        "process: p\nstages:\n" + "\n".join([*stages, "  d:\n    next: [won]\n", ends])
    )
    close = "process: p\nstages:\n" + "".join(stages) + ends
    assert formatted(close) == close


def test_a_new_blank_line_comes_above_an_element_s_comments() -> None:
    """They belong to it."""
    assert formatted("process: p\n\nroles:\n  us: {}\n\nkits:\n  k: {}\n# The graph\nstages:\n  a: {}\n") == (
        "process: p\n\nroles:\n  us: {}\n\nkits:\n  k: {}\n\n# The graph\nstages:\n  a: {}\n"
    )


def test_none_is_set_below_a_text_that_would_take_it() -> None:
    """`|+` keeps every blank line below it."""
    text = "process: p\n\nroles:\n  us:\n    title: |+\n      Us\nkits:\n  k: {}\n\nstages:\n  a: {}\n"
    assert formatted(text) == text


def test_a_document_in_brackets_keeps_its_inside() -> None:
    """Only what stands around it is set."""
    assert formatted("\n{process: p,\n\n\n title: T}\n\n") == "{process: p,\n\n\n title: T}\n"
