"""Ten people change one process at once, and nothing is lost, whatever the order in which their changes come in.

Ten edits, each of another kind, are made from one base without knowing of each other. They are merged and released one
by one: no merge conflicts, each release is higher than the one before, and in the end every edit is there.
"""

import random
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from processengine.change import Changeset
from processengine.diff.changeset import changesets
from processengine.merge import merge
from processengine.model.base import Model
from processengine.model.process import Process
from processengine.model.version import version_of
from processengine.proposals.version import next_version
from processengine.syntax.document import Document
from processengine.syntax.edit import Add, Set, apply
from processengine.syntax.edit.named import parts, renaming, stages, transitions
from processengine.syntax.edit.named.said import Said
from processengine.syntax.parse import parse
from processengine.validate import Settings, validate
from tests.conftest import Command
from tests.git.scratch import Scratch
from tests.revisions import revision

ORDERS = 200
BASE = """# What ten people look at in the same week.
process: new-business
version: "1.4.2"  # written by release
title: New business
from_anywhere: [lost, stayed-put]

kits:
  board-paper: {title: One page for the board}

stages:
  trouble-named:
    buyer: Someone says what is wrong and what living with it costs
    max_days: 30
    next: [team-assembled]
  team-assembled:
    buyer: Everyone who must agree has been found and heard
    exit_criteria:
      all-named: {fact: The buyer has named everyone who must agree}
    next: [board-decides]
  board-decides:
    # Nobody of us is in the room.
    buyer: The board decides without us
    closed_door: true
    next: [won, team-assembled]
  won: {outcome: won}
  lost: {outcome: lost}
  stayed-put: {outcome: no-decision}

measures:
  win-rate: {share: {outcome: won}, within: 180 days}
"""

Edit = Callable[[Document], Said]

EDITS: dict[str, Edit] = {
    "a-stage-in-between": lambda d: stages.insert_stage(d, "own-fix-tried", {"buyer": "They try it alone"}, "team-assembled", "board-decides"),
    "another-stage-at-the-same-place": lambda d: Said([
        *stages.add_stage(d, "waiting", {"parked": True, "max_days": 90, "next": ["board-decides"]}, after="team-assembled").operations,
        Add("stages.team-assembled.next.waiting", {"to": "waiting", "when": "They take it up next year"}),
    ], ""),
    "a-criterion": lambda d: parts.add_criterion(d, "team-assembled", "The budget holder has spoken with the champion", "met"),
    "another-criterion": lambda d: parts.add_criterion(d, "team-assembled", "The works council has been heard", "heard"),
    "a-play": lambda d: parts.add_play(d, "board-decides", "Rehearse the board's questions with the champion", "rehearse"),
    "a-limit": lambda d: parts.set_field(d, "trouble-named", "max_days", 45),
    "a-title": lambda d: parts.set_field(d, "won", "title", "They go ahead with us"),
    "a-rename": lambda d: renaming.rename_stage(d, "trouble-named", "cost-named"),
    "a-way-gone": lambda d: transitions.remove_transition(d, "board-decides", "team-assembled"),
    "a-measure": lambda _: Said([Add("measures.lost-rate", {"share": {"outcome": "lost"}, "within": "180 days"})], ""),
}


def edited(text: str, edit: Edit) -> str:
    """A text after one person's edit."""
    return apply(text, edit(parse(text)[0]).operations)


BRANCHES = {name: edited(BASE, edit) for name, edit in EDITS.items()}


def since(released: str, text: str) -> Changeset:
    """What changed since the last release."""
    return changesets([read(released)], [read(text)], same=True)[0]


def release(released: str, text: str) -> str:
    """A text with the version that its changes call for."""
    before, now = process(released), process(text)
    return apply(text, [Set("version", next_version(before.version, now.version, since(released, text).required_bump))])


read = lru_cache(maxsize=1_000)(revision)
"""A text as a revision; each is asked for several times."""


def process(text: str) -> Process:
    """A text's process."""
    content = read(text).content
    assert isinstance(content, Process)
    return content


def history(order: Sequence[str]) -> list[str]:
    """The main branch after each merge and release, the base first."""
    texts = [BASE]
    for name in order:
        merged = merge(BASE, texts[-1], BRANCHES[name])
        assert merged.clean, f"{name} conflicts after {order[: order.index(name)]}: {merged.decisions}"
        texts.append(release(texts[-1], merged.text))
    return texts


def orderless(value: object) -> object:
    """A model as data without the order of anything, and without the version."""
    if isinstance(value, Model):
        value = {name: one for name, one in dict(value).items() if name != "version"}
    if isinstance(value, dict):
        return {name: orderless(one) for name, one in value.items()}
    return frozenset(map(repr, map(orderless, value))) if isinstance(value, tuple) else value


def orders() -> list[tuple[str, ...]]:
    """The orders that are tried, always the same ones."""
    choose = random.Random(20261120)  # noqa: S311 - any orders will do
    return [tuple(choose.sample(list(EDITS), len(EDITS))) for _ in range(ORDERS)]


def test_ten_changes_from_one_base_are_merged_and_released_in_any_order() -> None:
    """No conflict; the versions rise; in the end the process says the same in 200 orders of as many as there are."""
    ends = set[str]()
    models = []
    for order in orders():
        texts = history(order)
        versions = [version_of(process(text).version) for text in texts]
        assert all(one is not None and other is not None and one < other for one, other in pairwise(versions)), order
        ends.add(texts[-1])
        models.append(orderless(process(texts[-1])))
    assert all(model == models[0] for model in models)
    # The orders are told apart, so it is not that one of them was tried 200 times.
    assert len(ends) > 1


def test_every_edit_is_there_in_the_end() -> None:
    """Not only do all orders agree; they agree on everything that the ten wrote, and on a process that is sound."""
    text = history(list(EDITS))[-1]
    end = process(text)
    assert {"own-fix-tried", "waiting", "cost-named"} < set(end.stages)
    assert end.stages["cost-named"].was == ("trouble-named",)
    assert end.stages["cost-named"].max_days == 45
    assert set(end.stages["team-assembled"].exit_criteria) == {"all-named", "met", "heard"}
    assert {one.to for one in end.stages["team-assembled"].next} == {"own-fix-tried", "waiting"}
    assert (set(end.stages["board-decides"].plays), [one.to for one in end.stages["board-decides"].next]) == ({"rehearse"}, ["won"])
    assert (end.title_of("won"), set(end.measures)) == ("They go ahead with us", {"win-rate", "lost-rate"})
    assert "# Nobody of us is in the room." in text
    assert 'version: "' in text
    assert "# written by release" in text


def test_the_same_through_git_and_release(tmp_path: Path, command: Command) -> None:
    """Ten branches, merged by git with our driver and released by the command: ten versions, ten tags, one changelog."""
    scratch = Scratch(tmp_path)
    scratch.git("config", "user.name", "Lee")
    scratch.git("config", "user.email", "lee@example.com")
    scratch.write(library="library: acme\n", new_business=BASE)
    assert command("git", "install").code == 0
    scratch.commit("Our process")
    assert command("release").code == 0
    for name, text in BRANCHES.items():
        scratch.git("switch", "-q", "-c", name, "new-business/1.4.2")
        scratch.write(new_business=text)
        scratch.commit(name)
    scratch.git("switch", "-q", "main")
    order = orders()[0]
    for name in order:
        scratch.git("merge", "-q", "--no-edit", name)
        result = command("release")
        assert (result.code, result.err) == (0, ""), name
    versions = [process(text).version for text in history(order)]
    assert set(scratch.git("tag").splitlines()) == {f"new-business/{version}" for version in versions}
    end = (tmp_path / "new-business.yaml").read_text(encoding="utf-8")
    assert orderless(process(end)) == orderless(process(history(order)[-1]))
    changelog = (tmp_path / "CHANGELOG.md").read_text(encoding="utf-8")
    told = [line.removeprefix("## New business ") for line in changelog.splitlines() if line.startswith("## ")]
    assert told == versions[::-1]
    verdict = validate(end, "new-business.yaml", Settings(date(2026, 11, 20)))
    assert [one.rule for one in verdict.diagnostics if one.severity.value == "error"] == []
    assert scratch.git("status", "--porcelain") == ""
