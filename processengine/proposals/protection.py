"""What a forge says of the branch that proposals go to: whether a check is required there, and of what state of things.

GitHub's branch protection (`GET /repos/{owner}/{repo}/branches/{branch}/protection`, or its `required_status_checks` alone)
and rules (`GET /repos/{owner}/{repo}/rules/branches/{branch}`, or a ruleset), and GitLab's project (`GET /projects/{id}`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from processengine.change import Json
from processengine.errors import CannotRun
from processengine.proposals.forge_json import documents

SHAPES = "GitHub's branch protection, its rules of a branch or a ruleset, and GitLab's project"


@dataclass(frozen=True)
class Protection:
    """What protects a branch: the names of the required checks, and whether they are of what is merged.

    `checks` is None where a whole pipeline is required and no names are (GitLab). `is_strict`: the branch has to be up to
    date. `has_queue`: a queue or train merges, and checks each on what it will stand on. `holes` are sentences on who or
    what gets past it.
    """

    checks: tuple[str, ...] | None
    is_strict: bool
    has_queue: bool
    holes: tuple[str, ...] = ()


def protection(name: str, data: bytes) -> Protection:
    """Return what a file of a forge's API says of a branch; raise CannotRun where it says something else."""
    found = documents(name, data)
    value = found[0] if len(found) == 1 else found
    if isinstance(value, dict) and "merge_method" in value:
        return _project(value)
    rules = value.get("rules") if isinstance(value, dict) else value
    if isinstance(rules, list):
        active = not isinstance(value, dict) or value.get("enforcement", "active") == "active"
        return _rules(list(_flat(rules)) if active else [], value if isinstance(value, dict) else {})
    if isinstance(value, dict) and ({"required_status_checks", "enforce_admins", "strict"} & set(value)):
        return _classic(value)
    raise CannotRun(f"{name} is nothing that a forge says of a branch's protection. These are read: {SHAPES}.")


def _flat(rules: Iterable[Json]) -> Iterator[Mapping[str, Json]]:
    """Yield the rules of a page or of a list of pages."""
    for one in rules:
        if isinstance(one, dict):
            yield one
        elif isinstance(one, list):
            yield from (rule for rule in one if isinstance(rule, dict))


def _rules(rules: list[Mapping[str, Json]], ruleset: Mapping[str, Json]) -> Protection:
    asked = [_map(one.get("parameters")) for one in rules if one.get("type") == "required_status_checks"]
    checks = tuple(name for one in asked for name in _names(one.get("required_status_checks")))
    bypass = ruleset.get("bypass_actors")
    holes = ("Some may bypass the ruleset, and are not checked.",) if isinstance(bypass, list) and bypass else ()
    return Protection(checks, any(one.get("strict_required_status_checks_policy") is True for one in asked),
                      any(one.get("type") == "merge_queue" for one in rules), holes)


def _classic(value: Mapping[str, Json]) -> Protection:
    asked = value if "strict" in value else _map(value.get("required_status_checks"))
    names = (*_names(asked.get("checks")), *_names(asked.get("contexts")))
    spared = "enforce_admins" in value and _map(value["enforce_admins"]).get("enabled") is not True
    holes = ("Administrators are not held to it: enforce_admins is off.",) if spared else ()
    return Protection(tuple(dict.fromkeys(names)), asked.get("strict") is True, has_queue=False, holes=holes)


def _project(value: Mapping[str, Json]) -> Protection:
    required = value.get("only_allow_merge_if_pipeline_succeeds") is True
    holes = []
    if value.get("allow_merge_on_skipped_pipeline") is True:
        holes.append("A skipped pipeline is enough to merge: allow_merge_on_skipped_pipeline is on.")
    train = value.get("merge_trains_enabled") is True
    strict = value.get("merge_method") in ("ff", "rebase_merge")
    if train and not strict:
        holes.append("Whoever may merge can also merge at once, past the merge train.")
    return Protection(None if required else (), strict, train, tuple(holes))


def _map(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, dict) else {}


def _names(value: Json) -> Iterator[str]:
    for one in value if isinstance(value, list) else ():
        name = one.get("context") if isinstance(one, dict) else one
        if isinstance(name, str):
            yield name
