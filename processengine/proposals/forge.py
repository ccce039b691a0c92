"""Approvals as GitHub and GitLab tell them: the JSON of their APIs in, verdicts out.

GitHub tells of each review the commit that was looked at. GitLab tells who approved and, in newer releases, when, but never
what: an approval is bound to the version of the merge request that was current then, as its list of versions has it, and
to nothing where that can't be told. What was approved before a request was closed doesn't count once it is open again.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple

from processengine.change import Json
from processengine.errors import CannotRun
from processengine.proposals.approvals import Given, ReviewVerdict
from processengine.proposals.forge_json import entries
from processengine.proposals.policy import Forge

Shape = Literal["github-review", "github-event", "github-request", "gitlab-approvals", "gitlab-event", "gitlab-version", "gitlab-request"]

_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_VERDICTS: Mapping[str, ReviewVerdict] = {
    "APPROVED": "approved", "CHANGES_REQUESTED": "changes-requested", "DISMISSED": "dismissed", "COMMENTED": "commented", "PENDING": "commented",
}
_PROGRAM = re.compile(r"\[bot\]$|^(project|group)_\d+_bot")
_NOBODY = "{} is a program, and nobody's approval."
_ENDS = ("closed", "reopened")
_NOTE = 2000

SHAPES = (
    "GitHub's pull request, its reviews (also of `gh pr view --json author,reviews`) and its issue events, GitLab's merge request, its approvals or "
    "approval_state, its versions and its resource_state_events"
)


@dataclass(frozen=True)
class Reported:
    """What a forge says of a request: verdicts by login and commit, still without persons and keys.

    `forge` is empty where no file says anything. `author` is the login of who opened the request, where it is told.
    `remarks` are sentences on what can't be told.
    """

    forge: Forge | Literal[""] = ""
    given: tuple[Given, ...] = ()
    author: str = ""
    remarks: tuple[str, ...] = ()


def reported(files: Iterable[tuple[str, bytes]]) -> Reported:
    """Return what some files of a forge's API say, each given by its name; raise CannotRun where one says something else."""
    read = [(name, entries(name, data)) for name, data in files]
    found: dict[Shape, list[tuple[str, Mapping[str, Json]]]] = {}
    for name, told in read:
        for entry in told.entries:
            found.setdefault(_shape(name, entry), []).append((name, entry))
    forges = {shape.partition("-")[0] for shape in found}
    if len(forges) > 1:
        raise CannotRun("The files with approvals are of GitHub and of GitLab; a request lies on one of them.")
    ends = _ends(_Event(_time(name, entry, "created_at"), _said(entry)) for shape in ("github-event", "gitlab-event") for name, entry in found.get(shape, ()))
    given = [one for name, entry in found.get("github-review", ()) if (one := _review(name, entry)) is not None]
    given += _bound(found.get("gitlab-approvals", ()), found.get("gitlab-version", ()))
    knows_ends = "github-event" in found or "gitlab-event" in found or any(not told.entries for _, told in read)
    authors = [told.author for _, told in read]
    authors += [_login(name, who, "login") for name, entry in found.get("github-request", ()) if (who := entry["user"]) is not None]
    authors += [_login(name, entry["author"], "username") for name, entry in found.get("gitlab-request", ())]
    return Reported("gitlab" if "gitlab" in forges else "github" if forges else "", tuple(_after(given, max(ends, default=""))),
                    next(filter(None, authors), ""), tuple(_remarks(given, knows_ends=knows_ends)))


def _shape(name: str, entry: Mapping[str, Json]) -> Shape:
    for shape, is_it in _TELLS:
        if is_it(entry):
            return shape
    raise CannotRun(f"{name} is nothing that a forge says of approvals. These are read: {SHAPES}.")


# What an entry is known by, in the order in which they are tried.
_TELLS: tuple[tuple[Shape, Callable[[Mapping[str, Json]], bool]], ...] = (
    ("github-event", lambda entry: isinstance(entry.get("event"), str) and "created_at" in entry),
    ("gitlab-event", lambda entry: "resource_type" in entry and "state" in entry),
    ("gitlab-version", lambda entry: "head_commit_sha" in entry and "created_at" in entry),
    ("github-request", lambda entry: isinstance(entry.get("head"), dict) and "user" in entry),
    ("gitlab-request", lambda entry: "source_branch" in entry and "author" in entry),
    ("gitlab-approvals", lambda entry: isinstance(entry.get("approved_by"), list) or isinstance(entry.get("rules"), list)),
    ("github-review", lambda entry: "state" in entry and not entry.keys().isdisjoint({"user", "author"})
     and not entry.keys().isdisjoint({"submitted_at", "submittedAt", "commit_id"})),
)


class _Event(NamedTuple):
    """What happened to a request, and when."""

    at: str
    said: str


def _said(entry: Mapping[str, Json]) -> str:
    said = entry.get("event", entry.get("state"))
    return said if isinstance(said, str) else ""


def _ends(events: Iterable[_Event]) -> list[str]:
    """Return when a request was closed or opened again; being closed by its merge, as GitHub tells of each, ends nothing unless it is opened again."""
    told = list(events)
    merged = min((one.at for one in told if one.said == "merged"), default="")
    again = max((one.at for one in told if one.said == "reopened"), default="")
    return [one.at for one in told if one.said in _ENDS and not (one.said == "closed" and merged and again < merged <= _soon(one.at))]


def _soon(at: str) -> str:
    """Return a second later: GitHub may note a merge just after the closing that it is."""
    return (datetime.fromisoformat(at) + timedelta(seconds=1)).astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _review(name: str, entry: Mapping[str, Json]) -> Given | None:
    """Return a review; None for one that is still being written, or whose account is gone."""
    state, who = entry["state"], entry.get("user", entry.get("author"))
    if state == "PENDING" or who is None:
        return None
    if not isinstance(state, str):
        raise CannotRun(f"{name} has a review whose state is no text.")
    at = _time(name, entry, "submitted_at", "submittedAt")
    said = entry.get("commit")
    commit = _commit(entry.get("commit_id") or (said.get("oid") if isinstance(said, dict) else None))
    login, body = _login(name, who, "login"), entry.get("body")
    is_program = bool(_PROGRAM.search(login)) or (isinstance(who, dict) and who.get("type") == "Bot")
    why_not = _NOBODY.format(login) if is_program else "" if commit else f"Which commit {login} looked at isn't told."
    return Given("", login, _VERDICTS.get(state.upper(), "commented"), commit, at, why_not=why_not, note=body[:_NOTE] if isinstance(body, str) else "")


def _bound(approvals: Sequence[tuple[str, Mapping[str, Json]]], versions: Sequence[tuple[str, Mapping[str, Json]]]) -> list[Given]:
    """Return GitLab's approvals, each with the head of the version that was current when it was given."""
    heads = sorted((_time(name, one, "created_at"), _commit(one["head_commit_sha"])) for name, one in versions)
    found: dict[str, Given] = {}
    for name, who in ((name, who) for name, entry in approvals for who in _approvers(entry)):
        user = who.get("user", who) if isinstance(who, dict) else who
        login = _login(name, user, "username")
        at = _time(name, who, "approved_at") if isinstance(who, dict) and who.get("approved_at") else ""
        one = Given("", login, "approved", *_looked_at(heads, at, login))
        one = replace(one, why_not=_NOBODY.format(login)) if _PROGRAM.search(login) else one
        if login not in found or found[login].at < at:
            found[login] = one
    return list(found.values())


def _looked_at(heads: Sequence[tuple[str, str]], at: str, login: str) -> tuple[str, str, str, str]:
    """Return the commit of an approval, its time, no key yet, and why it can't be told."""
    if not heads:
        return "", at, "", f"GitLab doesn't say what {login} approved: give its list of the merge request's versions too."
    if not at and len(heads) > 1:
        return "", at, "", f"GitLab doesn't say when {login} approved, and there were {len(heads)} versions of it; only newer releases of GitLab tell."
    commit = next((head for since, head in reversed(heads) if since <= at), "") if at else heads[0][1]
    return commit, at, "", "" if commit else f"No version was there yet when {login} approved."


def _approvers(entry: Mapping[str, Json]) -> Iterator[Json]:
    """Yield whoever approved: of the request as such, and of each of its rules."""
    for part in (entry, *(rule for rule in entry.get("rules") or () if isinstance(rule, dict))):
        people = part.get("approved_by")
        yield from people if isinstance(people, list) else ()


def _after(given: Iterable[Given], end: str) -> Iterator[Given]:
    """Yield the verdicts, with a reason at those that closing the request ended."""
    for one in given:
        ended = bool(end) and one.verdict == "approved" and one.at <= end
        yield replace(one, why_not=f"{one.login} approved before the request was closed; that ended it.") if ended else one


def _remarks(given: Sequence[Given], *, knows_ends: bool) -> Iterator[str]:
    if any(one.verdict == "approved" for one in given) and not knows_ends:
        yield "Whether the request was closed and opened again since isn't told: give its events too."


def _login(name: str, user: Json, key: str) -> str:
    login = user.get(key) if isinstance(user, dict) else None
    if not isinstance(login, str) or not login.strip():
        raise CannotRun(f"{name} has an approval without a login.")
    return login.strip().casefold()


def _commit(value: Json) -> str:
    return value.lower() if isinstance(value, str) and _COMMIT.fullmatch(value.lower()) else ""


def _time(name: str, entry: Mapping[str, Json], *keys: str) -> str:
    """Return a time in UTC, always as long, so that times sort as texts."""
    value = next((entry[key] for key in keys if entry.get(key) is not None), None)
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
        if at is not None and at.tzinfo is not None:
            return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    except (ValueError, OverflowError):
        pass
    raise CannotRun(f"{name} has a {keys[0]} that is no time, as 2026-11-20T09:00:00Z is one.")
