"""Plain scalars: what they stand for, and which of them readers of YAML read differently."""

import pytest
import yaml

from processengine.syntax.scalars import NO_VALUE, Ambiguous, is_ambiguous, resolve

WORDS = ["y", "n", "yes", "no", "on", "off", "null"]
AMBIGUOUS = [
    *(form for word in WORDS for form in (word, word.upper(), word.capitalize())),
    "~", "010", "-010", "+010", "00", "08", "0o17", "0b101", "0x1F", "0xff", "1_000", "1_000.5", "+1", "+1.5", "1.", ".5", "-.5",
    "1.10", "1.0", "0.0", "-0", "1e3", "1.5e3", "1.5E+3", ".5e3", "10:30", "1:30:00", "-1:30", "10:30.5", ".inf", "-.inf", "+.INF",
    ".nan", ".NaN", "1_0:30",
]
FINE = [
    "a", "yess", "nope", "onwards", "offer", "nullify", "word", "Yes we can", "no-decision", "2.1.0", "1.2.3.4", "2026-11-20", "30 days",
    "10:30 on Monday", "1 000", "50,000", "a1", "1a", "-", "--", ".", "..", "+", "+a", "-a", "0.27.1", "e3", "x1F", "10-20", "1/2",
    "12345678901234567890", "60:99", "1..5",
]


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_what_readers_read_differently_is_ambiguous(text: str) -> None:
    """Words of YAML 1.1 in any case, sexagesimals, other bases, underscores, and numbers that lose something as text."""
    assert isinstance(resolve(text), Ambiguous)
    assert is_ambiguous(text)


@pytest.mark.parametrize("text", ["true", "True", "TRUE", "false", "False", "FALSE"])
def test_truth_is_truth_and_ambiguous_where_text_is_due(text: str) -> None:
    """True and false serve where a boolean is due; as text they are not the same to every reader."""
    assert resolve(text) is (text.lower() == "true")
    assert is_ambiguous(text)


@pytest.mark.parametrize("text", FINE)
def test_what_all_readers_read_as_text_is_text(text: str) -> None:
    """Dates, spans of days, versions with three parts, and words that only begin like others."""
    assert resolve(text) == text
    assert not is_ambiguous(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("30", 30), ("-5", -5), ("1.5", 1.5), ("-0.25", -0.25), ("0.001", 0.001), ("123456789012345678", 123456789012345678)],
)
def test_plain_numbers_are_numbers(text: str, value: float) -> None:
    """Numbers that read back as they were written."""
    assert resolve(text) == value
    assert type(resolve(text)) is type(value)
    assert not is_ambiguous(text)


def test_a_number_that_loses_a_zero_only_as_text_keeps_its_number() -> None:
    """`1.10` is 1.1 to everybody who wants a number."""
    found = resolve("1.10")
    assert isinstance(found, Ambiguous)
    assert found.number == 1.1


def test_nothing_is_no_value() -> None:
    """A key without a value is told apart from an empty text."""
    assert resolve("") is NO_VALUE


@pytest.mark.parametrize("text", FINE)
def test_an_old_reader_agrees_that_it_is_text(text: str) -> None:
    """PyYAML, a reader of YAML 1.1, makes text of all that we call text; dates and long integers aside, and a dash alone."""
    if text not in ("-", "2026-11-20", "12345678901234567890"):
        assert yaml.safe_load(f"a: {text}") == {"a": text}


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_some_reader_makes_something_else_of_what_is_ambiguous(text: str) -> None:
    """To PyYAML it is no text, or one of the few things that it leaves to other readers: nobody is scolded for nothing."""
    left_to_others = {"y", "Y", "n", "N", "08", "0o17", "-.5", "1e3", "1.5e3", ".5e3"}
    assert (yaml.safe_load(f"a: {text}")["a"] == text) == (text in left_to_others)
