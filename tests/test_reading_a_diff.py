"""The page about reading a diff shows what the commands print."""

import re
import shlex
from pathlib import Path

from processengine.cli.diff import FORMATS
from tests.conftest import ROOT, Command
from tests.draw.layouts import need

PAGE = (ROOT / "docs" / "reading-a-diff.md").read_text(encoding="utf-8")


def run_example(command: Command) -> str:
    """Run the page's commands in order and return what the last one prints."""
    (block,) = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
    out = ""
    for program, *arguments in (shlex.split(line.removeprefix("$ ")) for line in block.strip().splitlines()):
        if program == "cp":
            Path(arguments[1]).write_bytes(Path(arguments[0]).read_bytes())
        else:
            result = command(*arguments)
            assert result.code == 0, arguments
            out = result.out
    return out


def test_the_example_is_what_the_command_prints(command: Command) -> None:
    """Word for word."""
    (shown,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    assert run_example(command).strip() == shown.strip()


def test_the_pictures_are_those_of_the_example(command: Command) -> None:
    """The same words in the same boxes; where they stand is Graphviz's affair."""
    need("wasm")
    run_example(command)
    page = command("diff", "before.yaml", "sales/new-business.yaml", "-f", "html").out
    drawn = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    committed = [(ROOT / "docs" / "pictures" / f"{name}.svg").read_text(encoding="utf-8") for name in ("before", "after")]
    assert [sorted(re.findall(r">([^<]+)</text>", svg)) for svg in drawn] == [sorted(re.findall(r">([^<]+)</text>", svg)) for svg in committed]


def test_every_format_is_on_the_page() -> None:
    """The table leaves none out."""
    assert all(f"| `{name}` |" in PAGE for name in FORMATS)
