"""A review as a comment: what comes first, what is folded, how long it may be, and that a user's text is only text."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from processengine.model.proposal import Claim, Proposal
from processengine.proposals.facts import Facts, InFlight, Standings
from processengine.proposals.packet import Author, Packet, Reason, Revision
from processengine.report.diff_markdown import LIMIT
from processengine.report.review_markdown import render
from tests.report.hostile import PAYLOADS
from tests.report.test_diff_markdown import EXPECTED, OUR_HTML, tokens
from tests.report.test_review import collision, finding, packet
from tests.report.test_review_facts import STATED, claimed, full

EACH = pytest.mark.parametrize("payload", PAYLOADS)
CHART = {"new-business.yaml": "flowchart TB\n  a --> b\n"}


def wild(payload: str) -> Packet:
    """Return a review in which a user has written a payload wherever there is room for words."""
    claims = (claimed(payload, "contradicts", payload), claimed("x", "supports", payload))
    deals = InFlight(
        (Standings("new-business", payload, "needs-a-person", "", 3, {}, payload), Standings("new-business", "x", "stays", payload, 3, {f"x/{payload}": 2})), 2,
        unknown_stages={payload: 2}, untracked=(f"x/{payload}",), notes=(payload,),
    )
    proposal = Proposal.model_validate({"proposal": "x", "expects": {"win-rate": STATED}, "claims": {"later": Claim(says=payload)}})
    facts = Facts(tuple(replace(one, counted=payload, meaning=payload, why=payload) for one in claims), (), deals, payload, None, "d" * 16, (payload,))
    return packet(
        head=Revision(payload, "a" * 40), base=Revision(payload, "b" * 40), reason=Reason(payload, f"{payload}\n\n{payload}", "request", (Author("", payload, payload),)),
        findings=(finding(payload, payload),) * 12, collisions=(collision(payload, payload),), besides=(payload,), unread=(payload,), facts=facts, proposal=proposal, key="ab12" * 16,
    )


@EACH
def test_a_user_s_text_is_never_markup(payload: str) -> None:
    """No element, link, table, fence or heading comes from it."""
    found = tokens(render(wild(payload), CHART))
    assert {token.type for token in found} <= EXPECTED | {"blockquote_open", "blockquote_close", "fence"}
    assert {token.content for token in found if token.type == "html_inline"} <= OUR_HTML
    blocks = "".join(token.content for token in found if token.type == "html_block").split("\n")
    assert all(re.fullmatch(r"|</?details>|<summary>[\w ,]+</summary>|<sub>.*</sub>", line) for line in blocks), blocks
    assert [token.info for token in found if token.type == "fence"] == ["mermaid"]


@EACH
def test_nobody_is_called_and_nothing_is_linked(payload: str) -> None:
    """Neither GitHub nor GitLab finds a name, a number or an address in the finished page; and no line is a command to GitLab."""
    out = render(wild(payload))
    shown = "\n".join(token.content for token in tokens(out) if token.type in ("text", "text_special"))
    assert not re.search(r"@\w|#\w|\w://|www\.\w|(?<![0-9a-z])G[HL]-\d|:\w+:|mailto:\w|[!&%]\d|[~%]\w|\[\[|\{[+-]", shown, re.IGNORECASE)
    assert not re.search(r"^\s*/\w", out, re.MULTILINE)


@pytest.mark.parametrize("payload", ["/close", "/merge now", "!12 %3 ~bug &4 GL-5", "[[page]] [issue:12] {+new+} [-old-]", "```mermaid\ngraph TD\n```", "~~~\n```"])
def test_what_only_gitlab_obeys_is_text_too(payload: str) -> None:
    """Quick actions, references and insertions."""
    test_a_user_s_text_is_never_markup(payload)
    test_nobody_is_called_and_nothing_is_linked(payload)


def test_what_decides_comes_first() -> None:
    """The verdict, what the deals contradict, who must agree; then claims, the expectation, deals in flight, why and the changes."""
    out = render(full(findings=(finding("Bad."),), collisions=(collision("They collide."),)))
    order = ("## ", "CAN'T GO ON", "**Breaking**", "The deals contradict", "Must agree", "**What changes most**", "Look out", "### What it claims", "**CONTRADICTED**", "**INCONCLUSIVE**", "**SUPPORTED**",
             "### What it expects", "### Deals in flight", "**Needs somebody:**", "### Why", "Stages that go", "### New findings", "### Where they collide")
    places = [out.index(one) for one in order]
    assert places == sorted(places)


def test_a_claim_is_told_with_what_was_counted() -> None:
    """And what speaks against the verdict."""
    assert ("- **SUPPORTED** “Most deals that reach the evaluation end there undecided, whatever we send them”<br>24 of 72 deals that reached “Product evaluation” ended "
            "without a decision. That is 33 % (likely between 24 % and 45 %). The claim says at least 50 %.<br>But they are few.\n") in render(full())


def test_a_command_is_set_as_code() -> None:
    """And not in backticks that are shown."""
    assert "**CAN'T GO ON**: It brings 3 errors, which `processengine validate` explains.\n" in render(packet(findings=tuple(finding(f"Bad {number}.") for number in range(3))))


def test_the_verdict_is_there_however_little_room_there_is() -> None:
    """Signs that take eight characters each don't fill it."""
    out = render(packet(reason=Reason("@" * 2_000, "", "request", ()), unread=("@" * 2_000,)), {}, 20_000)
    assert "**CAN'T GO ON**" in out


def test_a_fence_is_longer_than_any_within() -> None:
    """A chart ends where it ends."""
    out = render(packet(), {"new-business.yaml": 'flowchart TB\n  a["````"]\n'})
    assert "\n`````mermaid\n" in out
    assert len([token for token in tokens(out) if token.type == "fence"]) == 1


def test_a_long_list_is_folded() -> None:
    """The first lines stand open, of very many the last are counted."""
    out = render(packet(findings=tuple(finding(f"Bad {number}.") for number in range(100))))
    assert "<summary>92 more findings</summary>" in out
    assert "\n- and 40 more\n" in out
    assert out.count("<details>") == out.count("</details>")


def test_the_picture_goes_first_and_that_is_said() -> None:
    """Before any sentence is left out."""
    chart = {"new-business.yaml": "flowchart TB\n" + "  s1 --> s2\n" * 2_000}
    out = render(packet(), chart)
    assert "mermaid" not in out
    assert "_1 picture left out here, for want of room. `processengine review -f html` has it._" in out
    assert "further change" not in out


def test_one_that_was_taken_back_asks_nobody() -> None:
    """It says so first, and has no list of who must agree; where nothing differs it has no impact either."""
    for pieces in (packet().pieces, ()):
        out = render(packet(proposal=Proposal(proposal="x", status="withdrawn"), pieces=pieces))
        assert out.splitlines()[2] == "**WITHDRAWN**: its author has taken it back, so nobody has to agree."
        assert "Must agree" not in out
        assert ("No impact" in out, "**Behavioural**" in out) == (False, bool(pieces))


WORDS = st.text(st.sampled_from("a1b2c3d@#<&`~*_[]()|$:/!{}\\\n ."), max_size=40)


@given(words=WORDS, times=st.sampled_from((1, 40, 2_000)), many=st.sampled_from((1, 15, 300)), limit=st.sampled_from((20_000, LIMIT)))
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
def test_it_is_never_longer_than_a_comment_may_be(words: str, times: int, many: int, limit: int) -> None:
    """However much there is to tell, and every fold is closed."""
    long = words * times
    stages = tuple(Standings("new-business", f"s{number}", "needs-a-person", "", 2, {}, long) for number in range(many))
    facts = Facts((claimed("x", "contradicts", long), *(claimed(f"y{number}", "supports", long) for number in range(many))), (), InFlight(stages, notes=(long,) * many), long, notes=(long,) * many)
    whole = full(
        reason=Reason(long, long, "request", ()), findings=(finding(long, long),) * many, collisions=(collision(long, long),) * many, facts=facts,
        besides=tuple(f"{long}{number}" for number in range(many)), unread=(long,) * many, mended=(finding(long),) * many,
    )
    out = render(whole, {"new-business.yaml": f"flowchart TB\n{long}\n"}, limit)
    assert len(out) <= limit
    assert out.count("\n<details>\n") == out.count("\n</details>\n")
    assert out.startswith("## ")
    assert "**CAN'T GO ON**" in out
