"""What all tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("everyday", max_examples=100, deadline=None)
settings.register_profile("ci", max_examples=500, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") == "true" else "everyday"))

ROOT = Path(__file__).resolve().parent.parent


def absent(what: str) -> None:
    """Skip a test because something it needs is absent; in CI nothing may be absent."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is absent, and in CI nothing may be skipped for that")
    pytest.skip(f"{what} is absent")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of material that stands beside the project and is not part of it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        absent("the folder ../shared")
    return folder
