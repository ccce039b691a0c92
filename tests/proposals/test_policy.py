"""Who must agree: by the policy, never the author, nobody twice, and a role that nobody is left for falls to the next."""

from collections.abc import Mapping
from itertools import permutations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.change import Impact
from processengine.model.library import Library
from processengine.proposals.approvals import Given, standing
from processengine.proposals.policy import ORDER, Agreement, Approval, agreement, co_authors, lacking, people_with

TEAM = {"ana": ["rep"], "mia": ["manager"], "lee": ["leader"], "omar": ["ops"]}


def library(people: Mapping[str, list[str]], **approvals: int) -> Library:
    """Return a library whose policy asks for some approvals of a behavioural change."""
    return Library.model_validate({
        "library": "acme",
        "people": {name: {"email": f"{name}@example.com", "roles": tuple(roles)} for name, roles in people.items()},
        "policy": {"behavioural": {"approvals": approvals}, "breaking": {"approvals": {"leader": 1}, "claims": 1, "in_flight": "planned"}},
    })


def asked(people: Mapping[str, list[str]], never: set[str], **approvals: int) -> list[tuple[str, str, tuple[str, ...], bool]]:
    """Return each approval: the role that was asked for, the one that it fell to, who could give it, and whether nobody can."""
    found = agreement(library(people, **approvals), Impact.BEHAVIOURAL, never)
    return [(one.asked, one.role, one.people, one.is_open) for one in found.approvals]


def test_a_role_is_given_by_whoever_holds_it() -> None:
    """But for the author."""
    assert asked({**TEAM, "max": ["manager"]}, {"ana"}, manager=1) == [("manager", "manager", ("mia", "max"), False)]


def test_the_author_never_counts_for_anyone() -> None:
    """Everybody else does."""
    assert asked(TEAM, {"ana"}, anyone=1) == [("anyone", "anyone", ("mia", "lee", "omar"), False)]


def test_a_role_that_nobody_but_the_author_holds_falls_to_the_next() -> None:
    """Manager to leader, leader to ops, ops to anyone, rep to manager."""
    assert asked(TEAM, {"mia"}, manager=1) == [("manager", "leader", ("lee",), False)]
    assert asked(TEAM, {"lee"}, leader=1) == [("leader", "ops", ("omar",), False)]
    assert asked(TEAM, {"omar"}, ops=1) == [("ops", "anyone", ("ana", "mia", "lee"), False)]
    assert asked(TEAM, {"ana"}, rep=1) == [("rep", "manager", ("mia",), False)]


def test_a_role_that_nobody_holds_falls_too() -> None:
    """Past every role that nobody holds."""
    assert asked({"ana": ["rep"], "ben": ["rep"]}, {"ana"}, manager=1) == [("manager", "anyone", ("ben",), False)]


def test_whoever_touched_the_revision_never_counts() -> None:
    """As little as its author."""
    assert asked(TEAM, {"ana", "mia"}, manager=1) == [("manager", "leader", ("lee",), False)]


def test_each_person_counts_once() -> None:
    """A leader who is the only one left gives one approval, not two; the stricter role has them."""
    assert asked({"ana": ["rep"], "lee": ["leader", "manager"]}, {"ana"}, leader=1, anyone=1) == [
        ("leader", "leader", ("lee",), False), ("anyone", "anyone", ("lee",), True)]


def test_two_of_a_role_with_one_left_fall_by_one() -> None:
    """Else nobody could ever agree."""
    assert asked(TEAM, {"ana"}, manager=2) == [("manager", "manager", ("mia",), False), ("manager", "leader", ("lee",), False)]


def test_somebody_with_two_roles_makes_room_for_who_has_one() -> None:
    """The leader who is also a manager leaves the manager's approval to the one who is only that."""
    people = {"ana": ["rep"], "lee": ["manager", "leader"], "mia": ["manager"]}
    assert all(not open_ for *_, open_ in asked(people, {"ana"}, manager=1, leader=1))


def test_without_people_anyone_else_will_do() -> None:
    """The library names nobody, so it is open who."""
    assert asked({}, set(), anyone=1) == [("anyone", "anyone", (), True)]


@pytest.mark.parametrize("given_", [None, Library.model_validate({"library": "acme"})])
def test_without_a_policy_one_other_person_is_enough(given_: Library | None) -> None:
    """Whatever the impact."""
    found = agreement(given_, Impact.BREAKING, set())
    assert (found.clause, [one.asked for one in found.approvals]) == (None, ["anyone"])


def test_an_impact_without_a_clause_asks_for_one_other_person() -> None:
    """The policy says nothing about it."""
    found = agreement(library(TEAM, manager=1), Impact.EDITORIAL, {"ana"})
    assert (found.clause, [one.asked for one in found.approvals]) == (None, ["anyone"])


def test_a_change_of_the_settings_is_asked_by_the_strictest_clause() -> None:
    """Else an editorial approval would open every door, and two reps are less than one leader."""
    found: Agreement = agreement(library(TEAM, anyone=1), Impact.EDITORIAL, {"ana"}, settings_changed=True)
    assert (found.clause, [one.asked for one in found.approvals], found.because_of_settings) == (Impact.BREAKING, ["leader"], True)
    more = agreement(library(TEAM, anyone=1, manager=1), Impact.EDITORIAL, {"ana"}, settings_changed=True)
    assert (more.clause, [one.asked for one in more.approvals]) == (Impact.BREAKING, ["leader"])


def test_a_change_of_the_settings_is_asked_for_approvals_alone() -> None:
    """No claim and no expectation could be about it, and no deal moves; the clause itself is still known."""
    found = agreement(library(TEAM, anyone=1), None, {"ana"}, settings_changed=True)
    assert (found.claims, found.expects, found.deals_planned) == (0, 0, False)
    assert found.asked is not None
    assert found.asked.claims == 1


@pytest.mark.parametrize("given_", [None, Library.model_validate({"library": "acme"})])
def test_without_a_policy_a_change_of_the_settings_takes_one_other_person(given_: Library | None) -> None:
    """There is no clause that could be stricter."""
    found = agreement(given_, None, set(), settings_changed=True)
    assert (found.clause, [one.asked for one in found.approvals]) == (None, ["anyone"])


def test_what_else_the_policy_asks_for_is_known() -> None:
    """Claims, expectations and a plan for the deals."""
    found = agreement(library(TEAM, anyone=1), Impact.BREAKING, {"ana"})
    assert (found.claims, found.expects, found.deals_planned) == (1, 0, True)


def test_people_are_known_by_e_mail_in_any_case() -> None:
    """An empty address is nobody's."""
    here = library(TEAM)
    assert people_with(here, ["ANA@Example.com", ""]) == {"ana"}
    assert people_with(Library.model_validate({"library": "a", "people": {"x": {}}}), [""]) == frozenset()


@pytest.mark.parametrize(("address", "known"), [
    ("ana-k@users.noreply.github.com", {"ana"}), ("123+Ana-K@users.noreply.github.com", {"ana"}),
    ("77-ana.gl@users.noreply.gitlab.com", {"ana"}), ("77-ana.gl@users.noreply.git.example.com", {"ana"}),
    ("ana-k@users.noreply.gitlab.com", set()), ("ana-k@users.noreply.github.com.example.com", set()), ("@users.noreply.github.com", set()),
    ("77-@users.noreply.gitlab.com", set()), ("ana-k", set()),
])
def test_people_are_known_by_the_addresses_that_forges_hide_them_behind(address: str, known: set[str]) -> None:
    """GitHub's with and without a number, GitLab's of any host; nobody is known by a login that is empty."""
    people = {"ana": {"github": "ana-k", "gitlab": "Ana.GL"}, "mia": {}}
    assert people_with(Library.model_validate({"library": "acme", "people": people}), [address]) == known


def test_everybody_who_has_an_address_is_known_by_it() -> None:
    """Two people with one address are both out."""
    here = Library.model_validate({"library": "acme", "people": {"ana": {"email": "team@example.com"}, "mia": {"email": "team@example.com"}}})
    assert people_with(here, ["team@example.com"]) == {"ana", "mia"}


def test_trailers_name_further_authors() -> None:
    """Each in a line of its own, in any case; nothing else in a text does."""
    message = "Six weeks\n\nCo-authored-by: Mia <mia@example.com>\nco-AUTHORED-by: <lee@example.com>\nSee Co-authored-by: Eve <eve@example.com>\nApproved-by: Zoe <z@example.com>"
    assert co_authors(message) == (("Mia", "mia@example.com"), ("", "lee@example.com"))
    assert co_authors("x\n\n Co-authored-by : Mia < mia@example.com >") == (("Mia", "mia@example.com"),)


ROLES = st.lists(st.sampled_from(ORDER[:-1]), max_size=3, unique=True)
PEOPLE = st.dictionaries(st.sampled_from("abcde"), ROLES, max_size=5)
ASKED = st.dictionaries(st.sampled_from(ORDER), st.integers(0, 2), max_size=3)


@given(PEOPLE, ASKED, st.sets(st.sampled_from("abcde"), max_size=2))
def test_as_many_people_can_agree_as_approvals_are_not_open(people: dict[str, list[str]], approvals: dict[str, int], never: set[str]) -> None:
    """All approvals that are not open can be given at once, each by another person, and none by whom it must not."""
    found = agreement(library(people, **approvals), Impact.BEHAVIOURAL, never).approvals
    assert len(found) == sum(approvals.values())
    closed = [one.people for one in found if not one.is_open]
    left = [name for name in people if name not in never]
    assert all(set(names) <= set(left) for names in closed)
    assert not closed or any(all(name in names for name, names in zip(order, closed, strict=False)) for order in permutations(left, len(closed)))
    assert len(closed) == min(len(left), len(found))


@given(PEOPLE, ASKED, st.sets(st.sampled_from("abcde"), max_size=2))
def test_an_approval_falls_only_down_the_order(people: dict[str, list[str]], approvals: dict[str, int], never: set[str]) -> None:
    """Never to a role above the one that was asked for, and only an approval of anyone stays open."""
    for one in agreement(library(people, **approvals), Impact.BEHAVIOURAL, never).approvals:
        assert ORDER.index(one.role) >= ORDER.index(one.asked)
        assert not one.is_open or one.role == "anyone"


def is_enough(here: Library, never: set[str], names: set[str], strangers: int) -> bool:
    """Return whether the approvals of some people, and of some whom the library doesn't know, are enough."""
    known = [Given(name, name, "approved", "c", "", "key") for name in sorted(names)]
    unknown = [Given("", f"stranger-{number}", "approved", "c", "", "key") for number in range(strangers)]
    return standing([agreement(here, Impact.BEHAVIOURAL, never)], [*known, *unknown], "key", "forge").is_enough


NEVER = st.sets(st.sampled_from("abcde"), max_size=2)


@given(PEOPLE, ASKED, NEVER, st.sets(st.sampled_from("abcde")), st.integers(0, 2), ROLES)
def test_one_more_person_never_makes_it_harder(
    people: dict[str, list[str]], approvals: dict[str, int], never: set[str], names: set[str], strangers: int, roles: list[str],
) -> None:
    """Where some approvals were enough, they are with that of somebody who joins, whatever roles they hold."""
    there = names & set(people)
    if is_enough(library(people, **approvals), never, there, strangers):
        assert is_enough(library({**people, "new": roles}, **approvals), never, {*there, "new"}, strangers)


@given(PEOPLE, ASKED, NEVER)
def test_all_who_may_are_always_enough(people: dict[str, list[str]], approvals: dict[str, int], never: set[str]) -> None:
    """Nobody is ever asked for what nobody can give."""
    assert is_enough(library(people, **approvals), never, set(people), sum(approvals.values()))


@given(PEOPLE, ASKED, NEVER, st.sets(st.sampled_from("abcde")))
def test_as_many_approvals_count_as_can(people: dict[str, list[str]], approvals: dict[str, int], never: set[str], names: set[str]) -> None:
    """Held against networkx: a maximum matching, each person once, and never the author."""
    found = agreement(library(people, **approvals), Impact.BEHAVIOURAL, never)
    given_ = [Given(name, name, "approved", "c", "", "key") for name in sorted(names & set(people))]
    counted = [one.by for one in standing([found], given_, "key", "forge").counted if one.by]
    graph: nx.Graph[int | str] = nx.Graph()
    graph.add_nodes_from(range(len(found.approvals)))
    graph.add_edges_from((place, one.person) for place, asked_ in enumerate(found.approvals) for one in given_
                         if one.person not in never and (one.person in asked_.people or asked_.is_open))
    best = nx.bipartite.maximum_matching(graph, top_nodes=range(len(found.approvals)))
    assert len(counted) == len(set(counted)) == len(best) // 2
    assert not never & set(counted)


def test_approvals_that_lack_are_counted_by_role() -> None:
    """Those of ops, a word of many already, and those of anyone else are by them."""
    manager, ops, anyone = (Approval(role, role, ()) for role in ("manager", "ops", "anyone"))
    assert lacking([manager]) == "1 manager's approval"
    assert lacking([ops, manager, ops, manager]) == "2 approvals by ops and 2 managers' approvals"
    assert lacking([ops, anyone]) == "1 approval by ops and 1 approval by anyone else"
