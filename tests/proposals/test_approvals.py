"""Which approvals count: the last verdict of each person, given to just this, by who is asked and made none of it."""

from dataclasses import replace

import pytest

from processengine.change import Impact
from processengine.model.library import Library
from processengine.proposals.approvals import Given, ReviewVerdict, Standing, standing
from processengine.proposals.policy import Agreement, agreement

LIBRARY = Library.model_validate({
    "library": "acme",
    "people": {"ana": {"roles": ("rep",)}, "mia": {"roles": ("manager",)}, "lee": {"roles": ("leader",)}},
    "policy": {"breaking": {"approvals": {"leader": 1, "anyone": 1}}, "editorial": {"approvals": {"anyone": 1}}, "behavioural": {}},
})


def asked(impact: Impact = Impact.BREAKING, library: Library | None = LIBRARY, never: frozenset[str] = frozenset({"ana"})) -> Agreement:
    """Return what is asked for."""
    return agreement(library, impact, never)


def verdict(person: str, said: ReviewVerdict = "approved", at: str = "1", key: str = "key", login: str = "", why_not: str = "") -> Given:
    """Return somebody's verdict."""
    return Given(person, login or person, said, "c" * 40, at, key, why_not)


def stands(*given: Given, agreements: tuple[Agreement, ...] | None = None, key: str = "key") -> Standing:
    """Return how verdicts stand."""
    return standing(agreements or (asked(),), given, key, "forge")


def test_enough_is_each_approval_that_is_asked_for() -> None:
    """What is missing is named until then."""
    assert stands(verdict("lee"), verdict("mia")).is_enough
    some = stands(verdict("lee"))
    assert (some.is_enough, some.approvers, [one.role for one in some.missing]) == (False, ("lee",), ["anyone"])


def test_nobody_counts_twice() -> None:
    """However often they approve."""
    assert not stands(verdict("lee"), verdict("lee", at="2")).is_enough


def test_the_author_never_counts() -> None:
    """And it is said."""
    found = stands(verdict("ana"), verdict("lee"))
    assert (found.approvers, [(one.by, one.why) for one in found.uncounted]) == (("lee",), [("ana", "ana wrote or touched it.")])


@pytest.mark.parametrize(("said", "counts"), [
    (("approved", "commented"), True), (("approved", "changes-requested"), False), (("approved", "dismissed"), False),
    (("changes-requested", "approved"), True), (("dismissed", "approved"), True),
])
def test_the_last_verdict_of_somebody_stands(said: tuple[ReviewVerdict, ReviewVerdict], *, counts: bool) -> None:
    """A comment changes none, a dismissed one is none; the order of the times counts, not that of the list."""
    first, last = said
    found = stands(verdict("lee", last, at="2"), verdict("lee", first, at="1"), verdict("mia"))
    assert found.is_enough is counts


def test_who_asks_for_changes_is_named() -> None:
    """As long as that is their last word."""
    assert stands(verdict("mia", "changes-requested")).objections == ("mia",)
    assert stands(verdict("mia", "changes-requested"), verdict("mia", at="2")).objections == ()


def test_an_approval_of_something_else_does_not_count() -> None:
    """The key decides, and an older approval of the same doesn't come back."""
    found = stands(verdict("lee", at="1"), verdict("lee", at="2", key="other"))
    assert (found.approvers, len(found.uncounted)) == ((), 1)
    assert "changed since" in found.uncounted[0].why


def test_without_a_key_nothing_is_approved() -> None:
    """Not even by an approval whose key can't be told either."""
    found = stands(verdict("lee", key=""), verdict("mia", key=""), key="")
    assert not found.approvers
    assert "can't be told" in found.uncounted[0].why


def test_the_reason_why_one_cannot_be_told_is_passed_on() -> None:
    """But only of somebody who is asked."""
    found = stands(verdict("lee", why_not="It isn't here."), verdict("", login="zoe", why_not="It isn't here."))
    assert [(one.by, one.why) for one in found.uncounted] == [("lee", "It isn't here."), ("@zoe", "library.yaml doesn't know @zoe.")]


def test_who_holds_no_role_that_is_asked_for_does_not_count() -> None:
    """They are told so."""
    here = Library.model_validate({"library": "a", "people": {"mia": {"roles": ("manager",)}, "lee": {"roles": ("leader",)}},
                                   "policy": {"breaking": {"approvals": {"leader": 1}}}})
    found = stands(verdict("mia"), agreements=(asked(library=here),))
    assert [one.why for one in found.uncounted] == ["mia holds no role that is asked for."]


def test_a_login_that_reads_like_an_id_is_not_that_person() -> None:
    """Whoever is called lee on the forge is not lee of library.yaml."""
    found = stands(verdict("", login="lee"), verdict("mia"))
    assert (found.approvers, found.uncounted[0].by) == (("mia",), "@lee")


def test_strangers_count_where_nobody_of_the_library_is_left() -> None:
    """And nowhere else."""
    alone = Library.model_validate({"library": "a", "people": {"ana": {}}})
    assert stands(verdict("", login="zoe"), agreements=(asked(library=alone),)).approvers == ("@zoe",)
    assert stands(verdict("", login="zoe"), verdict("", login="max")).approvers == ()


def test_each_library_is_asked_by_itself() -> None:
    """One person may agree for two libraries."""
    both = (asked(Impact.EDITORIAL), asked(Impact.EDITORIAL))
    assert stands(verdict("lee"), agreements=both).is_enough


def test_a_clause_that_asks_for_nobody_is_enough_at_once() -> None:
    """The policy says so."""
    assert stands(agreements=(asked(Impact.BEHAVIOURAL),)).is_enough


def test_what_somebody_asks_for_is_told() -> None:
    """In one line, whatever they wrote; of somebody who wrote nothing it is said that they ask."""
    found = standing((asked(),), [replace(verdict("lee", "changes-requested"), note="Ninety\n days"), verdict("mia", "changes-requested")], "key", "server")
    assert (found.objections, found.reasons) == (("lee", "mia"), {"lee": "Ninety\n days"})
    assert list(found.objecting) == ["lee asks for changes: Ninety days.", "mia asks for changes."]


def test_what_was_asked_for_before_an_approval_is_over() -> None:
    """The last verdict stands, and so does what was said with it."""
    found = stands(replace(verdict("lee", "changes-requested", at="1"), note="No."), verdict("lee", at="2"))
    assert (found.objections, found.reasons, list(found.objecting)) == ((), {}, [])
