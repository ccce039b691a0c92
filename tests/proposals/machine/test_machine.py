"""The life of proposals as a machine: whatever happens in whatever order, nothing is released that was not approved as it is."""

import os
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from processengine.proposals.passages import Event, Passage, looked_up
from processengine.proposals.ruling import RulingKind
from processengine.proposals.state import RULED, State
from tests.proposals.machine.edits import EDITS, edited
from tests.proposals.machine.world import PEOPLE, POLICIES, PROCESS, Branch, World, having

RUNS, STEPS = (200, 50) if os.environ.get("CI") == "true" else (20, 50)
"""10,000 steps in CI, 1,000 elsewhere."""

_MOST = 3
_people = st.sampled_from([*PEOPLE, "stranger"])
_edits = st.lists(st.sampled_from(EDITS), min_size=1, max_size=2)


class Life(RuleBasedStateMachine):
    """Proposals of one library, and whatever may happen to them."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        self.valid: set[str] = set()
        self.process: str = PROCESS
        self.made = 0

    def pick(self, number: int) -> Branch:
        """Return one of the proposals."""
        branches = list(self.world.branches.values())
        return branches[number % len(branches)]

    def may(self, event: Event, branch: Branch) -> bool:
        """Tell whether the table has an event for where a proposal stands; what it leads to is checked afterwards."""
        self.place = self.world.state(branch)
        self.row = looked_up(self.place, event)
        return isinstance(self.row, Passage)

    def led(self, branch: Branch) -> None:
        """Check that an event led where the table says."""
        assert isinstance(self.row, Passage)
        state = self.world.state(branch)
        assert self.row.may_lead(self.place, state), f"{self.row.event} leads from {self.place} to {state}"

    def moved(self, before: dict[str, State], event: Event = "base-moves") -> None:
        """Check that all proposals stand where the table says after the base or the day moved."""
        for name, state in before.items():
            row, now = looked_up(state, event), self.world.state(self.world.branches[name])
            assert isinstance(row, Passage)
            assert row.may_lead(state, now), f"{event} leads from {state} to {now}"

    def states(self, but: str = "") -> dict[str, State]:
        """Return where all but one stand."""
        return {name: self.world.state(one) for name, one in self.world.branches.items() if name != but}

    @initialize(authors=st.lists(st.sampled_from(["ana", "ben", "mia"]), min_size=2, max_size=2), edits=st.lists(_edits, min_size=2, max_size=2))
    def begin(self, authors: list[str], edits: list[list[tuple[str, str]]]) -> None:
        """Begin with two proposals; one of them expects something."""
        for author, edit, days in zip(authors, edits, (None, 60), strict=True):
            self.propose(author, edit, "open", days)

    @precondition(lambda self: sum(self.world.record(one) is None for one in self.world.branches) < _MOST)
    @rule(author=st.sampled_from(["ana", "ben", "mia"]), edits=_edits, status=st.sampled_from(["open", "open", "open", "draft"]),
          days=st.sampled_from([None, None, 20, 60]))
    def propose(self, author: str, edits: list[tuple[str, str]], status: str, days: int | None) -> None:
        """Open a proposal."""
        self.made += 1
        text = edited(dict(self.world.base)["p.yaml"], edits)
        branch = self.world.propose(f"x{self.made}", author, text, status, "It helps.", days)
        row = looked_up("none", "propose")
        assert isinstance(row, Passage)
        assert row.may_lead("none", self.world.state(branch))

    @rule(number=st.integers(0, 9), who=_people, edits=_edits)
    def revise(self, number: int, who: str, edits: list[tuple[str, str]]) -> None:
        """Push another revision."""
        branch = self.pick(number)
        if self.may("revise", branch):
            branch.head = having(branch.head, "p.yaml", edited(self.world.text(branch), edits))
            branch.touched.add(who)
            self.led(branch)

    @rule(number=st.integers(0, 9), why=st.sampled_from(["It helps.", "It hurts less."]))
    def reword(self, number: int, why: str) -> None:
        """Push a revision with other reasons."""
        branch = self.pick(number)
        if self.may("revise", branch):
            text = self.world.text(branch, f"{branch.id}.yaml")
            was = next(line for line in text.splitlines() if line.startswith("why:"))
            branch.head = having(branch.head, f"{branch.id}.yaml", text.replace(was, f"why: {why}"))
            self.led(branch)

    @rule(number=st.integers(0, 9))
    def rebase(self, number: int) -> None:
        """Put a branch onto the base as it stands, by its author's hand; where that conflicts nothing happens."""
        branch = self.pick(number)
        if self.may("rebase", branch) and self.world.packet(branch).key:
            before, impact = self.world.approvers(branch), self.world.packet(branch).impact
            text = self.world.merged(branch)
            own = f"{branch.id}.yaml"
            branch.head = having(having(self.world.base, "p.yaml", text), own, self.world.text(branch, own))
            branch.fork = self.world.base
            self.led(branch)
            # Of what the base has already, the clause that it fell under is left behind with it.
            if self.world.packet(branch).impact == impact:
                assert self.world.approvers(branch) == before, "a rebase that changes nothing ends no approval"

    @rule(number=st.integers(0, 9), event=st.sampled_from(["to-draft", "to-open", "withdraw", "reopen"]))
    def restate(self, number: int, event: Event) -> None:
        """Write another status."""
        branch = self.pick(number)
        before = self.world.state(branch)
        if self.may(event, branch):
            text = self.world.text(branch, f"{branch.id}.yaml")
            was = next(line for line in text.splitlines() if line.startswith("status:"))
            status = {"to-draft": "draft", "to-open": "open", "withdraw": "withdrawn", "reopen": "open"}[event]
            branch.head = having(branch.head, f"{branch.id}.yaml", text.replace(was, f"status: {status}"))
            if before == "withdrawn":
                branch.ended = len(branch.given)
                standing = self.world.packet(branch).standing
                assert standing is not None
                assert not standing.approvers, "what was closed and reopened keeps no approval"
            self.led(branch)

    @rule(number=st.integers(0, 9), who=_people)
    def approve(self, number: int, who: str) -> None:
        """Approve what a branch says now, whoever that is."""
        branch = self.pick(number)
        if self.may("approve", branch):
            self.world.give(branch, who, "approved")
            self.led(branch)

    @rule(number=st.integers(0, 9), who=st.lists(_people, min_size=3, unique=True))
    def approve_together(self, number: int, who: list[str]) -> None:
        """Approve, several people after each other."""
        for one in who:
            self.approve(number, one)

    @rule(number=st.integers(0, 9), who=_people, event=st.sampled_from(["dismiss", "request-changes"]))
    def object_to(self, number: int, who: str, event: Event) -> None:
        """End somebody's approval, or ask for changes."""
        branch = self.pick(number)
        if self.may(event, branch):
            self.world.give(branch, who, "dismissed" if event == "dismiss" else "changes-requested")
            standing = self.world.packet(branch).standing
            assert standing is not None
            assert who not in standing.approvers
            self.led(branch)

    @rule(policy=st.integers(0, len(POLICIES) - 1))
    def change_policy(self, policy: int) -> None:
        """Let the base have another policy."""
        before = self.states()
        self.world.policy = policy
        self.world.settle()
        self.moved(before)

    @rule(who=st.sampled_from(sorted(PEOPLE)), role=st.sampled_from(["rep", "manager", "leader", "ops"]))
    def change_role(self, who: str, role: str) -> None:
        """Let somebody hold another role than before, or any."""
        before = self.states()
        if who in self.world.people or who in PEOPLE:
            self.world.people[who] = role
        self.world.settle()
        self.moved(before)

    @rule(role=st.sampled_from(["manager", "leader"]))
    def add_person(self, role: str) -> None:
        """Let the stranger be somebody, or nobody again."""
        before = self.states()
        if self.world.people.pop("stranger", None) is None:
            self.world.people["stranger"] = role
        self.world.settle()
        self.moved(before)

    @rule(who=st.sampled_from(["ana", "ben", "mia"]))
    def be_few(self, who: str) -> None:
        """Let only one of the authors and a leader be left."""
        before = self.states()
        self.world.people = {who: PEOPLE[who], "lee": "leader"}
        self.world.settle()
        self.moved(before)

    @rule(edits=_edits)
    def release_another(self, edits: list[tuple[str, str]]) -> None:
        """Let the base have a change that none of these proposals made."""
        before = self.states()
        self.process = edited(dict(self.world.base)["p.yaml"], edits)
        self.world.base = having(self.world.base, "p.yaml", self.process)
        self.moved(before)

    @rule(days=st.sampled_from([1, 3, 10, 40]))
    def wait(self, days: int) -> None:
        """Let days pass."""
        before = self.states()
        self.world.today += timedelta(days)
        self.moved(before, "day-passes")

    @rule(who=st.sampled_from(["lee", "omar", "max", "mia"]))
    def rule_on_all(self, who: str) -> None:
        """Accept whatever may be accepted, one after another."""
        for number in range(len(self.world.branches)):
            self.rule_on(number, who, "accepted")

    @rule(number=st.integers(0, 9), who=st.lists(_people, min_size=5, unique=True), ruler=st.sampled_from(["omar", "lee"]), then=st.booleans(),
          meanwhile=st.sampled_from(["", "", "reword", "revise", "rebase", "policy", "role", "release"]), edits=_edits)
    def see_through(
        self, number: int, who: list[str], ruler: str, then: bool, meanwhile: str, edits: list[tuple[str, str]],  # noqa: FBT001
    ) -> None:
        """Take a proposal as far as it gets: approved by many, something else meanwhile, accepted, maybe released."""
        self.approve_together(number, who)
        match meanwhile:
            case "reword":
                self.reword(number, "It hurts nobody.")
            case "revise":
                self.revise(number, "ana", edits)
            case "rebase":
                self.rebase(number)
            case "policy":
                self.change_policy((self.world.policy + 1) % len(POLICIES))
            case "role":
                self.change_role(who[0], "rep")
            case "release":
                self.release_another(edits)
        self.rule_on(number, ruler, "accepted")
        if then:
            self.release(number)

    @rule(number=st.integers(0, 9), who=_people, ruling=st.sampled_from(["accepted", "accepted", "accepted", "rejected"]))
    def rule_on(self, number: int, who: str, ruling: RulingKind) -> None:
        """Rule, as far as that may be."""
        branch = self.pick(number)
        state, refused = self.world.state(branch), self.world.refused(branch, who, ruling)
        allowed = self.may("accept" if ruling == "accepted" else "reject", branch)
        if state in RULED or state == "withdrawn":
            assert not allowed
            return
        if refused or not allowed:
            assert refused, f"{ruling} has to be refused in {state}"
            return
        if ruling == "accepted":
            assert self.world.is_valid(branch), "accepted without the approvals that the policy of the moment asks for"
            assert who not in {branch.author, *branch.touched}
            self.valid.add(branch.id)
            self.process = self.world.merged(branch)
        before = self.states(but=branch.id)
        self.world.rule(branch, who, ruling)
        assert dict(self.world.base)["p.yaml"] == self.process, "a rejected one changes nothing of the process"
        self.led(branch)
        self.moved(before)

    @rule(number=st.integers(0, 9))
    def release(self, number: int) -> None:
        """Release what was accepted."""
        branch = self.pick(number)
        record = self.world.record(branch.id)
        if self.may("release", branch) and record is not None and record.ruling == "accepted":
            self.world.note(branch.id, version=f"1.{self.made}.0")
            self.led(branch)

    @rule(number=st.integers(0, 9), verdict=st.sampled_from(["held", "not-held", "inconclusive"]))
    def judge(self, number: int, verdict: str) -> None:
        """Judge an expectation whose day has come."""
        branch = self.pick(number)
        if self.may("judge", branch) and self.world.proposal(branch.id).expects["won"].by <= self.world.today:
            self.world.judge(branch.id, verdict)
            self.led(branch)
            assert self.world.state(branch) == verdict

    @invariant()
    def only_what_was_approved_is_there(self) -> None:
        """What is released was accepted by valid approvals, nothing else has changed the process, and nobody who touched it counts."""
        assert dict(self.world.base)["p.yaml"] == self.process
        for branch in self.world.branches.values():
            record = self.world.record(branch.id)
            if record is not None:
                assert (record.ruling == "accepted") == (branch.id in self.valid)
                assert record.ruling == "accepted" or not record.version, "a rejected one is never released"
                continue
            standing = self.world.packet(branch).standing
            assert standing is not None
            assert not {branch.author, *branch.touched} & {one.removeprefix("@") for one in standing.approvers}
            assert {one.removeprefix("@") for one in standing.approvers} <= self.world.approvers(branch)
            if self.world.state(branch) == "approved":
                assert self.world.is_valid(branch)


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=RUNS, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck))
