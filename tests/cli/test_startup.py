"""What a command imports, which is what it costs to start."""

import subprocess
import sys

import pytest

FIRST_FILE = """process: new-business
from_anywhere: [lost]
stages:
  a: {buyer: They say so, next: [won]}
  won: {outcome: won}
  lost: {outcome: lost}
"""

HEAVY = ("pydantic", "yaml", "networkx", "graphviz", "rich")


def imported(*arguments: str, stdin: str = "") -> set[str]:
    """The modules that a run of the command line has imported when it ends."""
    program = (
        "import sys\nfrom processengine.cli.main import run\n"
        f"run({list(arguments)!r})\nprint('\\n' + '\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=stdin, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_click_alone(option: str) -> None:
    """Neither a parser nor models nor graphs are imported to say what the commands are."""
    assert not imported(option) & set(HEAVY)


def test_one_file_is_validated_without_networkx() -> None:
    """Validating one file imports neither networkx nor anything that draws or compares."""
    modules = imported("validate", "-", "--today", "2026-11-20", stdin=FIRST_FILE)
    assert "yaml" in modules
    assert not modules & {"networkx", "graphviz", "rich", "processengine.draw", "processengine.diff", "processengine.git"}


def test_rules_of_topics_that_rest_are_not_imported() -> None:
    """A file without probabilities or a journey opens no rule about them."""
    modules = imported("validate", "-", "--today", "2026-11-20", stdin=FIRST_FILE)
    assert not any(name.startswith("processengine.rules.forecast.") for name in modules)
    assert "processengine.rules.buyer.uncovered_step" not in modules
