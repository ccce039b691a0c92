"""A library and its proposals in memory: real texts, really parsed, compared, merged and judged; nothing of git and no disk.

What is said of a ruling is said once more beside the code under test, by plainer means: `meaning` is what somebody says yes to
when they approve, `is_valid` whether the approvals of the moment are those that the policy of the moment asks for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import permutations
from pathlib import PurePosixPath
from typing import NamedTuple

import yaml

from processengine.change import Changeset, Impact
from processengine.diff.changeset import changesets
from processengine.model.library import Library
from processengine.model.proposal import Proposal, Ruling, Verdict
from processengine.proposals.approvals import Given, ReviewVerdict, standing
from processengine.proposals.blockers import blockers
from processengine.proposals.conflicts import Collision
from processengine.proposals.key import Agreed, key_of
from processengine.proposals.packet import Packet, Piece, Reason, Revision
from processengine.proposals.policy import ANYONE, agreement
from processengine.proposals.record import operations
from processengine.proposals.record import ruling as recorded
from processengine.proposals.ruling import Decision, RulingKind, refusals
from processengine.proposals.state import Known, State, state_of
from processengine.review.documents import Papers, of_texts
from processengine.review.others import OnBase, Side, meet_base
from processengine.sides.place import Text
from processengine.syntax.edit import apply

Files = tuple[tuple[str, str], ...]
"""What files hold, by path; hashable."""

PROCESS = """process: p
from_anywhere: [lost]
stages:
  a:
    buyer: They see it
    max_days: 30
    next: [b]
  b:
    buyer: They agree
    max_days: 30
    next: [won]
  won: {outcome: won}
  lost: {outcome: lost}
"""
PEOPLE: Mapping[str, str] = {"ana": "rep", "ben": "rep", "mia": "manager", "max": "manager", "lee": "leader", "omar": "ops"}
POLICIES: tuple[Mapping[str, Mapping[str, int]], ...] = (
    {"editorial": {"anyone": 1}, "behavioural": {"manager": 1}, "breaking": {"leader": 1, "anyone": 1}},
    {"editorial": {"manager": 1}, "behavioural": {"manager": 1, "anyone": 1}, "breaking": {"leader": 1, "manager": 1}},
    {"editorial": {"anyone": 2}, "behavioural": {"leader": 1}, "breaking": {"ops": 1, "leader": 1}},
)
START = date(2026, 11, 1)


def library_text(people: Mapping[str, str], policy: int) -> str:
    """Return library.yaml; a person's role may be empty."""
    who = "".join(f"  {name}: {{roles: [{role}]}}\n" for name, role in people.items())
    asked = "".join(f"  {impact}: {{approvals: {{{', '.join(f'{role}: {n}' for role, n in roles.items())}}}}}\n" for impact, roles in POLICIES[policy].items())
    return f"library: acme\npeople:\n{who}policy:\n{asked}"


@lru_cache(maxsize=20_000)
def papers(files: Files) -> Papers:
    """Return the documents among files."""
    return of_texts([Text(path, PurePosixPath(path), text.encode(), is_named=False) for path, text in files], "", dict(files))


def having(files: Files, path: str, text: str) -> Files:
    """Return files with another content of one."""
    return tuple(sorted({**dict(files), path: text}.items()))


def proposal_of(files: Files, name: str) -> Proposal:
    """Return a proposal."""
    (value,) = papers(tuple(one for one in files if one[0] == f"{name}.yaml")).proposals().values()
    assert isinstance(value, Proposal)
    return value


def library_of(files: Files) -> Library:
    """Return the settings."""
    found = papers(tuple(one for one in files if one[0] == "library.yaml")).library("")
    assert found is not None
    return found


def process(files: Files) -> Files:
    """Return the process alone: what is compared and merged depends neither on people and policy nor on other proposals, and is asked again and again."""
    return tuple(one for one in files if one[0] == "p.yaml")


class Compared(NamedTuple):
    """What a branch changes, how that meets the base, and, unless they conflict, what it would change there."""

    told: tuple[Changeset, ...]
    collisions: tuple[Collision, ...]
    onto_base: tuple[Changeset, ...] | None


@lru_cache(maxsize=20_000)
def compared(fork: Files, head: Files, base: Files) -> Compared:
    """Compare the process on a branch with where it left the base, and with the base."""
    before, after, now = papers(fork), papers(head), papers(base)
    told = tuple(one for one in changesets(before.revisions(), after.revisions()) if one.impact is not None)
    collisions = () if fork == base else meet_base(Side("", "", after, before), now, "main", START)
    if any(one.is_conflict for one in collisions):
        return Compared(told, collisions, None)
    return Compared(told, collisions, tuple(one for one in changesets(now.revisions(), merged(fork, head, base).revisions()) if one.atoms))


@lru_cache(maxsize=20_000)
def judged(fork: Files, head: Files, base: Files, name: str, never: frozenset[str]) -> Packet:
    """Return the packet with its key: all but the approvals."""
    found = compared(process(fork), process(head), process(base))
    impact = min((one.impact for one in found.told if one.impact), key=lambda one: one.rank, default=None)
    asked, proposal = agreement(library_of(base), impact, never), proposal_of(head, name)
    key = "" if found.onto_base is None else key_of(Agreed(found.onto_base, (), proposal, proposal.why, {}, {asked.library: asked.asked}))
    return Packet(
        Revision("main", "0" * 40), Revision(name, "1" * 40), "0" * 40, Reason(name, proposal.why, "proposal", ()), proposal,
        tuple(Piece(one, None, None, "", "") for one in found.told), (), (), (asked,), found.collisions, 0, 0, key=key,
    )


@lru_cache(maxsize=20_000)
def merged(fork: Files, head: Files, base: Files) -> Papers:
    """Return the base's process once a branch is agreed."""
    return OnBase(Side("", "", papers(head), papers(fork)), papers(base)).agreed


@lru_cache(maxsize=20_000)
def lacks(fork: Files, head: Files, base: Files) -> bool:
    """Tell whether the base lacks something of what a branch changes; it can be merged."""
    return any(one.atoms for one in changesets(papers(base).revisions(), merged(fork, head, base).revisions()))


@dataclass
class Branch:
    """A proposal on its branch; `given` are all verdicts on it, and what each meant then, by place."""

    id: str
    author: str
    fork: Files
    head: Files
    touched: set[str]
    given: list[Given] = field(default_factory=list)
    meant: list[object] = field(default_factory=list)
    ended: int = 0


class World:
    """The base and its branches, on a day."""

    def __init__(self) -> None:
        self.people = dict(PEOPLE)
        self.policy = 0
        self.today = START
        self.branches: dict[str, Branch] = {}
        self.base: Files = (("library.yaml", library_text(self.people, 0)), ("p.yaml", PROCESS))

    def settle(self) -> None:
        """Let the base's settings be those that are meant."""
        self.base = having(self.base, "library.yaml", library_text(self.people, self.policy))

    @property
    def library(self) -> Library:
        """The settings of the base."""
        return library_of(self.base)

    def propose(self, name: str, author: str, text: str, status: str, why: str, days: int | None) -> Branch:
        """Open a branch with a new content of the process."""
        expects = f"expects:\n  won: {{from: 0.2, to: 0.3, by: {START + timedelta(days)}}}\n" if days is not None else ""
        file = f"proposal: {name}\nprocess: p\nauthor: {author}\nstatus: {status}\nwhy: {why}\n{expects}"
        head = having(having(self.base, f"{name}.yaml", file), "p.yaml", text)
        self.branches[name] = Branch(name, author, self.base, head, {author})
        return self.branches[name]

    def text(self, branch: Branch, path: str = "p.yaml") -> str:
        """Return what a file holds on a branch."""
        return dict(branch.head)[path]

    def packet(self, branch: Branch) -> Packet:
        """Return what a review of a branch holds now, its approvals too; whose they are is told by the people of now."""
        packet = judged(branch.fork, branch.head, self.base, branch.id, frozenset({branch.author, *branch.touched}))
        hands = {branch.author, *branch.touched}
        given = [
            replace(one, person=one.login if one.login in self.people else "", why_not="It was taken back since." if place < branch.ended else f"{one.login} touched it." if one.login in hands else "")
            for place, one in enumerate(branch.given)
        ]
        stated = packet.proposal.expects if packet.proposal else {}
        return replace(
            packet, standing=standing(packet.agreements, given, packet.key, "server"), past=tuple(name for name, one in stated.items() if one.by < self.today),
            is_superseded=bool(packet.key) and not lacks(process(branch.fork), process(branch.head), process(self.base)),
        )

    def merged(self, branch: Branch) -> str:
        """Return the process as it is once a branch is agreed."""
        return next(merged(process(branch.fork), process(branch.head), process(self.base)).of("process")).text

    def proposal(self, name: str) -> Proposal:
        """Return a proposal as the base has it, else as its branch has."""
        return proposal_of(self.base if f"{name}.yaml" in dict(self.base) else self.branches[name].head, name)

    def record(self, name: str) -> Ruling | None:
        """Return the base's record."""
        return proposal_of(self.base, name).record if f"{name}.yaml" in dict(self.base) else None

    def state(self, branch: Branch) -> State:
        """Return where a proposal stands."""
        proposal, record = self.proposal(branch.id), self.record(branch.id)
        if record is not None:
            return state_of(Known(self.today, proposal.status, record, is_on_base=True, expects=proposal.expects))
        packet = self.packet(branch)
        return state_of(Known(
            self.today, proposal.status, lacks=not packet.key or lacks(process(branch.fork), process(branch.head), process(self.base)), standing=packet.standing,
            is_in_the_way=bool(blockers(packet)), expects=proposal.expects,
        ))

    def give(self, branch: Branch, who: str, verdict: ReviewVerdict) -> None:
        """Keep somebody's verdict, given to what the branch says now."""
        branch.given.append(Given("", who, verdict, "", f"{len(branch.given):06}", self.packet(branch).key))
        branch.meant.append(self.meaning(branch))

    def refused(self, branch: Branch, who: str, ruling: RulingKind) -> tuple[str, ...]:
        """Return why somebody may not rule so."""
        return refusals(self.packet(branch), Decision(ruling, who if who in self.people else "", "Because."), self.library)

    def rule(self, branch: Branch, who: str, ruling: RulingKind) -> None:
        """Rule: the base gets the record, and of an accepted one what it changes."""
        record = recorded(ruling, who, self.today, "Because.", self.packet(branch).key)
        if ruling == "accepted":
            self.base = having(self.base, "p.yaml", self.merged(branch))
        self.base = having(self.base, f"{branch.id}.yaml", apply(self.text(branch, f"{branch.id}.yaml"), operations(record)))

    def note(self, name: str, **more: object) -> None:
        """Add to a record."""
        before = self.record(name)
        assert before is not None
        after = before.model_copy(update=more)
        self.base = having(self.base, f"{name}.yaml", apply(dict(self.base)[f"{name}.yaml"], operations(after, before)))

    def judge(self, name: str, verdict: str) -> None:
        """Record how an expectation came out."""
        self.note(name, judged=self.today, verdicts={"won": Verdict.model_validate({"verdict": verdict})})

    # What follows is said beside the code under test.

    def meaning(self, branch: Branch) -> object:
        """Return what somebody says yes to: what would differ on the base, the reasons, the expectation and what the policy asks; None for a conflict."""
        packet = judged(branch.fork, branch.head, self.base, branch.id, frozenset({branch.author, *branch.touched}))
        if not packet.key:
            return None
        sides = [dict(leaves(one)) for one in (dict(self.base)["p.yaml"], self.merged(branch))]
        differs = {(path, sides[0].get(path), sides[1].get(path)) for path in {*sides[0], *sides[1]} if sides[0].get(path) != sides[1].get(path)}
        file = dict(leaves(self.text(branch, f"{branch.id}.yaml")))
        asked = POLICIES[self.policy][(packet.impact or Impact.EDITORIAL).value]
        return frozenset(differs), file[".why"], file.get(".expects.won.by"), tuple(sorted(asked.items()))

    def approvers(self, branch: Branch) -> set[str]:
        """Return who approves of just what the branch says now, by their last word, and touched nothing of it."""
        now, found = self.meaning(branch), dict[str, bool]()
        for place, one in enumerate(branch.given):
            if one.verdict != "commented":
                found[one.login] = one.verdict == "approved" and place >= branch.ended and now is not None and branch.meant[place] == now
        return {name for name, approves in found.items() if approves} - {branch.author, *branch.touched}

    def is_valid(self, branch: Branch) -> bool:
        """Tell whether some of those who approve, each once, hold the roles that the policy asks for; who is not there is stood in for."""
        impact = (self.packet(branch).impact or Impact.EDITORIAL).value
        asked = [role for role, n in POLICIES[self.policy][impact].items() for _ in range(n)]
        able = {name for name in self.people if name not in {branch.author, *branch.touched}}
        return _is_met(asked, self.approvers(branch), able, self.people)


def _is_met(asked: list[str], approving: set[str], able: set[str], roles: Mapping[str, str]) -> bool:
    """Tell whether approvals are met; a role that those who are able can't all fill falls to the next ones."""
    for given in permutations(sorted(approving), len(asked)):
        if all(_may(name, role, asked, able, roles) for name, role in zip(given, asked, strict=True)):
            return True
    return False


def _may(name: str, role: str, asked: list[str], able: set[str], roles: Mapping[str, str]) -> bool:
    """Tell whether somebody may give an approval: by the role itself, or where those who are able are too few for all roles."""
    if role == ANYONE or roles.get(name) == role:
        return True
    return sum(roles[one] == role for one in able) < asked.count(role)


@lru_cache(maxsize=20_000)
def leaves(text: str) -> tuple[tuple[str, str], ...]:
    """Return what a text says, each value by its path, read by PyYAML itself."""
    return tuple(_leaves("", yaml.safe_load(text)).items())


def _leaves(path: str, value: object) -> dict[str, str]:
    if isinstance(value, dict):
        return {key: held for name, inner in value.items() for key, held in _leaves(f"{path}.{name}", inner).items()}
    return {path: repr(value)}
