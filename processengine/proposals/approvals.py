"""Which approvals count, and whether they are enough: each person once, for just this key, under the policy of the base."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from processengine.proposals.policy import Agreement, Approval

ReviewVerdict = Literal["approved", "changes-requested", "dismissed", "commented"]
Mode = Literal["forge", "server", "clone"]
"""Where approvals are known from: a forge's pull request, the server's own log, or nobody but whoever rules in a clone."""


@dataclass(frozen=True)
class Given:
    """One reviewer's verdict, as a forge or the server has it.

    `person` is the id in the base's library.yaml, empty for somebody it doesn't know; `login` is what the source calls
    them. `commit` is what they looked at, by its full id; `key` is the key of that, empty where it can't be told, and then
    `why_not` says why in a sentence. `at` is the time in UTC, as `2026-11-20T09:00:00Z`.
    """

    person: str
    login: str
    verdict: ReviewVerdict
    commit: str
    at: str
    key: str = ""
    why_not: str = ""
    note: str = ""


@dataclass(frozen=True)
class Counted:
    """An approval that is asked for, and who gave it; `by` is empty while nobody has."""

    approval: Approval
    by: str = ""


@dataclass(frozen=True)
class Uncounted:
    """An approval that was given and doesn't count, with the reason as a sentence."""

    by: str
    why: str


@dataclass(frozen=True)
class Standing:
    """How the approvals of a proposal stand for one key.

    `counted` has each approval that is asked for, in the order of the agreements. `objections` are people whose last verdict asks for changes.
    `remarks` are sentences on what binds and what doesn't; `head` is the id of the server's log, empty elsewhere.
    """

    key: str
    mode: Mode
    counted: tuple[Counted, ...]
    uncounted: tuple[Uncounted, ...] = ()
    objections: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    head: str = ""

    @property
    def is_enough(self) -> bool:
        """Whether every approval that is asked for is there."""
        return all(one.by for one in self.counted)

    @property
    def missing(self) -> tuple[Approval, ...]:
        """The approvals that nobody has given yet."""
        return tuple(one.approval for one in self.counted if not one.by)

    @property
    def approvers(self) -> tuple[str, ...]:
        """Who approved, each once, in the order in which they are asked for."""
        return tuple(dict.fromkeys(one.by for one in self.counted if one.by))


def standing(agreements: Sequence[Agreement], given: Iterable[Given], key: str, mode: Mode) -> Standing:
    """Return how approvals stand: of each person the last verdict counts, and only where it was given to this key.

    Approvals are matched to those asked for so that as many as can be are met; nobody is counted twice within a library,
    and whoever wrote or touched the revision never is.
    """
    last = _last(given)
    uncounted = [Uncounted(name, why) for name, one in last.items() if one.verdict == "approved" and (why := _why_not(one, name, agreements, key))]
    names = [name for name, one in last.items() if one.verdict == "approved" and not _why_not(one, name, agreements, key)]
    counted = tuple(one for agreement in agreements for one in _matched(agreement, names))
    objections = tuple(name for name, one in last.items() if one.verdict == "changes-requested")
    return Standing(key, mode, counted, tuple(uncounted), objections)


def _last(given: Iterable[Given]) -> dict[str, Given]:
    """Return the verdict that stands, of each person: comments change none, a dismissed one is none."""
    found: dict[str, Given] = {}
    for one in sorted(given, key=lambda one: one.at):
        name = one.person or one.login
        if one.verdict == "dismissed":
            found.pop(name, None)
        elif one.verdict != "commented":
            found[name] = one
    return found


def _why_not(one: Given, name: str, agreements: Sequence[Agreement], key: str) -> str:
    if one.why_not:
        return one.why_not
    if any(name in agreement.never for agreement in agreements):
        return f"{name} wrote or touched it."
    if one.key != key:
        return f"{name} approved something else: it has changed since in what it does, says or is judged by."
    if not any(name in approval.people or approval.is_open for agreement in agreements for approval in agreement.approvals):
        return f"{name} holds no role that is asked for." if one.person else f"library.yaml doesn't know {name}."
    return ""


def _matched(agreement: Agreement, names: Sequence[str]) -> list[Counted]:
    """Match people to the approvals that they may give, as many as can be (Kuhn's augmenting paths)."""
    giver: dict[int, str] = {}

    def give(name: str, tried: set[int]) -> bool:
        for place, approval in enumerate(agreement.approvals):
            if place not in tried and (approval.is_open or name in approval.people):
                tried.add(place)
                if place not in giver or give(giver[place], tried):
                    giver[place] = name
                    return True
        return False

    for name in names:
        give(name, set())
    return [Counted(approval, giver.get(place, "")) for place, approval in enumerate(agreement.approvals)]
