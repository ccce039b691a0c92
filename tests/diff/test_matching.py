"""Guessed renames: what is taken for the same element under another id, and what never is."""

from typing import Any

import pytest

from processengine.change import Change
from processengine.cli.diff import command
from processengine.diff.changeset import changesets
from processengine.diff.matching.guessing import DEFAULT_THRESHOLD
from processengine.diff.matching.remember import guesses_in
from processengine.diff.revision import Revision
from processengine.model.journey import Journey
from processengine.model.process import Process

STAGES: dict[str, Any] = {
    "problem": {
        "buyer": "They say what is wrong and what it costs", "max_days": 30, "next": ["agreed"],
        "exit_criteria": {"cost": {"fact": "The cost is written down"}, "owner": {"fact": "Somebody owns the trouble"}},
    },
    "agreed": {"buyer": "Everyone touched by it has been heard", "max_days": 45, "next": ["decided", "problem"]},
    "decided": {"buyer": "The board decides without us", "closed_door": True, "next": ["won"]},
    "won": {"outcome": "won"}, "lost": {"outcome": "lost"}, "unsure": {"outcome": "no-decision"},
}
OLD: dict[str, Any] = {"process": "p", "from_anywhere": ["lost", "unsure"], "stages": STAGES}


def renamed(data: Any, ids: dict[str, str]) -> Any:
    """Return plain data with other ids, as keys and as values."""
    if isinstance(data, dict):
        return {ids.get(key, key): renamed(value, ids) for key, value in data.items()}
    if isinstance(data, list):
        return [renamed(item, ids) for item in data]
    return ids.get(data, data) if isinstance(data, str) else data


def atoms(old: dict[str, Any], new: dict[str, Any], threshold: float = DEFAULT_THRESHOLD) -> list[Change]:
    """Return every atomic change between two revisions of a process."""
    sides = ([Revision(Process.model_validate(one))] for one in (old, new))
    return [change for changeset in changesets(*sides, rename_threshold=threshold) for change in changeset.atoms]


def guesses(old: dict[str, Any], new: dict[str, Any]) -> dict[str, str]:
    """Return which stages were taken for renamed, old ids to new ones."""
    return {change.before: change.after for change in atoms(old, new) if change.kind == "stage-renamed"}


def with_stages(**stages: Any) -> dict[str, Any]:
    """Return the process with some stages as given; None takes one out."""
    return {**OLD, "stages": {name: stage for name, stage in {**STAGES, **stages}.items() if stage is not None}}


def test_another_id_alone_is_one_change_with_its_confidence() -> None:
    """Whatever names the stage is no change; the fix is told, and that it is a guess."""
    [change] = atoms(OLD, renamed(OLD, {"problem": "trouble-named"}))
    assert (change.kind, change.path, change.before, change.after) == ("stage-renamed", "stages.trouble-named", "problem", "trouble-named")
    assert change.confidence is not None
    assert 0.9 < change.confidence < 1
    assert "`was`" in change.reason


def test_at_threshold_one_nothing_is_guessed() -> None:
    """Then an id that is gone is a stage that is gone."""
    kinds = {change.kind for change in atoms(OLD, renamed(OLD, {"problem": "trouble-named"}), threshold=1)}
    assert {"stage-added", "stage-removed"} <= kinds
    assert "stage-renamed" not in kinds


def test_a_stated_rename_is_no_guess() -> None:
    """`was` goes first, also where another stage would be more alike."""
    new = renamed(OLD, {"problem": "trouble-named"})
    new["stages"]["trouble-named"]["was"] = ["problem"]
    assert [change.confidence for change in atoms(OLD, new)] == [None]
    other = with_stages(problem=None, spare={**STAGES["problem"]}, fresh={"was": ["problem"], "next": ["agreed"]})
    assert guesses(OLD, other) == {"problem": "fresh"}


def test_an_id_on_both_sides_is_the_same_stage() -> None:
    """Two stages that swap all they have are two stages that changed."""
    swapped = with_stages(problem=STAGES["agreed"], agreed=STAGES["problem"])
    assert guesses(OLD, swapped) == {}


def test_the_same_neighbours_make_no_rename() -> None:
    """A stage that took another's place has its ways in and out, and is another one."""
    new = renamed(with_stages(agreed={"buyer": "Suppliers are compared by price", "max_days": 10, "next": ["decided", "problem"]}), {"agreed": "compared"})
    assert guesses(OLD, new) == {}


def test_an_unrelated_removal_and_addition_are_no_rename() -> None:
    """What goes here and what comes there have nothing in common."""
    new = with_stages(agreed=None, problem={**STAGES["problem"], "next": ["decided"]}, live={"buyer": "The first team works with it", "next": ["won"]})
    assert guesses(OLD, new) == {}


def test_a_rename_with_new_words_and_a_new_stage_beside_it_is_found() -> None:
    """The criteria and the limit are what is left."""
    new = renamed(OLD, {"problem": "pain-felt"})
    new["stages"]["pain-felt"] |= {"buyer": "They say what is wrong and whom it hurts most", "next": ["heard"]}
    new["stages"]["heard"] = {"buyer": "All sites sent somebody", "next": ["agreed"]}
    assert guesses(OLD, new) == {"problem": "pain-felt"}


def test_two_renames_beside_each_other_are_told_apart() -> None:
    """Each by its content; then each is the other's neighbour."""
    assert guesses(OLD, renamed(OLD, {"problem": "pain-felt", "agreed": "all-heard"})) == {"problem": "pain-felt", "agreed": "all-heard"}


def test_an_outcome_is_never_a_stage_nor_an_outcome_of_another_kind() -> None:
    """What it means that a deal stands there can't be a matter of guessing."""
    open_ = with_stages(unsure=None, waiting={"title": "Unsure", "next": ["won"]}) | {"from_anywhere": ["lost"]}
    assert guesses(OLD, open_) == {}
    other_kind = with_stages(unsure=None, **{"not-sure": {"title": "Unsure", "outcome": "disqualified"}}) | {"from_anywhere": ["lost", "not-sure"]}
    assert guesses(OLD, other_kind) == {}
    assert guesses(OLD, renamed(OLD, {"unsure": "still-unsure"})) == {"unsure": "still-unsure"}


def test_of_two_that_are_alike_none_is_chosen() -> None:
    """A coin would be as good."""
    new = with_stages(agreed=None, one=STAGES["agreed"], two=STAGES["agreed"], problem={**STAGES["problem"], "next": ["one", "two"]})
    assert guesses(OLD, new) == {}


def test_two_that_are_alike_are_told_apart_by_their_neighbours() -> None:
    """The content is the same and each stands where it stood."""
    alike = {"buyer": "They wait for the others", "max_days": 20}
    old = with_stages(problem={**STAGES["problem"], "next": ["left", "agreed"]}, left={**alike, "next": ["won"]}, right={**alike, "next": ["lost"]},
                      decided={**STAGES["decided"], "next": ["won", "right"]})
    assert guesses(old, renamed(old, {"left": "first-wait", "right": "second-wait"})) == {"left": "first-wait", "right": "second-wait"}


def test_many_renames_at_once_are_found_without_weighing_all_pairs() -> None:
    """Forty stages and every id new: what they share that is rare leads from one to the other."""
    old = {"process": "p", "stages": {
        f"s{n}": {"buyer": f"They settle matter {n * 7919}", "max_days": 10 + n, "next": [f"s{n + 1}"]} for n in range(40)} | {"s40": {"outcome": "won"}}}
    ids = {f"s{n}": f"t{n * 13 % 40}" for n in range(40)}
    assert guesses(old, renamed(old, ids)) == ids


def test_many_criteria_are_compared_whole() -> None:
    """A stage may have more criteria than are held against each other one by one."""
    many = {f"c{n}": {"fact": f"Paper {n * 7919} is signed"} for n in range(30)}
    old = with_stages(agreed={**STAGES["agreed"], "exit_criteria": many})
    new = renamed(old, {"agreed": "all-heard"})
    new["stages"]["all-heard"]["exit_criteria"] = {name: {"fact": one["fact"].replace("1", "one")} for name, one in many.items()}
    assert guesses(old, new) == {"agreed": "all-heard"}


def test_a_stage_that_was_split_evenly_is_not_renamed() -> None:
    """Neither half is the whole."""
    criteria = STAGES["problem"]["exit_criteria"]
    halves = {name: {"exit_criteria": {name: criteria[name]}, "next": ["agreed"]} for name in criteria}
    assert guesses(OLD, with_stages(problem=None, **halves)) == {}


def test_a_renamed_step_is_guessed_by_what_it_says_and_where_it_stands() -> None:
    """Processes that mirror it read as before."""
    journey: dict[str, Any] = {"journey": "j", "steps": {
        "problem": {"title": "The trouble is named", "phase": "change"},
        "team": {"title": "The team is found", "phase": "change", "means": "team", "after": ["problem"]},
        "choice": {"title": "Suppliers are compared", "phase": "choice", "means": "choice", "after": ["team"]},
    }}
    process = {"process": "p", "journey": "j", "stages": {"a": {"mirrors": ["team"]}, "b": {"mirrors": ["choice"]}}}
    # `means: team` is no id, and stays.
    later = {**journey, "steps": {
        "problem": journey["steps"]["problem"], "everyone-found": journey["steps"]["team"],
        "choice": {**journey["steps"]["choice"], "after": ["everyone-found"]},
    }}
    old = [Revision(Journey.model_validate(journey)), Revision(Process.model_validate(process))]
    new = [Revision(Journey.model_validate(later)), Revision(Process.model_validate(renamed(process, {"team": "everyone-found"})))]
    found = [(change.kind, change.before, change.path) for changeset in changesets(old, new) for change in changeset.atoms]
    assert found == [("journey-step-renamed", "team", "steps.everyone-found")]


def test_a_process_under_another_id_is_guessed_and_compared() -> None:
    """Its stages are looked into, and ways into it from elsewhere are the same ways."""
    other = {"process": "q", "stages": {"x": {"next": ["p/agreed"]}, "y": {"outcome": "lost"}}}
    old = [Revision(Process.model_validate(one)) for one in (OLD, other)]
    new = [Revision(Process.model_validate(one)) for one in ({**OLD, "process": "mid-market"}, renamed(other, {"p/agreed": "mid-market/agreed"}))]
    found = {changeset.id: [(change.kind, change.before, change.confidence is not None) for change in changeset.atoms] for changeset in changesets(old, new)}
    assert found == {"mid-market": [("process-renamed", "p", True)], "q": []}
    assert {changeset.id for changeset in changesets(old, new, rename_threshold=1)} == {"mid-market", "q", "p"}


def test_a_journey_under_another_id_is_guessed() -> None:
    """What is in it tells that it is the same; it has no `was`, for no history hangs on its id."""
    steps = {"problem": {"phase": "change", "about": "They name it"}, "choice": {"phase": "choice", "about": "They compare"}}
    old, new = (Revision(Journey.model_validate({"journey": name, "title": "How they buy", "steps": steps})) for name in ("buying", "deciding"))
    [changeset] = changesets([old], [new])
    [change] = changeset.atoms
    assert (change.kind, change.path, change.confidence is not None) == ("journey-renamed", "journey", True)
    assert guesses_in(changeset.atoms) == []


def test_a_process_with_other_stages_is_another_one() -> None:
    """Not even the file's name makes it the same."""
    old = Revision(Process.model_validate(OLD), file="main:sales.yaml")
    new = Revision(Process.model_validate({"process": "renewal", "stages": {"due": {"buyer": "The year ends", "next": ["kept"]}, "kept": {"outcome": "realised"}}}),
                   file="sales.yaml")
    assert [changeset.id for changeset in changesets([old], [new])] == ["renewal", "p"]


def test_a_copy_beside_the_original_is_new() -> None:
    """The one that kept its id is the old one."""
    old = Revision(Process.model_validate(OLD))
    copy = Revision(Process.model_validate({**OLD, "process": "p-new"}))
    found = {changeset.id: [change.kind for change in changeset.atoms] for changeset in changesets([old], [old, copy])}
    assert found == {"p": [], "p-new": ["process-added"]}


@pytest.mark.parametrize("text", ["x" * 100_000, "取締役会が決める", "%s {0} <b> `rm` \x00 (a+)+$"])
def test_texts_are_data(text: str) -> None:
    """Long, foreign or hostile, they are compared and never read as anything else."""
    old = with_stages(problem={**STAGES["problem"], "buyer": text, "title": text})
    assert guesses(old, renamed(old, {"problem": "trouble-named"})) == {"problem": "trouble-named"}


def test_the_commands_default_is_the_comparisons() -> None:
    """The command names it without loading the comparison."""
    assert next(option.default for option in command.params if option.name == "rename_threshold") == DEFAULT_THRESHOLD
