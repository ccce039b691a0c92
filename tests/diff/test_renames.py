"""Renames that the files state, and their paths on both sides."""

from typing import Any

from processengine.diff.atom import Atom
from processengine.diff.changeset import changesets
from processengine.diff.compare import compare
from processengine.diff.renames import renamed
from processengine.diff.revision import Revision
from processengine.model.journey import Journey
from processengine.model.process import Process

OLD: dict[str, Any] = {
    "process": "p",
    "from_anywhere": ["gone"],
    "stages": {
        "problem": {"max_days": 30, "exit_criteria": {"c": {"fact": "They agree"}}, "next": ["agreed", {"to": "gone", "when": "They go"}]},
        "agreed": {"next": ["won", "problem"]},
        "won": {"outcome": "won"}, "gone": {"outcome": "lost"},
    },
    "measures": {"m": {"share": {"outcome": "won"}, "among": [{"reached": "problem"}, {"criterion": "problem/c"}]}},
}


def new(**stages: Any) -> dict[str, Any]:
    """Return the process with `problem` renamed, and with other stages where they are given."""
    return {
        "process": "p",
        "from_anywhere": ["gone"],
        "stages": {
            "trouble": {"was": ["problem"], "max_days": 30, "exit_criteria": {"c": {"fact": "They agree"}},
                        "next": ["agreed", {"to": "gone", "when": "They go"}]},
            "agreed": {"next": ["won", "trouble"]},
            "won": {"outcome": "won"}, "gone": {"outcome": "lost"}, **stages,
        },
        "measures": {"m": {"share": {"outcome": "won"}, "among": [{"reached": "trouble"}, {"criterion": "trouble/c"}]}},
    }


def atoms(before: dict[str, Any], after: dict[str, Any]) -> list[Atom]:
    """Return what differs."""
    return compare(Process.model_validate(before), Process.model_validate(after))


def test_a_stated_rename_is_one_change() -> None:
    """Its path is the new id and `before` the old; where the stage is named elsewhere, nothing changed."""
    assert [(atom.kind, atom.path, atom.before, atom.after) for atom in atoms(OLD, new())] == [
        ("stage-renamed", "stages.trouble", "problem", "trouble")
    ]


def test_without_was_it_is_another_stage() -> None:
    """Nobody guesses here."""
    data = new()
    del data["stages"]["trouble"]["was"]
    assert {"stage-removed", "stage-added"} <= {atom.kind for atom in atoms(OLD, data)}


def test_what_changes_in_a_renamed_stage_has_both_paths() -> None:
    """A changed field goes by the new ids, and what is gone by the old ones."""
    data = new()
    data["stages"]["trouble"] |= {"max_days": 45, "exit_criteria": {}, "next": ["agreed"]}
    found = {atom.kind: (atom.path, atom.old_path) for atom in atoms(OLD, data) if atom.action != "renamed"}
    assert found == {
        "stage-changed": ("stages.trouble.max_days", "stages.problem.max_days"),
        "criterion-removed": ("stages.problem.exit_criteria.c", "stages.problem.exit_criteria.c"),
        "transition-removed": ("stages.problem.next.gone", "stages.problem.next.gone"),
    }


def test_values_of_the_old_side_keep_its_ids() -> None:
    """`before` is what the old file says."""
    data = new()
    data["measures"]["m"]["among"] = {"reached": "agreed"}
    changed = next(atom for atom in atoms(OLD, data) if atom.element == "measure")
    assert changed.before == [{"reached": "problem"}, {"criterion": "problem/c"}]
    back = new()
    back["stages"]["agreed"]["next"] = ["won"]
    removed = next(atom for atom in atoms(OLD, back) if atom.action == "removed")
    assert (removed.path, removed.before) == ("stages.agreed.next.problem", "problem")


def test_was_counts_only_where_the_id_is_free() -> None:
    """An entry counts where the old side has that id and the new side has not; the latest first, and none twice."""
    assert renamed(["a"], {"b": ("a",)}) == {"a": "b"}
    assert renamed(["a"], {"a": (), "b": ("a",)}) == {}
    assert renamed(["a", "b"], {"b": ("a",)}) == {}
    assert renamed(["a", "b"], {"c": ("a", "b")}) == {"b": "c"}
    assert renamed(["a"], {"b": ("a",), "c": ("a",)}) == {"a": "b"}


def test_a_renamed_stage_that_also_moved_is_both() -> None:
    """The rename says who it is, the move where it stands."""
    old = {**OLD, "start": "problem", "stages": {**OLD["stages"], "aside": {"next": ["gone"]}}}
    data = new(aside={"next": ["gone"]})
    data["start"] = "trouble"
    data["stages"] = {name: data["stages"][name] for name in ("agreed", "won", "gone", "trouble", "aside")}
    assert [(atom.kind, atom.path, atom.before, atom.after) for atom in atoms(old, data)] == [
        ("stage-renamed", "stages.trouble", "problem", "trouble"), ("stage-moved", "stages.trouble", None, "gone"),
    ]


def test_a_renamed_step_is_one_change_there_and_none_where_it_is_mirrored() -> None:
    """Processes speak of the step by its new id, and nothing changed in them."""
    before = Journey.model_validate({"journey": "j", "steps": {"problem": {"phase": "change"}, "choice": {"phase": "choice", "after": ["problem"]}}})
    after = Journey.model_validate({
        "journey": "j", "steps": {"trouble": {"phase": "change", "was": ["problem"]}, "choice": {"phase": "choice", "after": ["trouble"]}}})
    old = Process.model_validate({"process": "p", "journey": "j", "stages": {"a": {"mirrors": ["problem"]}}})
    now = Process.model_validate({"process": "p", "journey": "j", "stages": {"a": {"mirrors": ["trouble"]}}})
    found = changesets([Revision(before), Revision(old)], [Revision(after), Revision(now)])
    assert [(changeset.kind, [change.kind for change in changeset.changes]) for changeset in found] == [
        ("journey", ["journey-step-renamed"]), ("process", [])
    ]


def test_a_rename_elsewhere_is_none_where_it_is_referred_to() -> None:
    """A way into another process is the same way after the process and its stage were renamed."""
    old = [{"process": "p", "stages": {"a": {"next": ["q/x"]}, "won": {"outcome": "won", "continues_in": ["q"]}},
            "measures": {"m": {"share": {"reached": "q/x"}, "within": "9 days"}}},
           {"process": "q", "stages": {"x": {}}}]
    now = [{"process": "p", "stages": {"a": {"next": ["r/y"]}, "won": {"outcome": "won", "continues_in": ["r"]}},
            "measures": {"m": {"share": {"reached": "r/y"}, "within": "9 days"}}},
           {"process": "r", "was": ["q"], "stages": {"y": {"was": ["x"]}}}]
    found = changesets(*([Revision(Process.model_validate(one)) for one in side] for side in (old, now)))
    assert [(changeset.id, [(change.kind, change.path) for change in changeset.changes]) for changeset in found] == [
        ("p", []), ("r", [("process-renamed", "process"), ("stage-renamed", "stages.y")])
    ]


def test_a_way_that_led_to_nothing_by_a_stage_s_new_id_is_compared_as_it_was_written() -> None:
    """The old side need not be sound: it may name a stage that only the rename brought."""
    old = {"process": "p", "stages": {"a": {"next": [{"to": "b", "when": "Now"}]}, "was-b": {}}}
    new = {"process": "p", "stages": {"a": {"next": ["b"]}, "b": {"was": ["was-b"]}}}
    (first, second) = compare(Process.model_validate(old), Process.model_validate(new))
    assert {(atom.kind, atom.old_path) for atom in (first, second)} == {("transition-changed", "stages.a.next.b.when"), ("stage-renamed", "stages.was-b")}
