"""Who leads a stage, and of what kind they are: what the rules about our own side share."""

from typing import Final, Literal, get_args

from processengine.model.process import Process, RoleKind
from processengine.rules.names import Names

KINDS: Final[frozenset[str]] = frozenset(get_args(RoleKind))
HUNTERS: Final = frozenset({"seller", "sdr"})
"""Kinds of role that win new business."""

KEEPERS: Final = frozenset({"account-manager", "national-account-manager"})
"""Kinds of role that look after existing accounts."""


def lead_of(process: Process, stage: str) -> str | None:
    """Return the role that leads a stage: the stage's own `led_by`, else the process's."""
    return process.stages[stage].led_by or process.led_by


def kind_of(process: Process, role: str) -> RoleKind | Literal["other"]:
    """Return a declared role's kind; a role that gives none is what its id says, or `other`."""
    said = process.roles[role].kind
    return said or (role if role in KINDS else "other")  # type: ignore[return-value]


def has_both_sides(process: Process) -> bool:
    """Tell whether roles of both sides are declared."""
    kinds = {kind_of(process, role) for role in process.roles}
    return not kinds.isdisjoint(HUNTERS) and not kinds.isdisjoint(KEEPERS)


def lead_kinds(process: Process) -> dict[str, str]:
    """Return for each stage that is no outcome the kind of its lead, where it has one.

    A role misspelt in one clear way counts as meant; one that nobody declared is `other`.
    """
    kinds = {role: kind_of(process, role) for role in process.roles}
    names = Names(process.roles)
    found: dict[str, str] = {}
    for name, stage in process.stages.items():
        lead = lead_of(process, name)
        if stage.outcome is None and lead is not None:
            meant = lead if lead in kinds else names.sole(lead)
            found[name] = kinds[meant] if meant is not None else "other"
    return found
