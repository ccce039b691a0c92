"""The page about validating: its examples are what it says they are."""

import re
from pathlib import Path

from tests.conftest import ROOT, Command

PAGE = (ROOT / "docs" / "validating.md").read_text(encoding="utf-8")
RENEWALS = """\
process: renewals
from_anywhere: [lost]
stages:
  reminded: {next: [won]}
  won: {outcome: won}
  lost: {outcome: lost}
"""


def test_its_settings_are_fine_and_do_what_it_says(command: Command) -> None:
    """A rule that is off in one folder and mild at one stage."""
    library, _ = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    Path("library.yaml").write_text(library, encoding="utf-8")
    Path("legacy").mkdir()
    Path("renewals.yaml").write_text(RENEWALS, encoding="utf-8")
    Path("legacy/old.yaml").write_text(RENEWALS.replace("renewals", "old"), encoding="utf-8")
    Path("new.yaml").write_text(RENEWALS.replace("renewals", "new"), encoding="utf-8")
    assert command("validate", "library.yaml").code == 0
    result = command("validate", "--select", "unstated-buyer")
    assert "new.yaml:4:3 warning: unstated-buyer" in result.out
    assert "renewals.yaml:4:3 note: unstated-buyer" in result.out
    assert "legacy" not in result.out


def test_its_suppressions_are_fine(command: Command) -> None:
    """Each covers the finding that it is there for."""
    _, process = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    result = command("validate", "-", stdin=process)
    assert (result.code, "unused" in result.out) == (0, False)
