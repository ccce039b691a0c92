"""A proposal in a real repository, made once and copied for each test."""

from pathlib import Path

import pytest

from tests.review.proposed import Proposed


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Proposed:
    """Return the proposal that is copied."""
    return Proposed(tmp_path_factory.mktemp("proposed") / "team")


@pytest.fixture
def proposed(template: Proposed, tmp_path: Path) -> Proposed:
    """Return a proposal that changes a process, and asks for a manager's approval."""
    return template.copy(tmp_path / "team")
