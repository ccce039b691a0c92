"""The stages that deals in flight have to leave: removed, split, merged, or an outcome now."""

from typing import Literal

from processengine.change import Changeset, Json
from processengine.model.process import Process
from processengine.rules.change.revisions import earlier_ids, removed_stages

Fate = Literal["removed", "split", "merged", "an outcome now"]

_FATES: dict[str, Fate] = {"stage-split": "split", "stages-merged": "merged"}


def left(changeset: Changeset, before: Process) -> dict[str, Fate]:
    """Return, by the base's ids, the stages where deals may stand and that are no longer what they were; no outcomes."""
    earlier = earlier_ids(changeset)
    found: dict[str, Fate] = dict.fromkeys((earlier.get(name, name) for name in _ending(changeset)), "an outcome now")
    found |= dict.fromkeys(removed_stages(changeset), "removed")
    for change in changeset.changes:
        if change.kind in _FATES:
            found |= {earlier.get(name, name): _FATES[change.kind] for name in _names(change.before)}
    return {name: fate for name, fate in found.items() if name in before.stages and before.stages[name].outcome is None}


def _ending(changeset: Changeset) -> list[str]:
    """Return the stages that are an outcome now, by the ids that they have now; one that was an outcome before is among them too."""
    found = (one.path.split(".") for one in changeset.atoms if one.kind == "stage-changed" and one.after is not None)
    return [path[1] for path in found if path[0] == "stages" and path[2:] == ["outcome"]]


def _names(value: Json) -> list[str]:
    return [value] if isinstance(value, str) else [one for one in value or () if isinstance(one, str)]
