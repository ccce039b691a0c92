"""Who must agree to a proposal, by the base's policy: never its author, never whoever touched it, nobody twice.

An approval that a role is asked for may be given by whoever holds the role. Where nobody is left to give it, it falls
to the next of rep, manager, leader, ops, anyone.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from processengine.change import Impact
from processengine.model.library import Clause, Library, Person
from processengine.model.wording import counted

ANYONE = "anyone"
ORDER = ("rep", "manager", "leader", "ops", ANYONE)
"""Where an approval falls that nobody is left to give: to the next in this list."""

Forge = Literal["github", "gitlab"]
"""Whose logins people may have in library.yaml."""

_BY_WEIGHT = ("leader", "manager", "ops", "rep", ANYONE)
_CO_AUTHOR = re.compile(r"^[ \t]*co-authored-by[ \t]*:(?P<name>[^<>\n]{0,200})<[ \t]*(?P<email>[^<>\s]{1,254})[ \t]*>", re.IGNORECASE | re.MULTILINE)

_WITHOUT_POLICY = Clause(approvals={ANYONE: 1})


@dataclass(frozen=True)
class Approval:
    """One approval that is needed.

    `asked` is the role that the policy names, `role` the one that it fell to, which is the same as a rule. `people`
    are the ids of those who could give it; `is_open` tells that nobody of the library can, but that anyone else may.
    """

    asked: str
    role: str
    people: tuple[str, ...]
    is_open: bool = False

    @property
    def whose(self) -> str:
        """Whose it is, as it stands after `the approval of`: `a manager`, `ops`, `anyone else`."""
        return {ANYONE: "anyone else", "ops": "ops"}.get(self.role, f"a {self.role}")


def lacking(missing: Collection[Approval]) -> str:
    """Return approvals that nobody has given, as the end of a sentence: `1 manager's approval`, `2 approvals by ops`."""
    counts = Counter((one.role, one.whose) for one in missing)
    return " and ".join(
        counted(count, f"{role}'s approval", f"{role}s' approvals") if whose == f"a {role}" else counted(count, f"approval by {whose}", f"approvals by {whose}")
        for (role, whose), count in counts.items()
    )


@dataclass(frozen=True)
class Agreement:
    """Who must agree, and what else the policy asks for.

    `asked` is the clause itself. `clause` is the impact whose clause counts, None where the library has no policy for it and one other person's
    approval is enough. `never` are the ids of people who don't count here: the author and whoever touched it. A change of the
    settings is asked for approvals alone: it has no process that a claim or an expectation could be about.
    """

    library: str
    clause: Impact | None
    approvals: tuple[Approval, ...]
    never: tuple[str, ...]
    claims: int = 0
    expects: int = 0
    deals_planned: bool = False
    because_of_settings: bool = False
    asked: Clause | None = None


def agreement(library: Library | None, impact: Impact | None, never: Collection[str], *, settings_changed: bool = False) -> Agreement:
    """Return who must agree to a change of an impact.

    A change of people, policy, sources or mappings is judged by the strictest clause, whatever it does to processes: it
    decides over all that is asked later. A change without impact is judged as an editorial one.
    """
    judged = strictest(library) if settings_changed else impact or Impact.EDITORIAL
    clause = _clause(library, judged)
    people = library.people if library else {}
    asked = clause or _WITHOUT_POLICY
    return Agreement(
        library.id if library else "", judged if clause else None,
        _approvals({str(role): count for role, count in asked.approvals.items()}, people, never), tuple(name for name in people if name in never),
        0 if settings_changed else asked.claims, 0 if settings_changed else asked.expects,
        asked.in_flight == "planned" and not settings_changed, settings_changed, clause,
    )


def strictest(library: Library | None) -> Impact:
    """Return the impact whose clause asks most of the highest role, of several the most serious; breaking where none is written."""
    written = [impact for impact in sorted(Impact, key=lambda one: one.rank) if _clause(library, impact) is not None]
    return max(written, key=lambda impact: _strength(library, impact), default=Impact.BREAKING)


def _strength(library: Library | None, impact: Impact) -> tuple[int, ...]:
    """Return how many approvals of each role a clause asks for, the highest role first: two reps are less than one leader."""
    clause = _clause(library, impact)
    asked = {str(role): count for role, count in clause.approvals.items()} if clause else {}
    return tuple(asked.get(role, 0) for role in _BY_WEIGHT)


def people_with(library: Library | None, addresses: Collection[str]) -> frozenset[str]:
    """Return the ids of the people who have one of some e-mail addresses, or the login in a forge's own one, whatever their case."""
    wanted = {address.casefold() for address in addresses if address}
    logins = {found for address in addresses if (found := login_of(address)) is not None}
    people = library.people if library else {}
    return frozenset(
        name for name, person in people.items()
        if person.email.casefold() in wanted or logins & {("github", person.github.casefold()), ("gitlab", person.gitlab.casefold())}
    )


def login_of(address: str) -> tuple[Forge, str] | None:
    """Return the forge and the login (in small letters) that an address hides its owner behind; None for any other address.

    GitHub's are `ID+login@users.noreply.github.com`, older ones without the id; GitLab's `ID-login@users.noreply.HOST`.
    """
    local, _, host = address.casefold().rpartition("@")
    if host == "users.noreply.github.com":
        login = local.rpartition("+")[2]
        return ("github", login) if login else None
    number, _, login = local.partition("-")
    return ("gitlab", login) if host.startswith("users.noreply.") and number.isdecimal() and login else None


def co_authors(message: str) -> tuple[tuple[str, str], ...]:
    """Return whom the trailers of a commit's message name as its authors too: names and e-mail addresses."""
    return tuple((one["name"].strip(), one["email"]) for one in _CO_AUTHOR.finditer(message))


def _clause(library: Library | None, impact: Impact) -> Clause | None:
    if library is None or library.policy is None:
        return None
    clause: Clause | None = getattr(library.policy, impact.value)
    return clause


def _approvals(asked: Mapping[str, int], people: Mapping[str, Person], never: Collection[str]) -> tuple[Approval, ...]:
    """Return each approval with those who could give it; the roles that fewest hold choose first."""
    able = {role: _able(role, people, never) for role in ORDER}
    wanted = sorted((role for role in asked for _ in range(asked[role])), key=lambda role: (role == ANYONE, len(able[role])))
    roles = list(wanted)
    giver: dict[str, int] = {}
    for place in range(len(roles)):
        while not _give(place, roles, able, giver, set()) and roles[place] != ANYONE:
            roles[place] = ORDER[ORDER.index(roles[place]) + 1]
    given = set(giver.values())
    return tuple(
        Approval(asked_, role, able[role], is_open=place not in given)
        for place, (asked_, role) in enumerate(zip(wanted, roles, strict=True))
    )


def _able(role: str, people: Mapping[str, Person], never: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name, person in people.items() if name not in never and (role == ANYONE or role in person.roles))


def _give(place: int, roles: list[str], able: Mapping[str, tuple[str, ...]], giver: dict[str, int], asked: set[str]) -> bool:
    """Find somebody for an approval, if need be by letting another one who stands in for it change places (Kuhn)."""
    for person in able[roles[place]]:
        if person not in asked:
            asked.add(person)
            if person not in giver or _give(giver[person], roles, able, giver, asked):
                giver[person] = place
                return True
    return False
