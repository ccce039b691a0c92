"""What a review says of claims, expectations, approvals and deals in flight, and how much of it there is to read."""

import json
from dataclasses import replace
from datetime import date

import pytest

from processengine.change import Impact
from processengine.evidence.claims.claimed import Caution, Claimed
from processengine.evidence.measures.measured import Measured, Seen
from processengine.evidence.statistics.interval import Interval
from processengine.model.proposal import Claim, Expectation, Proposal
from processengine.proposals.approvals import Counted, Standing, Uncounted
from processengine.proposals.facts import Expected, Facts, InFlight, Standings
from processengine.proposals.packet import Packet
from processengine.proposals.policy import Agreement, Approval
from processengine.report import review_facts, review_json, review_markdown, review_text, review_verdict
from processengine.report.review_facts_expected import expected
from processengine.report.review_facts_in_flight import in_flight, summed
from processengine.report.review_verdict_weight import weighty
from tests.conftest import ROOT
from tests.report.closed import faults
from tests.report.test_review import collision, finding, packet

_HANDBOOK = ROOT / "tests" / "peers" / "handbook"
LEADER, ANYONE = Approval("leader", "leader", ("lee",)), Approval("anyone", "anyone", ("ben", "lee"))
BREAKING = Agreement("acme", Impact.BREAKING, (LEADER, ANYONE), ("ana",), claims=1, expects=1)
STATED = Expectation.model_validate({"from": 0.21, "to": 0.27, "by": "2027-06-30", "guard": {"time-to-agree": "not-higher"}})
SAYS = "Most deals that reach the evaluation end there undecided, whatever we send them"


def claimed(name: str, verdict: str, says: str = SAYS) -> Claimed:
    """Return a claim as the deals have it."""
    return Claimed(name, says, "the share of deals", verdict, "The claim says at least 50 %.", unit="share", measured=measured(0.33),  # type: ignore[arg-type]
                   counted="24 of 72 deals that reached “Product evaluation” ended without a decision", cautions=(Caution("Few.", 9, "they are few."),),
                   meaning="That is 33 % (likely between 24 % and 45 %). The claim says at least 50 %.")


def measured(value: float) -> Measured:
    """Return a share of 72 deals."""
    return Measured(Seen("share", value, 72, 24, Interval(value - 0.09, value + 0.1)), confidence=0.9)


def full(**more: object) -> Packet:
    """Return the handbook's change, with claims, an expectation, approvals and deals in flight on it."""
    old, new = ((_HANDBOOK / side / "new-business.yaml").read_text(encoding="utf-8") for side in "bc")
    moves = {"inbound-lead": "problem-agreement", "meeting-booked": "problem-agreement", "demo-completed": "solution-agreement"}
    claims = {name: Claim(says=SAYS) for name in ("undecided", "late", "won")}
    proposal = Proposal(proposal="buyer-named", title="Name the stages", author="ana", claims=claims, expects={"win-rate": STATED}, moves=moves)
    stages = tuple(
        Standings("new-business", name, "moves" if to else "needs-a-person", to, deals, {}, "" if to else "The stage goes, and nobody has said where its deals go.")
        for name, to, deals in (*((old_, to, 30) for old_, to in moves.items()), ("product-evaluation", "", 12), ("commercial-and-legal-review", "", 4))
    )
    facts = Facts(
        (claimed("undecided", "contradicts"), claimed("late", "inconclusive"), claimed("won", "supports")),
        (Expected("win-rate", STATED, measured(0.19), {"time-to-agree": None}),), InFlight(stages, 2, unknown_stages={"Old": 2}),
        "data", date(2026, 10, 31), "d4c5d172961e3010",
    )
    standing = Standing("k" * 64, "server", (Counted(LEADER, "lee"), Counted(ANYONE)), (Uncounted("mia", "mia approved something else."),), ("cem",),
                        ("The log's head is 0123456789.",), "0123456789")
    known = packet(old, new, proposal=proposal, agreements=(BREAKING,), facts=facts, standing=standing, key="k" * 64, others=2,
                   findings=(finding("Nobody gets there."),) * 3, mended=(finding("Says what the seller does."),) * 5,
                   collisions=(collision("They collide at “Product evaluation”: the first removed it, the second changed it."),) * 2)
    return replace(known, **more)  # type: ignore[arg-type]


def test_the_handbook_s_change_is_read_in_sixty_lines() -> None:
    """With three claims, an expectation, approvals, deals in flight, findings and conflicts; what is folded is counted."""
    lines = review_text.render(full()).splitlines()
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 80
    out = "\n".join(lines)
    for said in ("CONTRADICTED", "INCONCLUSIVE", "Expects", "108 deals in flight: 90 move, 18 need a person.", "Look out", "Why (", "13 more changes in", "They collide",
                 "It brings 3 new errors.", "Key kkkkkkkkkkkk", "  and "):
        assert said in out, said


def test_what_there_is_room_for_is_told() -> None:
    """The same change with less on it: its other changes stage by stage, and collisions."""
    out = review_text.render(full(proposal=None, facts=Facts(), standing=None, findings=(finding("Nobody gets there."),)))
    assert len(out.splitlines()) <= 60
    for said in ("What else changes", "Stages that go", "Where they collide", "    there: Yours says.", "It mends 5 findings that main has"):
        assert said in out, said


def test_a_change_of_many_processes_is_no_longer() -> None:
    """The most serious three are told of, and how many more there are."""
    one = full()
    lines = review_text.render(replace(one, pieces=one.pieces * 20)).splitlines()
    assert len(lines) <= 60 + 8
    assert "17 more documents that change." in lines


def test_the_first_screen_tells_what_a_leader_has_to_know() -> None:
    """Title, verdict, what the deals contradict, who must agree and who has, and the three most serious changes: 24 lines."""
    first = "\n".join(review_text.render(full(findings=())).splitlines()[:24])
    for said in ("Six weeks", "WAITING for 1 approval of 2", "BREAKING: ", "The deals contradict", "1 leader: lee has agreed", "1 other person: ben or lee",
                 "cem asks for changes.", "mia's approval doesn't count. mia approved something else.", "What changes most"):
        assert said in first, said
    assert sum(line.startswith(("  breaking     ", "  behavioural  ")) for line in first.splitlines()) == 3


def test_the_whole_is_in_the_data() -> None:
    """All keys are in the schema, and none is missing."""
    data = json.loads(review_json.render(full()))
    assert faults("review", data) == []
    assert data["approvals"]["counted"] == [{"asked": "leader", "role": "leader", "by": "lee"}]
    assert (data["approvals"]["enough"], data["approvals"]["objections"], data["approvals"]["log_head"]) == (False, ["cem"], "0123456789")
    assert [one["verdict"] for one in data["claims"]] == ["contradicts", "inconclusive", "supports"]
    assert data["expectations"][0]["guards"] == [{"measure": "time-to-agree", "must": "not-higher", "now": None}]
    assert (data["in_flight"]["deals"], data["in_flight"]["move"], data["in_flight"]["need_a_person"], data["in_flight"]["unknown"]) == (108, 90, 18, 2)
    assert faults("review", json.loads(review_json.render(packet()))) == []


READY = Standing("k", "forge", (Counted(Approval("manager", "manager", ("mia",)), "mia"),))


@pytest.mark.parametrize(("changes", "verdict", "said"), [
    ({}, "waiting", "WAITING for 1 approval"),
    ({"standing": READY}, "ready", "READY: everybody who must agree has"),
    ({"standing": replace(READY, objections=("ben", "cem"))}, "ready", "READY: everybody who must agree has, but ben and cem ask for changes"),
    ({"standing": READY, "facts": Facts((claimed("a", "contradicts"),))}, "ready",
     "READY: everybody who must agree has; the ruling has to answer 1 contradicted claim"),
    ({"standing": READY, "findings": (finding("Bad."),)}, "blocked", "CAN'T GO ON: It brings 1 error: Bad"),
    ({"proposal": Proposal(proposal="x", status="draft"), "findings": (finding("Bad."),)}, "blocked",
     "CAN'T GO ON: It is a draft: its author is not done (and 1 thing more)"),
    ({"proposal": Proposal(proposal="x", status="withdrawn")}, "blocked", "WITHDRAWN: its author has taken it back, so nobody has to agree"),
])
def test_the_verdict(changes: dict[str, object], verdict: str, said: str) -> None:
    """Ready, waiting, or something stands in the way, and what."""
    one = replace(packet(), **changes)  # type: ignore[arg-type]
    assert (review_verdict.verdict(one), review_verdict.said(one).text) == (verdict, said)
    assert json.loads(review_json.render(one))["verdict"] == verdict


def test_whoever_has_agreed_is_no_longer_asked() -> None:
    """Of two leaders one has, and the other still must."""
    two = (Approval("leader", "leader", ("lee", "mia")),) * 2
    agreement = Agreement("acme", Impact.BREAKING, two, ())
    one = packet(agreements=(agreement,), standing=Standing("k", "forge", (Counted(two[0], "mia"), Counted(two[1]))))
    assert [lines for _, lines in review_verdict.agreed(one)] == [["2 leaders: mia has agreed, still lee"]]


def test_a_claim_that_nobody_computed_says_why() -> None:
    """And comes last, with the reason that there is."""
    one = full(facts=Facts(why_not="The source isn't there."))
    assert {(claim.word, claim.counted) for claim in review_facts.claims(one)} == {("NOT COMPUTED", "The source isn't there.")}
    assert expected(one)[0].today == "The source isn't there."


def test_how_an_expectation_is_judged_is_said_before_anybody_agrees() -> None:
    """What it is today, what holds it, what refutes it, its guard; a fall likewise."""
    (one,) = expected(full())
    assert one.expects == "Win rate from 21 % to 27 % by 2027-06-30"
    assert one.today == "The deals say 19 % today (72 deals, likely 10 % to 29 %)."
    assert one.judged == ("Judged on 2027-06-30 by the deals that come after its release: held if win rate reaches 27 % or more and is clearly above 21 %; "
                          "not held if it stays clearly below 27 %, or time to agree clearly got higher; else inconclusive.")
    falls = Expectation.model_validate({"from": 41, "to": 30, "by": "2027-06-30"})
    days = Measured(Seen("days", 41, 72, 60, Interval(35, float("inf"))), confidence=0.9)
    proposal = Proposal(proposal="x", expects={"time-to-agree": falls})
    (one,) = expected(packet(proposal=proposal, facts=Facts(expected=(Expected("time-to-agree", falls, days, {}, differs="Other."),))))
    assert one.expects == "Time to agree from 41 days to 30 days by 2027-06-30"
    assert "reaches 30 days or less and is clearly below 41 days; not held if it stays clearly above 30 days; else" in one.judged
    assert one.today == "The deals say 41 days today (72 deals, likely 35 days or more), which is not what the author starts from."


def test_deals_in_flight_that_need_a_person_come_first() -> None:
    """Then those that move; those that stay are only counted, unless they lack what holds at once."""
    lacking = Standings("new-business", "trouble-named", "stays", "trouble-named", 9, {"trouble-named/told": 1})
    found = InFlight((lacking, Standings("new-business", "board-decides", "moves", "trouble-named", 1, {})), untracked=("trouble-named/heard",))
    one = packet(facts=Facts(in_flight=found))
    assert [line.said for line in in_flight(one)] == [
        "1 of 9 deals in “Trouble named” lacks “Told”, which holds for them at once.",
        "1 deal in “Board decides” goes on to “Trouble named”.",
        "Nobody knows who lacks “Heard”: no such fact is recorded.",
    ]
    assert (summed(found), summed(InFlight())) == ("10 deals in flight: 9 stay, 1 moves", "No deal is in flight")
    assert [line.needs_somebody for line in in_flight(full())][:3] == [True, True, True]


def test_a_long_title_pushes_no_reason_out() -> None:
    """Whoever writes one can't hide why deals need a person: a sentence in a comment has 600 characters."""
    title = "x " * 300
    before = packet().pieces[0].before
    assert before is not None
    stages = {**before.stages, "board-decides": before.stages["board-decides"].model_copy(update={"title": title})}
    piece = replace(packet().pieces[0], before=before.model_copy(update={"stages": stages}), after=None)
    why = f"“{title}” goes, and nothing says where its deals go."
    found = InFlight((Standings("new-business", "board-decides", "needs-a-person", "", 3, {"board-decides/x": 1}, why),), 4, unknown_stages={title: 4})
    one = packet(pieces=(piece,), facts=Facts(in_flight=found))
    needs, unknown = (next(line for line in review_markdown.render(one).splitlines() if start in line) for start in ("3 deals", "4 deals"))
    assert "need a person. " in needs
    assert needs.endswith("goes, and nothing says where its deals go.")
    assert unknown.endswith("which is no stage of the process, need a person.")


def test_where_nobody_counted_the_deals_the_plan_is_told() -> None:
    """The stages that go to one together."""
    assert [one.said for one in in_flight(full(facts=Facts()))] == [
        "Deals that stand in “Inbound lead” and “Meeting booked” go on to “Problem agreement”.",
        "Deals that stand in “Demo completed” go on to “Solution agreement”.",
    ]


def test_what_sums_all_stages_up_weighs_most() -> None:
    """And what it sums up is not told beside it."""
    first, *others = weighty(full())
    assert first.said.startswith("Every stage is replaced")
    assert not any(one.said.startswith("New stage") for one in others)


def test_what_a_terminal_would_obey_is_written_out() -> None:
    """In a claim, a name of the source, a stage that nobody knows, an approver, a remark."""
    wild = "x\x1b[31m\u202ey"
    standing = Standing("k", "forge", (Counted(LEADER, wild), Counted(ANYONE)), (Uncounted(wild, wild),), (wild,), (wild,))
    facts = Facts((claimed(wild, "contradicts", wild),), (), InFlight(unknown=1, unknown_stages={wild: 1}, notes=(wild,)), wild, None, wild)
    for one in (full(standing=standing, facts=facts, findings=()), full(facts=Facts(why_not=wild))):
        assert not set("\x1b\u202e") & set(review_text.render(one))
        assert faults("review", json.loads(review_json.render(one))) == []
