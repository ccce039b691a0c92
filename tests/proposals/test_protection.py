"""What a forge's settings say of the branch that proposals go to."""

import json
from typing import Any

import pytest

from processengine.errors import CannotRun
from processengine.proposals.protection import Protection, protection


def read(value: Any) -> Protection:
    """Return what a forge says, read."""
    return protection("p.json", json.dumps(value).encode())


CHECKS = {"strict": True, "contexts": ["ready"], "checks": [{"context": "ready", "app_id": None}, {"context": "test", "app_id": 1}]}
REQUIRED = {"type": "required_status_checks", "ruleset_id": 1, "parameters": {
    "required_status_checks": [{"context": "ready", "integration_id": 1}], "strict_required_status_checks_policy": True}}
QUEUE = {"type": "merge_queue", "parameters": {"merge_method": "MERGE"}}
PROJECT = {"id": 1, "merge_method": "ff", "only_allow_merge_if_pipeline_succeeds": True, "allow_merge_on_skipped_pipeline": False, "merge_trains_enabled": False}


@pytest.mark.parametrize(("value", "found"), [
    (CHECKS, Protection(("ready", "test"), is_strict=True, has_queue=False)),
    ({"required_status_checks": CHECKS, "enforce_admins": {"enabled": True}}, Protection(("ready", "test"), is_strict=True, has_queue=False)),
    ({"required_status_checks": CHECKS | {"strict": False}, "enforce_admins": {"enabled": False}},
     Protection(("ready", "test"), is_strict=False, has_queue=False, holes=("Administrators are not held to it: enforce_admins is off.",))),
    ({"required_status_checks": None, "enforce_admins": {"enabled": True}}, Protection((), is_strict=False, has_queue=False)),
    ([REQUIRED], Protection(("ready",), is_strict=True, has_queue=False)),
    ([[REQUIRED], [QUEUE]], Protection(("ready",), is_strict=True, has_queue=True)),
    ([QUEUE], Protection((), is_strict=False, has_queue=True)),
    ([], Protection((), is_strict=False, has_queue=False)),
    ({"enforcement": "active", "rules": [REQUIRED], "bypass_actors": [{"actor_id": 5}]},
     Protection(("ready",), is_strict=True, has_queue=False, holes=("Some may bypass the ruleset, and are not checked.",))),
    ({"enforcement": "evaluate", "rules": [REQUIRED]}, Protection((), is_strict=False, has_queue=False)),
    (PROJECT, Protection(None, is_strict=True, has_queue=False)),
    (PROJECT | {"merge_method": "merge"}, Protection(None, is_strict=False, has_queue=False)),
    (PROJECT | {"only_allow_merge_if_pipeline_succeeds": False}, Protection((), is_strict=True, has_queue=False)),
    (PROJECT | {"merge_method": "merge", "merge_trains_enabled": True},
     Protection(None, is_strict=False, has_queue=True, holes=("Whoever may merge can also merge at once, past the merge train.",))),
    (PROJECT | {"allow_merge_on_skipped_pipeline": True},
     Protection(None, is_strict=True, has_queue=False, holes=("A skipped pipeline is enough to merge: allow_merge_on_skipped_pipeline is on.",))),
])
def test_what_is_required(value: Any, found: Protection) -> None:
    """Branch protection, rules and rulesets of GitHub, and a project of GitLab."""
    assert read(value) == found


@pytest.mark.parametrize("value", [{"message": "Branch not protected"}, 3, None, "strict", {"rules": 3}])
def test_anything_else_is_refused(value: Any) -> None:
    """In a sentence that says what is read."""
    with pytest.raises(CannotRun, match=r"^p\.json is nothing that a forge says of a branch's protection\. These are read"):
        read(value)


@pytest.mark.parametrize("value", [[3, [4], {"type": "required_status_checks"}], {"required_status_checks": {"checks": 3, "contexts": [3, None]}},
                                   {"strict": "yes"}, [{"type": "required_status_checks", "parameters": {"strict_required_status_checks_policy": 1}}]])
def test_what_is_not_said_outright_is_not_required(value: Any) -> None:
    """Wrong kinds of values protect nothing."""
    assert read(value) == Protection((), is_strict=False, has_queue=False)
