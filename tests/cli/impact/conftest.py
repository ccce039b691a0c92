"""A repository with a change that takes a stage away, for each test."""

import shutil
from pathlib import Path

import pytest

from tests.cli.impact.library import AFTER, BEFORE, FACTS, HISTORY, LIBRARY
from tests.conftest import Command
from tests.git.scratch import Scratch


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with its deals, and a change of its process that is not committed."""
    scratch = Scratch(tmp_path_factory.mktemp("prepared"))
    for name, text in {"library.yaml": LIBRARY, "new-business.yaml": BEFORE, "data/stage_history.csv": HISTORY, "data/facts.csv": FACTS}.items():
        scratch.write_at(name, text)
    scratch.commit("The library")
    scratch.write_at("new-business.yaml", AFTER)
    return scratch.root


@pytest.fixture(autouse=True)
def repository(command: Command, prepared: Path) -> Scratch:
    """A copy of it, in which commands run."""
    del command
    shutil.copytree(prepared, Path.cwd(), dirs_exist_ok=True)
    return Scratch(Path.cwd())
