"""The stages that deals in flight have to leave: removed, split or merged."""

from typing import Literal

from processengine.change import Changeset, Json
from processengine.model.process import Process
from processengine.rules.change.revisions import earlier_ids, removed_stages

Fate = Literal["removed", "split", "merged"]

_FATES: dict[str, Fate] = {"stage-split": "split", "stages-merged": "merged"}


def left(changeset: Changeset, before: Process) -> dict[str, Fate]:
    """Return, by the base's ids, the stages where deals may stand and that are no longer what they were; no outcomes."""
    found: dict[str, Fate] = dict.fromkeys(removed_stages(changeset), "removed")
    earlier = earlier_ids(changeset)
    for change in changeset.changes:
        if change.kind in _FATES:
            found |= {earlier.get(name, name): _FATES[change.kind] for name in _names(change.before)}
    return {name: fate for name, fate in found.items() if name in before.stages and before.stages[name].outcome is None}


def _names(value: Json) -> list[str]:
    return [value] if isinstance(value, str) else [one for one in value or () if isinstance(one, str)]
