"""What GitHub and GitLab say of approvals, in the shapes of their APIs, and what is refused."""

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processengine.errors import CannotRun
from processengine.proposals.approvals import Given
from processengine.proposals.forge import Reported, reported

A, B = "a" * 40, "b" * 40


def read(*values: Any) -> Reported:
    """Return what some files say."""
    return reported((f"{number}.json", json.dumps(value).encode()) for number, value in enumerate(values))


def review(login: str = "lee-x", state: str = "APPROVED", commit: str | None = A, at: str = "2026-11-20T09:00:00Z", **more: Any) -> dict[str, Any]:
    """Return a review as GitHub's REST API has it."""
    return {"id": 80, "user": {"login": login, "id": 1}, "body": "", "state": state, "submitted_at": at, "commit_id": commit, **more}


def said(found: Reported) -> list[tuple[str, str, str, str]]:
    """Return who said what of which commit, and why it doesn't count."""
    return [(one.login, one.verdict, one.commit, one.why_not) for one in found.given]


def test_githubs_reviews() -> None:
    """Who, what, of which commit, and when."""
    found = read([review(), review("Mia", "CHANGES_REQUESTED", B, "2026-11-20T10:00:00+01:00", body="Not yet"), review(state="PENDING", at="")])
    assert (found.forge, found.given) == ("github", (
        Given("", "lee-x", "approved", A, "2026-11-20T09:00:00.000000Z"),
        Given("", "mia", "changes-requested", B, "2026-11-20T09:00:00.000000Z", note="Not yet"),
    ))


@pytest.mark.parametrize(("state", "verdict"), [("DISMISSED", "dismissed"), ("COMMENTED", "commented"), ("approved", "approved"), ("SHRUGGED", "commented")])
def test_a_state_that_is_no_approval_is_none(state: str, verdict: str) -> None:
    """Neither is one that isn't known yet."""
    assert [one.verdict for one in read([review(state=state)]).given] == [verdict]


def test_the_command_line_tools_shape() -> None:
    """`gh pr view --json author,reviews`: other names for the same, and who opened the request."""
    older = {"id": "x", "author": {"login": "lee-x"}, "state": "APPROVED", "submittedAt": "2026-11-20T09:00:00Z", "body": ""}
    mine = read({"author": {"login": "Ana-K"}, "reviews": [older | {"commit": {"oid": A}}]})
    assert (said(mine), mine.author) == ([("lee-x", "approved", A, "")], "ana-k")
    assert said(read({"reviews": [older]})) == [("lee-x", "approved", "", "Which commit lee-x looked at isn't told.")]


def test_the_request_itself_says_who_opened_it() -> None:
    """GitHub's and GitLab's."""
    pull = {"number": 12, "state": "open", "user": {"login": "Ana-K"}, "head": {"sha": A}, "base": {"ref": "main"}}
    request = {"iid": 3, "state": "opened", "author": {"username": "Ana.GL"}, "source_branch": "proposals/x", "sha": A}
    assert (read(pull, [review()]).author, read(request, gitlab(), [version()]).author, read(pull).given) == ("ana-k", "ana.gl", ())
    assert read(pull | {"user": None}).author == ""


def test_the_answer_to_a_query() -> None:
    """The same with its wrapping; a page that isn't the last is refused, as a later one may take everything back."""
    node = {"author": {"login": "lee-x"}, "state": "APPROVED", "submittedAt": "2026-11-20T09:00:00Z", "commit": {"oid": A}}
    asked: dict[str, Any] = {"reviews": {"nodes": [node], "pageInfo": {"hasNextPage": False}}}
    wrapped = {"data": {"repository": {"pullRequest": asked}}}
    assert said(read(wrapped)) == [("lee-x", "approved", A, "")]
    asked["reviews"]["pageInfo"] = {"hasNextPage": True}
    with pytest.raises(CannotRun, match="not all reviews: there is a further page"):
        read(wrapped)


def test_several_pages_in_one_file() -> None:
    """As a list of lists, or one behind the other; nothing at all is nothing."""
    assert [one.login for one in read([[review("a")], [review("b")]]).given] == ["a", "b"]
    behind = json.dumps([review("a")]) + "\n" + json.dumps([review("b")])
    assert [one.login for one in reported([("x", behind.encode())]).given] == ["a", "b"]
    assert read([], [[]]) == Reported()


def test_whose_account_is_gone_does_not_count() -> None:
    """GitHub has null there."""
    assert read([review() | {"user": None}]).given == ()


def test_a_program_approves_nothing() -> None:
    """Whoever runs a pipeline could let it approve."""
    bots = read([review("github-actions[bot]"), review("helper") | {"user": {"login": "helper", "type": "Bot"}}, review()])
    assert [one.why_not for one in bots.given] == [
        "github-actions[bot] is a program, and nobody's approval.", "helper is a program, and nobody's approval.", ""]
    assert [one.why_not for one in read(gitlab("project_7_bot_a1b2"), [version()]).given] == ["project_7_bot_a1b2 is a program, and nobody's approval."]


def test_a_closed_request_keeps_no_approval() -> None:
    """Neither those before it was closed nor those before it was opened again; in GitHub's events, and in GitLab's."""
    events = [{"event": "closed", "created_at": "2026-11-20T09:30:00Z"}, {"event": "reopened", "created_at": "2026-11-20T10:00:00Z"},
              {"event": "labeled", "created_at": "2026-11-20T12:00:00Z"}]
    found = read([review(at="2026-11-20T10:00:00Z"), review("mia", at="2026-11-20T10:00:01Z"), review("max", "CHANGES_REQUESTED")], events)
    assert said(found) == [
        ("lee-x", "approved", A, "lee-x approved before the request was closed; that ended it."), ("mia", "approved", A, ""),
        ("max", "changes-requested", A, "")]
    there = [{"user": {}, "created_at": "2026-11-20T10:00:00.000Z", "resource_type": "MergeRequest", "state": "reopened"},
             {"user": {}, "created_at": "2026-11-20T11:00:00.000Z", "resource_type": "MergeRequest", "state": "merged"}]
    assert [one.why_not for one in read(gitlab(at="2026-11-20T09:30:00.000Z"), [version()], there).given] == [
        "lee approved before the request was closed; that ended it."]
    assert [one.why_not for one in read(gitlab(at="2026-11-20T10:30:00.000Z"), [version()], there).given] == [""]


def test_without_the_events_that_is_said() -> None:
    """With an empty list of them it isn't."""
    assert read([review()]).remarks == ("Whether the request was closed and opened again since isn't told: give its events too.",)
    assert read([review()], []).remarks == read([review(state="COMMENTED")]).remarks == ()


def gitlab(*logins: str, at: str | None = None) -> dict[str, Any]:
    """Return the approvals of a merge request."""
    when = {"approved_at": at} if at else {}
    return {"approved": True, "user_has_approved": False, "approved_by": [{"user": {"username": name, "id": 1}, **when} for name in logins or ("Lee",)]}


def version(head: str = A, at: str = "2026-11-20T08:00:00.000Z") -> dict[str, Any]:
    """Return a version of a merge request."""
    return {"id": 1, "head_commit_sha": head, "base_commit_sha": B, "start_commit_sha": B, "created_at": at, "state": "collected"}


def test_gitlabs_approvals_are_of_the_version_that_was_current() -> None:
    """The time of the approval against those of the versions, whatever their order."""
    versions = [version(B, "2026-11-20T09:00:00.000Z"), version(A)]
    times = {"2026-11-20T08:59:59.999Z": A, "2026-11-20T09:00:00.000Z": B, "2026-11-21T09:00:00.000+02:00": B}
    for at, commit in times.items():
        assert said(read(gitlab(at=at), versions)) == [("lee", "approved", commit, "")]
    assert [one.why_not for one in read(gitlab(at="2026-11-20T07:00:00Z"), versions).given] == ["No version was there yet when lee approved."]


def test_a_gitlab_that_does_not_tell_when_is_believed_where_there_was_one_version() -> None:
    """Else nothing can be proved, nor without the versions."""
    assert said(read(gitlab(), [version()])) == [("lee", "approved", A, "")]
    assert "there were 2 versions" in read(gitlab(), [version(), version(B)]).given[0].why_not
    assert "give its list of the merge request's versions" in read(gitlab(at="2026-11-20T09:00:00Z")).given[0].why_not


def test_gitlabs_approval_state_is_read_too() -> None:
    """Of each rule; whoever stands in both is one, with the time that is told."""
    state = {"approval_rules_overwritten": False, "rules": [
        {"id": 1, "approved_by": [{"username": "Mia"}, {"username": "lee", "approved_at": "2026-11-20T09:00:00Z"}]}, {"id": 2, "approved_by": []}]}
    found = read(state, gitlab(), [version()])
    assert [(one.login, one.commit, one.at[:10]) for one in found.given] == [("mia", A, ""), ("lee", A, "2026-11-20")]


def test_one_request_lies_on_one_forge() -> None:
    """A login there is not that login here."""
    with pytest.raises(CannotRun, match=r"are of GitHub and of GitLab"):
        read([review()], gitlab())


@pytest.mark.parametrize("value", [
    {"message": "Not Found", "status": "404"}, {"approved_by": "lee"}, [{"state": "APPROVED"}], 7, None, "APPROVED", [1], [[[[[[]]]]]], {"reviews": 3},
    [review(commit=A) | {"user": 3}], [review() | {"user": {"login": 3}}], [review() | {"user": {"login": " "}}], [review() | {"state": 5}],
    [review() | {"state": ["APPROVED"]}], [review(at="soon")], [review(at="2026-11-20T09:00:00")], [review() | {"submitted_at": 5}],
    [review(at="0001-01-01T00:00:00+23:00")], [version(at="x")], gitlab() | {"approved_by": [3]},
    [{"event": "closed", "created_at": None}],
])
def test_anything_else_is_refused_in_a_sentence(value: Any) -> None:
    """That names the file, and never a stack of calls."""
    with pytest.raises(CannotRun, match=r"^0\.json (has|is) .*\.$"):
        read(value, [version()]) if isinstance(value, dict) and "approved_by" in value else read(value)


@pytest.mark.parametrize("data", [b"", b"  ", b"{", b"[" * 100_000, b'{"a":' * 100_000, b"NaN", b"[NaN]", b"\xff\xfe", b"1" * 10_000, b"[]" + b" " * 17_000_000])
def test_no_json_is_refused(data: bytes) -> None:
    """However deep or large it is, and numbers that are none."""
    with pytest.raises(CannotRun, match=r"^x\.json "):
        reported([("x.json", data)])


@pytest.mark.parametrize("commit", [None, "", "a" * 39, "../../etc/passwd", "--output=x", "HEAD", 5, ["a" * 40]])
def test_what_is_no_commit_is_never_looked_up(commit: Any) -> None:
    """It binds to nothing."""
    assert said(read([review() | {"commit_id": commit}])) == [("lee-x", "approved", "", "Which commit lee-x looked at isn't told.")]


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=3), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
    st.sampled_from(["user", "state", "commit_id", "submitted_at", "approved_by", "rules", "event", "created_at", "reviews", "nodes", "author"]), inner,
    max_size=5), max_leaves=12))
def test_whatever_it_says_it_is_read_or_refused(value: Any) -> None:
    """Nothing else ever happens."""
    with contextlib.suppress(CannotRun):
        assert isinstance(read(value), Reported)


@pytest.mark.parametrize("merged", ["2026-11-20T10:00:00Z", "2026-11-20T10:00:01Z"])
def test_being_closed_by_its_merge_ends_nothing(merged: str) -> None:
    """GitHub tells of each merge by two events; what was closed before, and opened again, is another matter."""
    events = [{"event": "merged", "created_at": merged}, {"event": "closed", "created_at": "2026-11-20T10:00:00Z"}]
    assert [one.why_not for one in read([review()], events).given] == [""]
    before = [{"event": "closed", "created_at": "2026-11-20T09:30:00Z"}, {"event": "reopened", "created_at": "2026-11-20T09:40:00Z"}]
    assert [bool(one.why_not) for one in read([review()], [*before, *events]).given] == [True]
    assert [bool(one.why_not) for one in read([review()], [events[1]]).given] == [True]
