"""The shipped processes carry the project's five ideas, each at a place that can be pointed at, and are sound."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from processengine.check import check
from processengine.validate import Settings

FOLDER = Path(__file__).parents[1] / "processes"
DOCUMENTS: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yaml"))
}
PROCESSES = {name: found for name, found in DOCUMENTS.items() if name != "library"}

BUY_IN = "buy-in before choice"
BOTTOM_UP = "bottom up and empirical"
CHAMPION = "the champion is the real salesperson"
ELATED = "the end of selling is an elated client"
SELLERS_SELL = "sellers sell"


class Place(NamedTuple):
    """Where an idea stands in a shipped file, and what must be true there."""

    idea: str
    document: str
    path: str
    holds: Callable[[Any], bool]

    def __str__(self) -> str:
        """Name the row in the test's report."""
        return f"{self.idea}, {self.document}: {self.path}"


def has(*members: str) -> Callable[[Any], bool]:
    """All members are among the list or the keys found."""
    return lambda found: set(members) <= set(found)


def equals(wanted: object) -> Callable[[Any], bool]:
    """What is found is exactly this."""
    return lambda found: bool(found == wanted)


def leads_to(*targets: str) -> Callable[[Any], bool]:
    """The list of ways found leads to all of these."""
    return lambda found: set(targets) <= {target_of(way) for way in found}


def weekly_by_rep(of: dict[str, object], per: dict[str, object]) -> Callable[[Any], bool]:
    """A ratio of these two events, told for each rep, each week."""
    wanted = {"ratio": {"of": of, "per": per}, "each": "week", "by": "rep"}
    return lambda found: {key: found.get(key) for key in wanted} == wanted and "last" in found


def target_of(way: Any) -> str:
    """The stage or process that a way leads to, whichever way it is written."""
    return str(way["to"] if isinstance(way, dict) else way)


MET = {"activity": "conversation", "with_decision_maker": True}

PLACES = (
    Place(BUY_IN, "new-business", "stages.team-complete.mirrors", has("team-assembly")),
    Place(BUY_IN, "new-business", "stages.own-fix-tried.mirrors", has("workaround-tried")),
    Place(BUY_IN, "new-business", "stages.change-agreed.mirrors", has("consensus")),
    Place(BUY_IN, "new-business", "stages.change-agreed.plays.chair-the-weighing.serves", equals("change")),
    Place(BUY_IN, "new-business", "change_work.repair-contract.kind", equals("vendor")),
    Place(BUY_IN, "new-business", "change_work.warranty.kind", equals("partner")),
    Place(BUY_IN, "new-business", "change_work.parts-limit.kind", equals("policy")),
    Place(BUY_IN, "new-business", "change_work.machine-hours.kind", equals("rule")),
    Place(BUY_IN, "new-business", "change_work.shift-plan.kind", equals("people")),
    Place(BUY_IN, "new-business", "change_work.insurer.kind", equals("relationship")),
    Place(
        BUY_IN,
        "new-business",
        "measures.time-to-agree.duration.to",
        equals({"criterion": "change-agreed/hours-given"}),
    ),
    Place(BUY_IN, "existing-accounts", "stages.both-plants-agree.mirrors", has("consensus")),
    Place(BUY_IN, "renewal", "stages.next-year-agreed.mirrors", has("consensus")),
    Place(BOTTOM_UP, "library", "policy.behavioural.approvals", equals({"manager": 1})),
    Place(BOTTOM_UP, "library", "policy.breaking.claims", equals(1)),
    Place(BOTTOM_UP, "library", "policy.breaking.expects", equals(1)),
    Place(BOTTOM_UP, "library", "people.rosa.roles", equals(["rep"])),
    Place(BOTTOM_UP, "new-business", "stages.suppliers-compared.next", leads_to("champion-ready", "change-agreed")),
    Place(BOTTOM_UP, "new-business", "stages.lost.records.why-them.title", lambda said: "asked of the buyer" in said),
    Place(BOTTOM_UP, "new-business", "measures.win-rate.within", equals("365 days")),
    Place(BOTTOM_UP, "new-business", "measures.won-with-the-page.among", equals({"kit": "board-paper"})),
    Place(CHAMPION, "new-business", "stages.board-decides.closed_door", equals(wanted=True)),
    Place(CHAMPION, "new-business", "stages.team-complete.exit_criteria.names-on-map.names", has("champion")),
    Place(CHAMPION, "new-business", "stages.champion-ready.exit_criteria.rehearsed.tests", has("champion")),
    Place(CHAMPION, "new-business", "stages.champion-ready.plays.write-the-page.kit", equals("board-paper")),
    Place(CHAMPION, "new-business", "kits.board-paper.for", has("champion")),
    Place(CHAMPION, "new-business", "stages.suppliers-compared.plays.partner-answers.kit", equals("partner-brief")),
    Place(CHAMPION, "new-business", "kits.partner-brief.for", has("partner")),
    Place(CHAMPION, "existing-accounts", "stages.group-decides.closed_door", equals(wanted=True)),
    Place(CHAMPION, "renewal", "stages.client-decides.closed_door", equals(wanted=True)),
    Place(ELATED, "new-business", "client_result", lambda said: "ten hours" in said),
    Place(ELATED, "new-business", "stages.won.continues_in", leads_to("client-excellence")),
    Place(ELATED, "new-business", "stages.not-for-us.outcome", equals("disqualified")),
    Place(ELATED, "new-business", "stages.introduced.continues_in", leads_to("partner-introduction")),
    Place(ELATED, "new-business", "measures.elated-in-a-year.about", equals("client")),
    Place(ELATED, "client-excellence", "stages.elated.outcome", equals("realised")),
    Place(ELATED, "client-excellence", "stages.result-reached.outcome", equals("realised")),
    Place(ELATED, "client-excellence", "stages.fell-short.outcome", equals("unrealised")),
    Place(ELATED, "client-excellence", "measures.elated.about", equals("client")),
    Place(ELATED, "renewal", "stages.kept-without-result.outcome", equals("unrealised")),
    Place(ELATED, "partner-introduction", "stages.introduced.outcome", equals("introduced")),
    Place(SELLERS_SELL, "new-business", "motion", equals("new-business")),
    Place(SELLERS_SELL, "new-business", "led_by", equals("seller")),
    Place(SELLERS_SELL, "new-business", "roles", lambda ours: "account-manager" not in ours),
    Place(SELLERS_SELL, "existing-accounts", "motion", equals("existing-accounts")),
    Place(SELLERS_SELL, "existing-accounts", "led_by", equals("account-manager")),
    Place(SELLERS_SELL, "existing-accounts", "roles", lambda ours: "seller" not in ours),
    Place(
        SELLERS_SELL,
        "new-business",
        "measures.rejections-per-appointment",
        weekly_by_rep(of={"activity": "rejection"}, per={"activity": "appointment"}),
    ),
    Place(
        SELLERS_SELL,
        "new-business",
        "measures.target-calls-against-existing",
        weekly_by_rep(
            of={"activity": "conversation", "account": "target"},
            per={"activity": "conversation", "account": "existing"},
        ),
    ),
    Place(
        SELLERS_SELL,
        "new-business",
        "measures.dials-per-decision-maker",
        weekly_by_rep(of={"activity": "dial"}, per=MET),
    ),
    Place(
        SELLERS_SELL,
        "new-business",
        "measures.decision-makers-per-appointment",
        weekly_by_rep(of=MET, per={"activity": "appointment"}),
    ),
    Place(
        SELLERS_SELL,
        "new-business",
        "measures.meetings-per-close",
        equals({"ratio": {"of": {"activity": "meeting"}, "per": {"outcome": "won"}}, "last": "182 days", "by": "rep"}),
    ),
)


def value_at(document: str, path: str) -> Any:
    """What stands at a path of a shipped document."""
    found: Any = DOCUMENTS[document]
    for name in path.split("."):
        found = found[name]
    return found


def plays(process: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every play of every stage."""
    for stage in process["stages"].values():
        yield from stage.get("plays", {}).values()


def test_the_library_validates_without_a_finding() -> None:
    """Under the rules that a user gets by default nothing is reported, not even a note, and nothing is suppressed."""
    validation = check([str(FOLDER)], None, Settings(today=date(2026, 11, 20)))
    assert validation.files == len(DOCUMENTS)
    assert [f"{found.file}:{found.span.line} {found.rule}: {found.message}" for found in validation.diagnostics] == []
    assert validation.suppressed == 0


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_each_idea_stands_where_the_table_says(place: Place) -> None:
    """Whoever edits a shipped process and drops an idea on the way is told which one, and where it stood."""
    assert place.holds(value_at(place.document, place.path))


def test_no_idea_is_left_out() -> None:
    """All five ideas are in the table, each carried by three places or more."""
    ideas = [place.idea for place in PLACES]
    assert set(ideas) == {BUY_IN, BOTTOM_UP, CHAMPION, ELATED, SELLERS_SELL}
    assert min(ideas.count(idea) for idea in ideas) >= 3


def test_everything_inside_the_buyer_settles_before_the_criteria_are_written() -> None:
    """In new business all change work is settled by required criteria of the stages up to `change-agreed`."""
    stages = PROCESSES["new-business"]["stages"]
    before_choice = list(stages)[: list(stages).index("criteria-agreed")]
    required = [
        criterion
        for name in before_choice
        for criterion in stages[name]["exit_criteria"].values()
        if criterion.get("required", True) and "when" not in criterion
    ]
    settled = {work for criterion in required for work in criterion.get("settles", [])}
    assert settled == set(PROCESSES["new-business"]["change_work"])


def test_nothing_is_pitched_before_the_buyer_agrees_to_change() -> None:
    """No play up to `change-agreed` serves the choice of a supplier."""
    stages = PROCESSES["new-business"]["stages"]
    before_choice = list(stages)[: list(stages).index("criteria-agreed")]
    served = {play["serves"] for name in before_choice for play in stages[name]["plays"].values()}
    assert "choice" not in served


@pytest.mark.parametrize("name", ["new-business", "existing-accounts"])
def test_the_time_to_agree_ends_when_they_have_agreed(name: str) -> None:
    """A stage is entered when its work begins, so the time until they agreed never ends where that talk starts."""
    process = PROCESSES[name]
    until = process["measures"]["time-to-agree"]["duration"]["to"]
    mirrored = process["stages"][until["reached"]]["mirrors"] if "reached" in until else []
    assert "consensus" not in mirrored


def test_nobody_renews_unsigned() -> None:
    """Both ways to stay need the signature, also the one that is no good end and so would need nothing by itself."""
    decides = PROCESSES["renewal"]["stages"]["client-decides"]
    ways = {target_of(way): way for way in decides["next"]}
    assert decides["exit_criteria"]["signed-again"].get("required", True)
    assert "needs" not in ways["renewed"]
    assert ways["kept-without-result"]["needs"] == ["signed-again"]


def test_a_client_with_the_result_is_not_stuck_without_praise() -> None:
    """Praise tells the elated from those who have the result; nobody has to give it."""
    counted = PROCESSES["client-excellence"]["stages"]["result-counted"]
    ways = {target_of(way): way for way in counted["next"]}
    assert counted["exit_criteria"]["said-unasked"]["required"] is False
    assert "said-unasked" in ways["elated"]["needs"]
    assert "needs" not in ways["result-reached"]


@pytest.mark.parametrize("name", PROCESSES)
def test_each_process_asks_what_the_client_gets(name: str) -> None:
    """Each process says what the client gets, measures it, and has a play that serves nobody else."""
    process = PROCESSES[name]
    assert process["client_result"]
    assert any(measure.get("about") == "client" for measure in process["measures"].values())
    assert any(play["serves"] == "client" for play in plays(process))


@pytest.mark.parametrize("name", PROCESSES)
def test_each_kit_is_declared_and_handed_over(name: str) -> None:
    """A kit that no play hands over helps nobody; a play can't hand over what isn't there."""
    process = PROCESSES[name]
    assert {play["kit"] for play in plays(process) if "kit" in play} == set(process.get("kits", {}))


def test_no_kit_is_missing_or_unused() -> None:
    """The files in `kits/` are exactly those that the processes name."""
    named = {kit["file"] for process in PROCESSES.values() for kit in process.get("kits", {}).values()}
    assert named == {path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("kits/*")}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("kits/*.md")), ids=lambda path: path.stem)
def test_each_kit_is_a_page_that_can_be_filled_in(path: Path) -> None:
    """A kit fits on a page, has room to write in, and shows a worked example."""
    text = path.read_text(encoding="utf-8")
    assert 30 <= len(text.splitlines()) <= 60
    assert "______" in text
    assert "## A short example" in text
