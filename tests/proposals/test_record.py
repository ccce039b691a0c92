"""The record of a ruling as edits of the proposal's file."""

from datetime import date

from processengine.model.proposal import Proposal
from processengine.proposals.record import operations, ruling
from processengine.syntax.edit import apply
from processengine.syntax.load import load
from processengine.syntax.parse import parse

TEXT = "# By Ana.\nproposal: more-time\ntitle:  'More time'   # hm\nwhy: |\n  Thirty days are over.\n"
RULED = ruling("accepted", "lee", date(2026, 11, 20), "They: are # so\nreally", "0" * 64, approvals=("mia",), answers={"a": "No: yes"}, files={"a.b.yaml": "1e5"})


def read(text: str) -> Proposal:
    """Return a proposal, read without a problem."""
    document, unreadable = parse(text)
    value, problems = load(document)
    assert not [*unreadable, *problems]
    assert isinstance(value, Proposal)
    return value


def test_it_says_what_was_ruled_whatever_people_wrote() -> None:
    """Everything else in the file stays to the byte."""
    text = apply(TEXT, operations(RULED))
    assert text.startswith(TEXT)
    assert read(text).record == RULED


def test_a_record_is_only_added_to() -> None:
    """What `release` adds is the version; what it would say otherwise stays as it was ruled."""
    text = apply(TEXT, operations(RULED))
    later = RULED.model_copy(update={"version": "1.10.0", "by": "eve"})
    record = read(apply(text, operations(later, read(text).record))).record
    assert record == RULED.model_copy(update={"version": "1.10.0"})


def test_whoever_is_not_known_is_not_named() -> None:
    """No key stands there for nobody."""
    assert "by:" not in apply(TEXT, operations(ruling("accepted", "", date(2026, 11, 20))))


def test_a_file_in_flow_style_stays_in_it() -> None:
    """One line is one line."""
    text = apply("{proposal: more-time, title: More}\n", operations(RULED))
    assert text.count("\n") == 1
    assert read(text).record == RULED
