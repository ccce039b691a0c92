"""What comes out of a claim is part of what is approved: nobody approves claims that they were not shown."""

import os
from pathlib import Path

import pytest

from tests.cli.review.deals import STATED, made, propose
from tests.conftest import Command
from tests.git.team import Team


@pytest.fixture
def team(tmp_path: Path, command: Command) -> Team:
    """Return a team whose library has deals, with Ana's proposal on its server."""
    found = made(tmp_path / "team")
    rep = found.clone("Ana")
    propose(rep, stated=STATED.replace("    at_least: 0.5\n", "    at_least: 0.1\n"))
    assert command("git", "install", "--server", found.hub).code == 0
    return found


def test_an_approval_of_claims_that_nobody_computed_is_refused(team: Team, command: Command) -> None:
    """Outside of a clone nobody has the deals; it says what to do, and nothing is kept."""
    outside = command("review", "shorter", "--server", team.hub, "--as", "mia", "--approve")
    assert outside.code == 1
    assert "Its claims are not computed here, and what comes out of them is part of what you approve." in outside.err
    assert "run it in one (git fetch), or add --source FILE|DIR|URL." in outside.err
    silent = command("review", "shorter", "--server", team.hub, "--as", "mia", "--approve", "--no-evidence")
    assert (silent.code, "leave --no-evidence out" in silent.err) == (1, True)


def test_one_given_among_the_deals_counts_there_and_elsewhere_it_is_said_why_not(team: Team, command: Command) -> None:
    """The ruling needs the same deals, and names each approval that it can't count for want of them."""
    away = Path.cwd()
    os.chdir(team.clone("Mia").root)
    assert command("review", "shorter", "--server", team.hub, "--as", "mia", "--approve").code == 0
    here = Path.cwd()
    os.chdir(away)
    refused = command("rule", "shorter", "--accept", "--server", team.hub, "--as", "mia")
    assert refused.code == 1
    assert "- mia's approval doesn't count. Its claims are not computed here, so whether that is what mia approved can't be told. The deals lie" in refused.out
    os.chdir(here)
    assert command("rule", "shorter", "--accept", "--server", team.hub, "--as", "mia").code == 0
