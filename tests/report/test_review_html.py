"""A review as a page: it stands alone, tells first what decides, and takes a user's text for text."""

import re
from dataclasses import replace
from typing import Any

import pytest

from processengine.model.proposal import Proposal
from processengine.proposals.facts import Facts, InFlight, Standings
from processengine.report.page.review_style import REVIEW_STYLE
from processengine.report.pictures import Pictures
from processengine.report.review_html import render
from processengine.report.safe import visible
from tests.report.hostile import PAYLOADS
from tests.report.reader import Reader
from tests.report.test_review import collision, finding, packet
from tests.report.test_review_facts import full
from tests.report.test_review_markdown import wild

DRAWN = {"new-business.yaml": Pictures('<svg width="300pt" height="9pt"><title>Before</title></svg>', '<svg width="300pt" height="9pt"><title>After</title></svg>', "A <outline>\n")}


def shape(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the elements of a page in order, with the names of their attributes."""
    return [(tag, tuple(attributes)) for tag, attributes in Reader(page).tags]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_user_s_text_is_never_markup(payload: str) -> None:
    """The elements are those of a calm text, one by one, and the text is there letter by letter; only a `why` has paragraphs of its own."""
    page = render(wild(payload))
    found = Reader(page)
    assert visible(" ".join(payload.split())) in found.shown
    calm = [one for one in shape(render(wild("calm"))) if one != ("p", ())]
    assert [one for one in shape(page) if one != ("p", ())] == calm
    assert not [name for _, attributes in found.tags for name in attributes if name.startswith("on") or name == "src"]


def test_nothing_runs_and_nothing_is_fetched() -> None:
    """No script, no address, and a policy that would forbid both."""
    page = render(full(), DRAWN)
    assert "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'" in page
    assert not re.search(r"<script|<link|<iframe|<img|src=|url\(|@import|https?:", page)


def test_what_decides_comes_first() -> None:
    """The verdict, what the deals contradict, who must agree; claims, expectation, deals in flight; the change, collisions, findings, the key."""
    page = render(full(findings=(finding("Bad."),), collisions=(collision("They collide."),), key="ab12" * 16), DRAWN)
    order = ('class="ruling blocked"', "CAN'T GO ON".replace("'", "&#x27;"), 'class="verdict breaking"', "The deals contradict", "Must agree", "<h2>What changes most</h2>", "Look out", "What it claims", "CONTRADICTED",
             "INCONCLUSIVE", "SUPPORTED", "What it expects", "Deals in flight", "Why, as the author states it", "<svg", "Where they collide", "New findings", "Key <code>ab12")
    places = [page.index(one) for one in order]
    assert places == sorted(places)


@pytest.mark.parametrize(("kind", "more"), [("blocked", {"findings": (finding("Bad."),)}), ("waiting", {}), ("ready", {"agreements": ()})])
def test_the_verdict_is_told_in_words_and_by_the_form_of_its_box(kind: str, more: dict[str, Any]) -> None:
    """Colours only help."""
    assert f'<div class="ruling {kind}"><p><strong>' in render(packet(**more))
    assert f".{kind} {{" in REVIEW_STYLE


def test_deals_in_flight_are_a_table() -> None:
    """Who needs a person first, then who moves, then who stays; what they lack in the words of the process."""
    stages = (
        Standings("new-business", "trouble-named", "stays", "trouble-named", 1_200, {"trouble-named/agreed": 7}), Standings("new-business", "team-assembled", "moves", "board-decides", 5, {}),
        Standings("new-business", "board-decides", "needs-a-person", "", 3, {}, "It goes."),
    )
    found = InFlight(stages, 2, unknown_stages={"Odd": 2}, untracked=("board-decides/dated",), notes=("Some rows don't count.",))
    page = render(packet(facts=Facts(in_flight=found)))
    rows = [re.sub(r"<[^>]+>", "|", row) for row in re.findall(r"<tr>(.*?)</tr>", page.partition("Deals in flight")[2])]
    assert [re.sub(r"\|+", "|", row) for row in rows] == [
        "|Stage now|Deals|Afterwards|What they lack|", "|Odd|2|need a person|: it is no stage of the process|", "|Board decides|3|need a person|. It goes.|",
        "|Team assembled|5|move to Board decides|", "|Trouble named|1,200|stay|7 lack “Agreed”|",
    ]
    assert "Nobody knows who lacks “Dated”: no such fact is recorded." in Reader(page).shown
    assert "Some rows don't count." in Reader(page).shown


def test_where_nobody_lacks_anything_there_is_no_column_for_it() -> None:
    """A table has no empty column."""
    page = render(packet(facts=Facts(in_flight=InFlight((Standings("new-business", "trouble-named", "stays", "trouble-named", 2, {}),)))))
    assert "What they lack" not in page


def test_deals_that_nobody_could_count_are_said() -> None:
    """With the reason."""
    assert "The source has no history." in Reader(render(packet(facts=Facts(in_flight=InFlight(why_not="The source has no history."))))).shown
    assert "Not asked: There is no source." in Reader(render(packet(facts=Facts(why_not="There is no source.")))).shown


def test_a_command_is_set_as_code() -> None:
    """What a terminal shows in backticks."""
    page = render(packet(findings=tuple(finding(f"Bad {number}.") for number in range(3))))
    assert "It brings 3 errors, which <code>processengine validate</code> explains." in page


def test_it_is_made_for_paper_and_for_a_phone() -> None:
    """No row is cut in two on paper, columns repeat their heads; on a phone each cell says what it is."""
    paper, phone = REVIEW_STYLE.partition("@media print")[2], REVIEW_STYLE.partition("@media (max-width")[2]
    assert "size: A4" in paper
    assert "tr, li," in paper
    assert "break-inside: avoid" in paper
    assert "table-header-group" in paper
    assert "attr(data-label)" in phone
    assert 'data-label="Afterwards"' in render(full())


def test_one_that_was_taken_back_asks_nobody() -> None:
    """It says so first, and has no list of who must agree; where nothing differs it has no impact either."""
    withdrawn = Proposal(proposal="x", status="withdrawn")
    for pieces in (packet().pieces, ()):
        page = render(packet(proposal=withdrawn, pieces=pieces))
        assert "<strong>WITHDRAWN</strong>" in page
        assert "Must agree" not in page
        assert ("No impact" in page, "Behavioural" in page) == (False, bool(pieces))


def test_each_library_s_approvers_stand_under_its_name() -> None:
    """Where a change touches several."""
    (one,) = packet().agreements
    page = render(packet(agreements=(one, replace(one, library="other"))))
    assert "<h3>acme</h3>" in page
    assert "<h3>other</h3>" in page
