"""What the docs say is so: examples are run, links lead somewhere, and each command is documented."""

import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from processengine.cli.main import COMMANDS
from processengine.rules.index import INDEX
from processengine.validate import Settings, validate
from tests.conftest import ROOT, Command

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
SETTINGS = Settings(date(2026, 11, 20))


def yaml_blocks(page: Path) -> list[str]:
    """The YAML examples of a page."""
    return re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    """Links to pages and folders of the project are not broken."""
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert "://" in target or (page.parent / target).exists(), target


def test_the_first_file_of_the_readme_is_fine_and_is_what_init_writes() -> None:
    """The README shows a file that validates without a finding, and `init` writes just that below its comments."""
    (shown,) = yaml_blocks(ROOT / "README.md")
    assert validate(shown, "README.md", SETTINGS).diagnostics == []
    written = (ROOT / "processengine" / "starter" / "new-business.yaml").read_text(encoding="utf-8")
    assert written.endswith(shown)


def test_the_page_about_the_format_knows_no_key_that_the_schema_does_not() -> None:
    """The page's file with every key is well formed, whatever its graph is worth."""
    (shown,) = yaml_blocks(ROOT / "docs" / "format.md")
    syntax = {listing.name for listing in INDEX if listing.family == "syntax"}
    assert [one for one in validate(shown, "format.md", SETTINGS).diagnostics if one.rule in syntax] == []


def test_the_five_commands_of_the_readme_run(command: Command) -> None:
    """From nothing to a picture of a change, word for word as the README has it."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = next(one for one in re.findall(r"```console\n(.*?)```", text, re.DOTALL) if "init" in one)
    lines = [shlex.split(line.removeprefix("$ ")) for line in block.strip().splitlines()]
    assert len(lines) == 5
    for program, *arguments in lines:
        if program == "cp":
            Path(arguments[1]).write_bytes(Path(arguments[0]).read_bytes())
        else:
            assert command(*arguments).code == 0, arguments
    assert Path("change.svg").read_text(encoding="utf-8").startswith("<svg")


def test_each_command_is_in_the_readme_and_has_its_help_in_the_docs() -> None:
    """No command is without documentation."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name, _ in COMMANDS:
        assert f"`{name}" in readme
        assert f"\n## {name}\n" in page


def test_each_rule_is_in_the_docs() -> None:
    """The table of rules is complete."""
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert all(f"`{listing.name}`" in page for listing in INDEX)
