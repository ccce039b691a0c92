"""Laws of a baseline: what was just accepted is known, whatever the order, and nothing of it is gone."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from processengine.baseline import Entry, Placed, Seen, beyond, renewed
from processengine.diagnostic import Diagnostic, Severity
from processengine.span import START

FILES = ("a.yaml", "b.yaml", "c.yaml")
RULES = ("self-transition", "unbounded-parking", "syntax-error", "unused-suppression", "a-rule-to-come")


def diagnostic(rule: str, path: str, value: str) -> Diagnostic:
    """A finding."""
    return Diagnostic(rule, Severity.WARNING, "So it is.", "as the user calls it", path, START, values=(value,))


findings = st.lists(
    st.tuples(
        st.sampled_from(FILES),
        st.builds(diagnostic, st.sampled_from(RULES), st.sampled_from(["stages.a", "stages.b"]), st.sampled_from(["", "x"])),
    ), max_size=12,
)
seen_all = Seen({file: frozenset(RULES) for file in FILES})
seen_some = st.builds(
    Seen,
    st.dictionaries(st.sampled_from(FILES), st.frozensets(st.sampled_from(RULES))),
    st.frozensets(st.sampled_from(FILES)),
)


def counted(entries: list[Entry]) -> int:
    """How many findings some entries stand for."""
    return sum(one.count for one in entries)


@given(findings)
def test_what_was_just_accepted_is_known(found: list[Placed]) -> None:
    """But for errors of the text and rules that are not there, which can't be accepted."""
    written = renewed([], found, seen_all)
    new, gone = beyond(written.entries, found, seen_all)
    assert {one.rule for one in new} <= {"syntax-error", "a-rule-to-come"}
    assert gone == []
    assert written.count == written.anew == len(found) - len(new)


@given(findings, findings)
def test_writing_twice_is_writing_once(before: list[Placed], found: list[Placed]) -> None:
    """The second time nothing is accepted anew, and nothing dropped."""
    once = renewed(renewed([], before, seen_all).entries, found, seen_all)
    twice = renewed(once.entries, found, seen_all)
    assert (twice.entries, twice.anew, twice.dropped) == (once.entries, 0, 0)


@given(findings, findings)
def test_each_finding_is_new_known_or_gone(before: list[Placed], found: list[Placed]) -> None:
    """What is known of the old ones and what is gone make up the old ones."""
    accepted = renewed([], before, seen_all)
    new, gone = beyond(accepted.entries, found, seen_all)
    assert len(found) - len(new) + counted(gone) == accepted.count
    written = renewed(accepted.entries, found, seen_all)
    assert (written.dropped, written.anew) == (counted(gone), sum(one.rule in RULES[:2] or one.rule == RULES[3] for one in new))


@given(findings, st.randoms())
def test_the_order_of_findings_makes_no_difference(found: list[Placed], random: Random) -> None:
    """The file is the same, byte for byte."""
    mixed = list(found)
    random.shuffle(mixed)
    assert renewed([], mixed, seen_all).entries == renewed([], found, seen_all).entries


@given(findings, findings, seen_some)
def test_what_a_run_did_not_look_at_stays(before: list[Placed], found: list[Placed], seen: Seen) -> None:
    """Gone is said only of rules that ran over files that were read."""
    accepted = renewed([], before, seen_all).entries
    _, gone = beyond(accepted, found, seen)
    assert all(one.rule in seen.ran.get(one.file, ()) for one in gone)
    written = renewed(accepted, [], seen)
    assert {one for one in accepted if one.rule not in seen.ran.get(one.file, ())} <= set(written.entries)


def test_what_moves_with_its_file_is_known_as_often_as_it_was_accepted() -> None:
    """Two that are alike are two; a third is new."""
    one = diagnostic("self-transition", "stages.a", "")
    accepted = renewed([], [("a.yaml", one), ("a.yaml", one)], seen_all).entries
    assert [entry.count for entry in accepted] == [2]
    new, gone = beyond(accepted, [("b.yaml", one)] * 3, Seen({"b.yaml": frozenset(RULES)}, frozenset({"a.yaml"}), frozenset({"a.yaml"})))
    assert (len(new), gone) == (1, [])
