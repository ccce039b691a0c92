"""Every change in a sentence that a sales leader would say."""

from copy import deepcopy
from typing import Any

import pytest

from processengine.diff.changeset import changesets
from processengine.diff.revision import Revision
from processengine.model.journey import Journey
from processengine.model.process import Process

BASE: dict[str, Any] = {
    "process": "new-business", "title": "New business", "from_anywhere": ["lost", {"to": "stayed-put", "when": "What they have will do"}],
    "roles": {"seller": {}, "partner": {"title": "Implementation partner"}},
    "buying_team": {"champion": {"title": "Head of accounting"}, "cfo": {"kind": "economic-buyer"}},
    "kits": {"board-paper": {"for": ["champion"], "file": "kits/board-paper.md"}},
    "change_work": {"rota": {"settle": "Who works which evenings", "who": ["champion"]}},
    "stages": {
        "trouble-named": {
            "buyer": "Someone says what is wrong", "max_days": 30, "probability": 10, "involves": ["champion"],
            "exit_criteria": {"cost": {"fact": "The buyer has written down what it costs", "proof": "email"}},
            "plays": {"ask": {"do": "Ask how they came to live with it", "by": "seller"}},
            "next": ["solution-agreed", {"to": "waiting", "when": "They want to wait a year"}],
        },
        "solution-agreed": {"next": ["terms-agreed", "trouble-named"], "from_anywhere": []},
        "terms-agreed": {"next": ["won"], "plays": {"page": {"do": "Write the page", "kit": "board-paper"}}},
        "waiting": {"parked": True, "max_days": 365},
        "won": {"outcome": "won", "continues_in": ["client-excellence"]}, "lost": {"outcome": "lost", "records": {"note": {}}},
        "stayed-put": {"outcome": "no-decision", "because": "status-quo"},
    },
    "measures": {
        "win-rate": {"share": {"outcome": "won"}, "among": {"reached": "trouble-named"}, "within": "180 days", "target": 0.21},
        "time-to-agree": {"duration": {"from": {"reached": "trouble-named"}, "to": {"reached": "terms-agreed"}}, "target": 40},
    },
}

NOTHING = object()
FACT = "The buyer has written down what it costs"

SAID: list[tuple[str, Any, str]] = [
    ("title", "Hunting", "The process is now called “Hunting” instead of “New business”."),
    ("led_by", "seller", "The process is now led by “Seller”."),
    ("reviewed", "2026-09-30", "Leadership last reviewed the process on 30 September 2026."),
    ("review_every", "90 days", "The process must now be reviewed every 90 days."),
    ("motion", "existing-accounts", "The motion is now “existing accounts”."),
    ("client_result", "They close in two days", "What the client gets is now written down: They close in two days."),
    ("start", "solution-agreed", (
        "New deals now start in “Solution agreed” instead of “Trouble named”. "
        "So deals can reach “Won” without passing “Trouble named”: “Solution agreed” → “Terms agreed” → “Won”.")),
    ("stages.trouble-named.title", "The trouble", "“Trouble named” is now called “The trouble”."),
    ("stages.trouble-named.buyer", "They say it", "What the buyer does in “Trouble named” now reads: They say it."),
    ("stages.trouble-named.max_days", 45, "The limit in “Trouble named” rises from 30 to 45 days."),
    ("stages.trouble-named.max_days", NOTHING, "Deals may now stay in “Trouble named” as long as they need; it was 30 days."),
    ("stages.solution-agreed.max_days", 1, "Deals may now stay in “Solution agreed” for 1 day at most; there was no limit."),
    ("stages.trouble-named.probability", 12.5, "A deal in “Trouble named” now counts as 12.5% likely to be won instead of 10%."),
    ("stages.solution-agreed.closed_door", True,
     "“Solution agreed” now happens behind a closed door: the buyer decides without us in the room."),
    ("stages.trouble-named.involves", ["cfo", "champion"], "“Trouble named” now also involves “Cfo”."),
    ("stages.trouble-named.involves", ["cfo"], "“Trouble named” now also involves “Cfo” and no longer involves “Head of accounting”."),
    ("stages.solution-agreed.led_by", "partner", "“Solution agreed” is now led by “Implementation partner”."),
    ("stages.waiting.parked", False, "“Waiting” is no longer a place where deals wait: they are worked on there."),
    ("stages.lost.outcome", "admin", "“Lost” now ends a deal as made in error instead of as lost."),
    ("stages.stayed-put.because", "indecision",
     "“Stayed put” now means that there was no decision because they can't agree, not because what they have is good enough for them."),
    ("stages.trouble-named.from_anywhere", ["lost"],
     "From “Trouble named” deals can no longer leave for “Stayed put”."),
    ("stages.trouble-named.next", ["solution-agreed", {"to": "waiting", "when": "They want to wait a year"}, "terms-agreed"],
     ("Deals can now go from “Trouble named” to “Terms agreed”. "
      "So deals can reach “Won” without passing “Solution agreed”: “Trouble named” → “Terms agreed” → “Won”.")),
    ("stages.solution-agreed.next", ["terms-agreed"], "A loop is gone: deals can no longer go back from “Solution agreed” to “Trouble named”."),
    ("stages.trouble-named.next", ["solution-agreed", {"to": "waiting", "when": "Not this year"}],
     "Deals may now go from “Trouble named” to “Waiting” when: Not this year. Before: They want to wait a year."),
    ("stages.terms-agreed.next", ["won", {"to": "renewal/year-counted", "when": "They have us already"}],
     "Deals can now go from “Terms agreed” into the process “Renewal”, to its stage “Year counted”, when: They have us already."),
    ("stages.won.continues_in", [], "Deals can no longer continue from “Won” in the process “Client excellence”."),
    ("from_anywhere", [{"to": "stayed-put", "when": "What they have will do"}], "Deals can no longer leave for “Lost” from any stage."),
    ("from_anywhere", ["lost", "stayed-put"],
     "Deals may now leave for “Stayed put” from any stage without a condition; it was only when: What they have will do."),
    ("stages.solution-agreed.exit_criteria", {"names": {"fact": "The buyer has listed who must agree", "when": "The deal is large"}},
     "To go on from “Solution agreed”, this must now hold too: The buyer has listed who must agree (when: The deal is large)."),
    ("stages.trouble-named.exit_criteria", NOTHING, f"To go on from “Trouble named”, this need no longer hold: {FACT}."),
    ("stages.trouble-named.exit_criteria.cost.fact", "They have told us", (
        f"To go on from “Trouble named”, what must hold now reads: They have told us. It read: {FACT}.")),
    ("stages.trouble-named.exit_criteria.cost.proof", "document",
     f"To go on from “Trouble named”, “{FACT}” must now be shown by a document instead of an email."),
    ("stages.trouble-named.exit_criteria.cost.required", False,
     f"To go on from “Trouble named”, this is still looked for and need no longer hold: {FACT}."),
    ("stages.trouble-named.exit_criteria.cost.applies", "now",
     f"To go on from “Trouble named”, this now holds at once, also for deals that are there already: {FACT}."),
    ("exit_criteria", {"step": {"fact": "They own the next step"}}, "To go on from any stage, this must now hold too: They own the next step."),
    ("stages.lost.records.reason", {"title": "Why we lost it", "required": True},
     "When a deal enters “Lost” we must now write down: Why we lost it."),
    ("stages.trouble-named.plays", NOTHING, "In “Trouble named” this play is dropped: Ask how they came to live with it."),
    ("stages.terms-agreed.plays.who", {"do": "Write the page together", "asks": ["Who else?", "Why now?"]},
     "In “Terms agreed” sellers may now also do this: Write the page together. Questions to ask: “Who else?” and “Why now?”"),
    ("stages.trouble-named.plays.ask.by", "partner", "The play “Ask” in “Trouble named” is now up to “Implementation partner” instead of “Seller”."),
    ("stages.trouble-named.plays.ask.kit", "board-paper", "The play “Ask” in “Trouble named” now hands over “Board paper”."),
    ("kits.board-paper.for", ["champion", "cfo"], "The kit “Board paper” now also serves “Cfo”."),
    ("kits.board-paper.file", "kits/page.md", "The kit “Board paper” is now the file “kits/page.md” instead of “kits/board-paper.md”."),
    ("buying_team.legal", {}, "The buying team now also has “Legal”."),
    ("buying_team.champion.title", "Head of finance", "“Head of accounting” is now called “Head of finance”."),
    ("roles.sdr", {"title": "Sales development"}, "On our side there is now the role “Sales development”."),
    ("change_work.contract", {"settle": "What happens to the contract"},
     "Before the buyer chooses, this must now be settled too: What happens to the contract."),
    ("change_work.rota.who", ["champion", "cfo"], "“Rota” now also concerns “Cfo”."),
    ("measures.win-rate.target", 0.27, "“Win rate” now aims at 27% instead of 21%."),
    ("measures.time-to-agree.target", 30, "“Time to agree” now aims at 30 days instead of 40 days."),
    ("measures.win-rate.within", "90 days", "“Win rate” now watches each deal for 90 days, not for 180 days."),
    ("measures.win-rate.among", {"reached": "terms-agreed"},
     "“Win rate” is now a share of the deals that reach “Terms agreed”; it was of those that reach “Trouble named”."),
    ("measures.win-rate.share", {"outcome": "no-decision"}, (
        "“Win rate” is measured otherwise: it is now the share of deals that end without a decision among those that reach “Trouble named”, "
        "within 180 days; it was the share of deals that end as won among those that reach “Trouble named”, within 180 days.")),
    ("measures.time-to-agree", NOTHING,
     "The measure “Time to agree” is gone: the days from when deals reach “Trouble named” until they reach “Terms agreed”."),
    ("measures.dials", {"ratio": {"of": {"activity": "dial"}, "per": {"activity": "conversation", "with_decision_maker": True}}, "last": "28 days",
                        "each": "week", "by": "rep"},
     "A new measure “Dials”: the dials for each of the conversations with a decision maker, of the last 28 days, each week, by rep."),
    ("about", "Read this first", "The process now comes with a note: Read this first."),
    ("covers", [], "The process now answers for no phase."),
    ("stages.trouble-named.from_anywhere", [], "From “Trouble named” deals can no longer leave for “Lost” or “Stayed put”."),
    ("stages.solution-agreed.next", ["trouble-named", {"to": "terms-agreed", "needs": ["cost"]}],
     "To go from “Solution agreed” to “Terms agreed”, only this must now hold: Cost."),
    ("stages.trouble-named.next", [{"to": "solution-agreed", "needs": []}, {"to": "waiting", "when": "They want to wait a year"}],
     "Deals may now go from “Trouble named” to “Solution agreed” without anything having to hold first."),
    ("stages.terms-agreed.exit_criteria", {"read": {"fact": "Counsel has read it", "required": False, "applies": "now"}},
     ("To go on from “Terms agreed”, this may now be looked for too; it is not required: Counsel has read it. "
      "It holds at once, also for deals that are there already.")),
    ("stages.terms-agreed.plays.page.equips", [], "The play “Page” in “Terms agreed” now equips nobody."),
    ("stages.solution-agreed.from_anywhere", NOTHING, "From “Solution agreed” deals can now leave for “Lost” or “Stayed put”."),
    ("stages.lost.records.note", NOTHING, "When a deal enters “Lost” we no longer write down: Note."),
    ("kits.board-paper", NOTHING, "The kit “Board paper” is gone."),
    ("kits.peer-call", {"for": ["champion", "cfo"]}, "There is now a kit “Peer call” for “Head of accounting” and “Cfo”."),
    ("roles.partner", NOTHING, "On our side the role “Implementation partner” is gone."),
    ("buying_team.cfo", NOTHING, "The buying team no longer has “Cfo”."),
    ("change_work.rota", NOTHING, "Before the buyer chooses, this need no longer be settled: Who works which evenings."),
    ("measures.equipped", {"share": {"kit": "board-paper"}, "among": [{"play": "trouble-named/ask"}, {"criterion": "trouble-named/cost"}]}, (
        "A new measure “Equipped”: the share of deals that get the kit “Board paper” among those that see the play “Ask” of “Trouble named” "
        "and show the fact “Cost” of “Trouble named”.")),
    ("measures.clients", {"share": {"reached": "client-excellence/alone"}, "among": {"outcome": "won"}, "within": "365 days", "about": "client"},
     "A new measure “Clients”: the share of deals that reach “Alone” in “Client excellence” among those that end as won, within 365 days."),
    ("measures.touched", {"count": {"activity": "meeting", "account": "target"}, "last": "90 days"},
     "A new measure “Touched”: the number of meetings with target accounts, of the last 90 days."),
    ("measures.seen", {"share": {"activity": "meeting"}}, "A new measure “Seen”: the share of deals that see meetings."),
    ("measures.meetings-per-close", {"ratio": {"of": {"activity": "meeting"}, "per": {"outcome": "won"}}},
     "A new measure “Meetings per close”: the meetings for each of the deals that end as won."),
    ("stages.trouble-named.max_days", 1, "The limit in “Trouble named” falls from 30 to 1 day."),
    ("stages.trouble-named.probability", NOTHING, "“Trouble named” no longer has a probability; it was 10%."),
    ("stages.trouble-named.plays.ask.asks", ["What broke?"], "The play “Ask” in “Trouble named” now asks: “What broke?”"),
    ("stages.trouble-named.from_anywhere", [{"to": "lost", "when": "They say no"}, "stayed-put"],
     "“Trouble named” now has its own list of where deals may leave to, with the same as before in it."),
    ("stages.trouble-named.exit_criteria.cost.tests", ["champion"],
     f"The fact “{FACT}” now tests whether “Head of accounting” sells for us."),
    ("roles.partner.kind", "seller", "The role “Implementation partner” is now of kind seller."),
    ("measures.win-rate.baseline", 0.2, "The baseline of “Win rate” is now 20%."),
    ("measures.win-rate.among", NOTHING, "“Win rate” is now a share of all deals; it was of those that reach “Trouble named”."),
    ("stages.unsure", {"outcome": "no-decision"}, "Deals can now end without a decision in “Unsure”."),
    ("stages.later", {"parked": True, "max_days": 90}, "Deals can now wait in “Later”. A deal may stay there for 90 days."),
]


def changed(path: str, value: Any) -> dict[str, Any]:
    """Return the process with the value at a path set or left out."""
    data = deepcopy(BASE)
    *way, last = path.split(".")
    here: Any = data
    for key in way:
        here = here.setdefault(key, {})
    if value is NOTHING:
        del here[last]
    else:
        here[last] = value
    return data


def told(new: dict[str, Any]) -> list[str]:
    """Return the sentences about what changed from the base."""
    return [change.message for change in changesets(*([Revision(Process.model_validate(data))] for data in (BASE, new)))[0].changes]


@pytest.mark.parametrize(("path", "value", "sentence"), SAID, ids=lambda value: value if isinstance(value, str) and " " not in value else "")
def test_what_is_said(path: str, value: Any, sentence: str) -> None:
    """One change, one sentence, with titles for ids and units for numbers."""
    assert told(changed(path, value)) == [sentence]


def test_a_new_stage_says_where_it_stands_and_what_holds_there() -> None:
    """Between those that ways lead from and to, with the buyer's words and the facts to go on."""
    new = deepcopy(BASE)
    stages = {}
    for name, stage in BASE["stages"].items():
        stages[name] = stage
        if name == "solution-agreed":
            stages["priority-agreed"] = {
                "buyer": "A senior decision-maker says that it comes first", "max_days": 20, "probability": 40, "next": ["terms-agreed"],
                "exit_criteria": {"budget": {"fact": "The budget is confirmed"}, "map": {"fact": "They told us who approves", "required": False}},
            }
    new["stages"] = stages
    stages["trouble-named"] = {**stages["trouble-named"], "next": [*stages["trouble-named"]["next"], "priority-agreed"]}
    (sentence,) = [one for one in told(new) if "New stage" in one]
    assert sentence == (
        "New stage “Priority agreed” between “Trouble named” and “Terms agreed”: A senior decision-maker says that it comes first. "
        "To go on from there: The budget is confirmed; They told us who approves (not required). A deal may stay there for 20 days. "
        "A deal there counts as 40% likely to be won."
    )


def test_a_stage_that_is_gone_is_told_by_its_old_name() -> None:
    """And the way past it is told with it."""
    new = deepcopy(BASE)
    del new["stages"]["terms-agreed"]
    new["stages"]["solution-agreed"]["next"] = ["won", "trouble-named"]
    del new["measures"]["time-to-agree"]
    assert told(new)[0] == "“Terms agreed” is gone: deals now go from “Solution agreed” straight to “Won”."


def test_a_stage_that_is_gone_says_which_numbers_go_with_it() -> None:
    """The forecast and the limit, in brackets: whoever reads the forecast must see that it changes."""
    old, new = deepcopy(BASE), deepcopy(BASE)
    del new["stages"]["terms-agreed"]
    new["stages"]["solution-agreed"]["next"] = ["won", "trouble-named"]
    said = []
    for more in ({"probability": 37.5}, {"forecast": "commit"}, {"probability": 40, "forecast": "best-case", "max_days": 20}):
        old["stages"]["terms-agreed"] = {**BASE["stages"]["terms-agreed"], **more}
        sides = ([Revision(Process.model_validate(data))] for data in (old, new))
        said.append(changesets(*sides)[0].changes[0].message.partition(": ")[0])
    assert said == [
        "“Terms agreed” (forecast at 37.5%) is gone", "“Terms agreed” (forecast as commit) is gone",
        "“Terms agreed” (forecast as best case at 40%, at most 20 days) is gone",
    ]


def test_an_outcome_that_is_gone_has_no_forecast_to_tell() -> None:
    """Won is at 100 and lost at 0 whatever anybody writes."""
    old, new = deepcopy(BASE), deepcopy(BASE)
    old["stages"]["stayed-put"]["probability"] = 0
    del new["stages"]["stayed-put"]
    new["from_anywhere"] = ["lost"]
    assert [sentence for sentence in (change.message for change in changesets(
        *([Revision(Process.model_validate(data))] for data in (old, new)))[0].changes) if "gone" in sentence] == [
        "“Stayed put” is gone: no deal ends there any more."
    ]


def test_a_new_stage_says_its_forecast_category() -> None:
    """In the same breath as its probability."""
    stage = {"next": ["won"], "probability": 90, "forecast": "commit"}
    new = changed("stages.board-decides", stage)
    (sentence,) = [one for one in told(new) if "Board decides" in one]
    assert sentence.endswith("A deal there counts as 90% likely to be won. It is forecast as commit.")


def test_a_rename_is_told_by_title_and_by_id_only_where_no_title_changed() -> None:
    """Most people know a stage by its title."""
    new = deepcopy(BASE)
    new["stages"] = {"trouble" if name == "trouble-named" else name: stage for name, stage in new["stages"].items()}
    new["stages"]["trouble"]["was"] = ["trouble-named"]
    assert told(new)[0] != ""
    old, named = deepcopy(BASE), deepcopy(new)
    for data, name in ((old, "trouble-named"), (named, "trouble")):
        data["stages"][name]["title"] = "Trouble"
    sentences = [
        [change.message for change in changesets([Revision(Process.model_validate(one))], [Revision(Process.model_validate(other))])[0].changes
         if change.kind == "stage-renamed"]
        for one, other in ((BASE, new), (old, named))
    ]
    assert sentences == [["“Trouble named” is now called “Trouble”."], ["“Trouble” is now kept under the id `trouble` instead of `trouble-named`."]]


def test_a_text_of_several_lines_is_told_on_one() -> None:
    """Whatever the file's layout, a sentence is a line."""
    assert told(changed("stages.trouble-named.buyer", "They say\n\nwhat is  wrong.\n")) == [
        "What the buyer does in “Trouble named” now reads: They say what is wrong."
    ]


def test_where_deals_start_is_told_as_the_same_where_it_is() -> None:
    """Saying so in words, while the list begins otherwise, moves no deal."""
    new = deepcopy(BASE)
    new["start"] = "trouble-named"
    new["stages"] = {name: new["stages"][name] for name in ("lost", *(one for one in BASE["stages"] if one != "lost"))}
    assert told(new) == [
        "New deals still start in “Trouble named”, as the process now says itself.", "“Lost” now comes first in the list.",
    ]


def test_a_name_that_is_written_out_is_the_same_name() -> None:
    """After a rename the old name may have to be said, and then nothing is called otherwise."""
    new = deepcopy(BASE)
    new["stages"] = {"parked" if name == "waiting" else name: stage for name, stage in new["stages"].items()}
    new["stages"]["parked"] = {**new["stages"]["parked"], "was": ["waiting"], "title": "Waiting"}
    new["stages"]["trouble-named"]["next"][1]["to"] = "parked"
    assert told(new) == [
        "“Waiting” is now kept under the id `parked` instead of `waiting`.", "The name “Waiting” is now written out, and is the same as before.",
    ]


def test_a_step_that_is_gone_is_told() -> None:
    """By its title."""
    old, new = (Journey.model_validate({"journey": "j", "steps": steps}) for steps in (
        {"a": {"phase": "change", "title": "The team"}, "b": {"phase": "choice"}}, {"b": {"phase": "choice"}}))
    assert [change.message for change in changesets([Revision(old)], [Revision(new)])[0].changes] == [
        "The step “The team” is gone from the buyer's journey."
    ]


def test_what_only_changes_its_form_is_told_as_that() -> None:
    """A list of its own that says what holds anyway, and questions in another order."""
    old, new = deepcopy(BASE), deepcopy(BASE)
    old["stages"]["trouble-named"]["from_anywhere"] = [{"to": "lost", "when": "They say no"}, "stayed-put"]
    old["stages"]["trouble-named"]["plays"]["ask"]["asks"] = ["What broke?", "Why now?"]
    new["stages"]["trouble-named"]["plays"]["ask"]["asks"] = ["Why now?", "What broke?"]
    sides = ([Revision(Process.model_validate(data))] for data in (old, new))
    assert {change.message for change in changesets(*sides)[0].changes} == {
        "“Trouble named” no longer has its own list of where deals may leave to: what holds for any stage holds there.",
        "The play “Ask” in “Trouble named” now asks its questions in another order.",
    }
