"""The reports of a review: each says all of it, in the room that it has, and takes a user's text for text."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from processengine.change import Impact
from processengine.diagnostic import Diagnostic, Severity
from processengine.diff.changeset import changesets
from processengine.model.process import Process
from processengine.proposals.conflicts import Collision
from processengine.proposals.facts import Facts
from processengine.proposals.packet import Author, Packet, Piece, Reason, Revision
from processengine.proposals.policy import Agreement, Approval
from processengine.proposals.settings_told import SettingTold
from processengine.report import review_html, review_json, review_markdown, review_text
from processengine.span import Span
from tests.git.team import PROCESS
from tests.revisions import revision

RENDERERS: dict[str, Callable[[Packet], str]] = {
    "text": review_text.render, "markdown": review_markdown.render, "html": review_html.render, "json": review_json.render,
}


def packet(old: str = PROCESS, new: str = PROCESS.replace("30", "45", 1), **more: object) -> Packet:
    """Return a review of one process, with nothing to look out for unless more is said."""
    before, after = revision(old), revision(new)
    assert isinstance(before.content, Process)
    assert isinstance(after.content, Process)
    (changeset,) = changesets([before], [after])
    known = Packet(
        base=Revision("main", "b" * 40), head=Revision("proposals/x", "a" * 40), fork="b" * 40,
        reason=Reason("Six weeks", "Boards meet late.\n\nOften.", "proposal", (Author("ana", "Ana", "ana@example.com"),)),
        proposal=None, pieces=(Piece(changeset, before.content, after.content, "1.2.0", "1.3.0", "1.2.0"),), findings=(), mended=(),
        agreements=(Agreement("acme", Impact.BEHAVIOURAL, (Approval("manager", "manager", ("mia",)),), ("ana",)),),
        collisions=(), others=0, base_moved=0,
    )
    return replace(known, **more)  # type: ignore[arg-type]


def finding(message: str, file: str = "x.yaml") -> Diagnostic:
    """Return a finding with a path through the graph."""
    return Diagnostic("unreachable-stage", Severity.ERROR, message, file, "stages.a", Span(3, 1, 3, 2), witness=("a", "b"))


def collision(message: str, title: str = "Yours") -> Collision:
    """Return a collision with what either side says."""
    return Collision("proposals/y", title, False, "edits", "x.yaml", "stages.a", message, ("Mine says.",), ("Yours says.",))  # noqa: FBT003


@pytest.mark.parametrize("format_", RENDERERS)
def test_each_report_says_all_that_a_reviewer_must_know(format_: str) -> None:
    """What, how serious, which version, who must agree, why, findings, collisions, and what else changes."""
    full = packet(findings=(finding("Nobody gets there."),), collisions=(collision("They collide."),), besides=("library.yaml",), base_moved=2,
                  unread=("broken.yaml",), settings_changed=True, others=1)
    out = " ".join(RENDERERS[format_](full).split())
    for said in ("Six weeks", "ehavioural" if format_ != "text" else "BEHAVIOURAL", "1.3.0", "mia", "Boards meet late.", "Nobody gets there.",
                 "They collide.", "Mine says.", "Yours says.", "library.yaml", "broken.yaml"):
        assert said in out, said


def test_the_first_screen_of_the_text_comes_before_everything_long() -> None:
    """Title, impact, who must agree and what to look out for stand within 24 lines, however long the rest is."""
    old, new = PROCESS, PROCESS.replace("    buyer: ", "    about: x\n    buyer: Other words. ")
    lines = review_text.render(packet(old, new, collisions=(collision("They collide."),), findings=(finding("Bad."),) * 30)).splitlines()
    first = "\n".join(lines[:24])
    for said in ("Six weeks", "Must agree", "Look out", "They collide.", "It brings 30 new errors."):
        assert said in first


def test_the_text_keeps_to_eighty_columns() -> None:
    """Sentences are wrapped under themselves."""
    full = packet(reason=Reason("A title " * 30, "A reason " * 60, "commits", (Author("", "Zoe", "zoe@example.com"),)),
                  findings=(finding("A finding that is long. " * 10),), collisions=(collision("They collide at length. " * 10),))
    assert max(map(len, review_text.render(full).splitlines())) <= 80


def test_nothing_to_look_out_for_is_said() -> None:
    """A reviewer need not wonder whether anybody has looked."""
    assert "Nothing to look out for: no new finding." in review_text.render(packet())
    assert "no conflict (merged on trial with 3 other open proposals)" in " ".join(review_text.render(packet(others=3)).split())


def test_a_sentence_that_names_its_stage_needs_no_heading() -> None:
    """A heading stands over several sentences, or over one that doesn't say where."""
    one = review_text.render(packet())
    assert "  behavioural  The limit in “Trouble named” rises" in one
    assert "\n  “Trouble named”\n" not in one
    found = "    buyer: Everyone who must agree has been found and heard\n"
    many = PROCESS.replace("max_days: 30", "max_days: 45").replace(found, f"{found}    max_days: 10\n")
    two = review_text.render(packet(new=many.replace("    buyer: Someone says what is wrong", "    title: Trouble\n    buyer: Somebody says it")))
    assert "What else changes in New business (new-business)\n  “Trouble” (was “Trouble named”)\n    editorial  " in two
    assert two.count("“Board decides” rises") == 1


def test_findings_of_one_kind_are_told_once_with_their_number() -> None:
    """And of many the first three; errors stand in the way, so the verdict tells of those."""
    out = review_text.render(packet(findings=(odd("Bad."),) * 30))
    assert "  ! Warning, 30 times: Bad.\n" in out
    out = review_text.render(packet(findings=tuple(odd(f"Bad {number}.") for number in range(5))))
    assert "  ! Warning: Bad 2.\n  ! And 2 more, which stand below.\n" in out
    out = review_text.render(packet(findings=(finding("Bad."),)))
    assert "CAN'T GO ON: It brings 1 error: Bad\n" in out
    assert "! Error" not in out


def odd(message: str) -> Diagnostic:
    """Return a warning."""
    return replace(finding(message), severity=Severity.WARNING)


def test_deals_in_flight_that_nobody_could_count_are_said() -> None:
    """With the reason, where no claim says it."""
    assert "\nDeals in flight\n  Not asked: There is no source.\n" in review_text.render(packet(facts=Facts(why_not="There is no source.")))


def test_nothing_to_look_out_for_keeps_to_the_width() -> None:
    """With others open too."""
    assert max(map(len, review_text.render(packet(others=1)).splitlines())) <= 80


def test_a_reason_is_marked_as_the_authors() -> None:
    """Whatever it is taken from."""
    for source, said in (("proposal", "as the author states it"), ("request", "as the pull request states it"), ("commits", "from the messages of its commits")):
        reason = replace(packet().reason, source=source)  # type: ignore[arg-type]
        for format_ in ("text", "markdown", "html"):
            assert said in RENDERERS[format_](packet(reason=reason))


def test_a_rename_that_nobody_wrote_down_is_something_to_look_out_for() -> None:
    """As it stands it loses the deals' history."""
    out = " ".join(review_text.render(packet(new=PROCESS.replace("board-decides", "board-has-decided"))).split())
    assert "1 rename told here is a guess: without the earlier id in `was`, deals and history are not kept" in out


def test_an_approval_that_nobody_can_give_is_told() -> None:
    """So that somebody adds a person."""
    agreements = (Agreement("acme", Impact.BREAKING, (Approval("leader", "leader", ("lee",)), Approval("manager", "anyone", ("lee",), is_open=True)), ("ana",)),)
    out = " ".join(review_text.render(packet(agreements=agreements)).split())
    assert "1 leader: lee" in out
    assert "1 manager (nobody is left for that, so it falls to anyone else): somebody else (nobody is left beside lee)" in out


def test_a_comment_fits_into_what_github_takes() -> None:
    """However much there is to tell; what is left out is said."""
    long = "word " * 3_000
    full = packet(reason=Reason(long, long * 5, "request", ()), findings=(finding(long),) * 200, collisions=(collision(long),) * 200,
                  besides=tuple(f"{number}.md" for number in range(5_000)))
    out = review_markdown.render(full, {"new-business.yaml": "flowchart TB\n" + "  s1 --> s2\n" * 9_000})
    assert len(out) <= 65_536
    assert out.count("left out here, for want of room") >= 2


PAYLOADS = ["<script>x</script>", '"><img src=x onerror=y>', "![x](http://evil.example)", "@everyone", "\x1b[31mred", "\u202egnp", "<!-- x", "```\n# x", "{0.__class__}", "%s"]


class Elements(HTMLParser):
    """Collects the elements of a page, with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its attributes' names."""
        self.found |= {(tag, name) for name, _ in attrs} | {(tag, "")}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_users_text_is_text_in_every_report(payload: str) -> None:
    """In titles, reasons, names, findings, collisions and the names of branches and files."""
    calm = packet(PROCESS, PROCESS.replace("Someone says what is wrong", "Calm"), findings=(finding("calm"),), collisions=(collision("calm"),), besides=("calm",))
    wild = packet(
        PROCESS, PROCESS.replace("Someone says what is wrong", json.dumps(payload)),
        head=Revision(payload, "a" * 40), base=Revision(payload, "b" * 40),
        reason=Reason(payload, payload, "request", (Author("", payload, payload),)),
        findings=(finding(payload, payload),), collisions=(collision(payload, payload),), besides=(payload,), unread=(payload,),
    )
    assert json.loads(review_json.render(wild))["title"] == payload
    text, markdown = review_text.render(wild), review_markdown.render(wild)
    assert not re.search("[\x1b\u202e]", text + markdown)
    prose = re.sub(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", "", markdown)  # in code nothing is read
    assert not any(sign in prose for sign in ("@everyone", "<script", "<img", "<!--", "![x]("))
    seen = []
    for one in (calm, wild):
        elements = Elements()
        elements.feed(review_html.render(one))
        seen.append(elements.found)
    assert seen[0] == seen[1]


def test_the_data_of_a_review_has_these_keys() -> None:
    """Keys are only ever added."""
    data = json.loads(review_json.render(packet()))
    assert data["schema"] == "processengine/review/1"
    assert set(data) >= {
        "base", "head", "fork", "base_moved", "proposal", "title", "why", "stated_in", "authors", "impact", "processes", "findings", "mended",
        "must_agree", "conflicts", "open_proposals", "other_files", "unreadable_files", "settings_changed",
    }
    (process,) = data["processes"]
    assert set(process) >= {"process", "title", "impact", "required_bump", "version", "next_version", "changes", "atoms"}
    assert data["must_agree"][0]["approvals"] == [{"asked": "manager", "role": "manager", "people": ["mia"], "open": False}]


def test_each_report_tells_every_setting_to_its_end() -> None:
    """With what it was and what it becomes, however long it is and however many there are; the most serious three come first."""
    long = "ana: roles rep → leader; about none → " + "word " * 90 + "END1."
    many = [SettingTold(f"people.{number}", f"p{number}: roles none → leader.", None, {}, decides=True) for number in range(60)]
    full = packet(pieces=(), settings_changed=True, settings=("people.ana",), settings_told=(SettingTold("people.ana", long, None, {}, decides=True), *many))
    for format_ in ("text", "html", "json"):
        out = " ".join(RENDERERS[format_](full).split())
        assert all(said in out for said in ("roles rep → leader", "END1", "p0: roles none → leader.", "p59: roles none → leader.")), format_
    assert "ana: roles rep → leader" in review_markdown.render(full)
    lines = review_text.render(full).splitlines()
    assert lines.index("What changes most") < 24
    assert "  breaking     p1: roles none → leader." in lines[:24]
    assert max(map(len, lines)) <= 80
