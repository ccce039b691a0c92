"""The page about sources shows what `evidence check` prints."""

import re
from pathlib import Path

from tests.conftest import ROOT, Command

PAGE = ROOT / "docs" / "evidence-sources.md"


def blocks(kind: str) -> list[str]:
    """Return the page's blocks of a kind."""
    return re.findall(rf"```{kind}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def write_example(settings: str = "evidence: {source: export/}\n") -> None:
    """Write the page's example."""
    Path("export").mkdir(exist_ok=True)
    for name, text in zip(("OpportunityFieldHistory", "Opportunity"), blocks("csv"), strict=True):
        Path(f"export/{name}.csv").write_text(text, encoding="utf-8")
    Path("library.yaml").write_text(f"library: acme\n{settings}", encoding="utf-8")
    (process,) = (one for one in blocks("yaml") if one.startswith("process:"))
    Path("new-business.yaml").write_text(process, encoding="utf-8")


def test_the_page_shows_what_is_printed(command: Command) -> None:
    """Of the files that it shows."""
    write_example()
    (shown,) = blocks("text")
    assert command("evidence", "check").out == shown


def test_its_lines_give_every_name_a_stage(command: Command) -> None:
    """As the page says."""
    write_example()
    printed = command("evidence", "check").out.splitlines()
    names, crm = printed.index("  names: salesforce"), printed.index("crm:")
    write_example("\n".join(["evidence:", "  source: export/", printed[names], *printed[crm:printed.index("", crm)], ""]))
    after = command("evidence", "check").out
    assert "Names that it doesn't know" not in after
    assert "yes       win-rate" in after
