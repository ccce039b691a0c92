"""Which approvals count, and whether they are enough: each person once, for just this key, under the policy of the base."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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

    @property
    def name(self) -> str:
        """What they are called here: their id, or a login that no id can be mistaken for."""
        return self.person or (self.login if "@" in self.login else f"@{self.login}")


@dataclass(frozen=True)
class Counted:
    """An approval that is asked for, and who gave it; `by` is empty while nobody has."""

    approval: Approval
    by: str = ""


@dataclass(frozen=True)
class Uncounted:
    """An approval that was given and doesn't count, with the reason as a sentence.

    `is_outdated` tells one that would count, had it been given to what the proposal says now.
    """

    by: str
    why: str
    is_outdated: bool = False


@dataclass(frozen=True)
class Standing:
    """How the approvals of a proposal stand for one key.

    `counted` has each approval that is asked for, in the order of the agreements. `objections` are people whose last verdict asks for changes,
    and `reasons` what each of them says, where they say anything.
    `remarks` are sentences on what binds and what doesn't; `head` is the id of the server's log, empty elsewhere.
    """

    key: str
    mode: Mode
    counted: tuple[Counted, ...]
    uncounted: tuple[Uncounted, ...] = ()
    objections: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    head: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)

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

    @property
    def objecting(self) -> Iterator[str]:
        """Say who asks for changes, and which: a sentence each."""
        for name in self.objections:
            why = " ".join(self.reasons.get(name, "").split())
            said = f": {why}" if why else ""
            yield f"{name} asks for changes{said}{'' if said.endswith(('.', '!', '?')) else '.'}"

    @property
    def not_counting(self) -> Iterator[str]:
        """Say whose approval doesn't count, and why: a sentence or two each."""
        yield from (f"{one.by}'s approval doesn't count. {one.why}" for one in self.uncounted)


def standing(agreements: Sequence[Agreement], given: Iterable[Given], key: str, mode: Mode) -> Standing:
    """Return how approvals stand: of each person the last verdict counts, and only where it was given to this key.

    Approvals are matched to those asked for so that as many as can be are met; nobody is counted twice within a library,
    and whoever wrote or touched the revision never is. Where there is no key, nothing can be approved.
    """
    last = _last(given)
    approved = {name: one for name, one in last.items() if one.verdict == "approved"}
    reasons = {name: _why_not(one, name, agreements, key) for name, one in approved.items()}
    names = [name for name, why in reasons.items() if not why]
    counted = tuple(one for agreement in agreements for one in _matched(agreement, names))
    objections = {name: one.note.strip() for name, one in last.items() if one.verdict == "changes-requested"}
    said = {name: note for name, note in objections.items() if note}
    return Standing(key, mode, counted, _uncounted(reasons, agreements), tuple(objections), reasons=said)


def may_count(name: str, agreements: Iterable[Agreement]) -> bool:
    """Tell whether somebody's approval is asked for, whatever it was given to."""
    return any(name in approval.people or approval.is_open for agreement in agreements for approval in agreement.approvals)


def _last(given: Iterable[Given]) -> dict[str, Given]:
    """Return the verdict that stands, of each person: comments change none, a dismissed one is none."""
    found: dict[str, Given] = {}
    for one in sorted(given, key=lambda one: one.at):
        name = one.name
        if one.verdict == "dismissed":
            found.pop(name, None)
        elif one.verdict != "commented":
            found[name] = one
    return found


def _why_not(one: Given, name: str, agreements: Sequence[Agreement], key: str) -> str:
    if any(name in agreement.never for agreement in agreements):
        return f"{name} wrote or touched it."
    if not may_count(name, agreements):
        return f"{name} holds no role that is asked for." if one.person else f"library.yaml doesn't know {name}."
    if one.why_not:
        return one.why_not
    if not key:
        return f"What {name} approved can't be told to be the same: it can't be read, or not be merged, as it stands."
    if one.key != key:
        return f"{name} approved something else: it has changed since in what it does, says or is judged by."
    return ""


def _uncounted(reasons: Mapping[str, str], agreements: Sequence[Agreement]) -> tuple[Uncounted, ...]:
    never = {name for agreement in agreements for name in agreement.never}
    return tuple(Uncounted(name, why, name not in never and may_count(name, agreements)) for name, why in reasons.items() if why)


def _matched(agreement: Agreement, names: Sequence[str]) -> list[Counted]:
    """Match people to the approvals that they may give, as many as can be (Kuhn's augmenting paths).

    Those that fewest can give are met first, so that what is missing is what most can still give.
    """
    asked = agreement.approvals
    gives: dict[str, int] = {}

    def find(place: int, tried: set[str]) -> bool:
        for name in names:
            if name not in tried and (asked[place].is_open or name in asked[place].people):
                tried.add(name)
                if name not in gives or find(gives[name], tried):
                    gives[name] = place
                    return True
        return False

    for place in sorted(range(len(asked)), key=lambda place: (asked[place].is_open, len(asked[place].people))):
        find(place, set())
    giver = {place: name for name, place in gives.items()}
    return [Counted(approval, giver.get(place, "")) for place, approval in enumerate(asked)]
