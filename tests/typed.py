"""Runs a command of ours as somebody types it in a folder, without the cost of another Python."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple

from processengine.cli.main import run

_TYPED = re.compile(r"(?P<who>[a-z]+)\$ (?P<command>.*)")


class Typed(NamedTuple):
    """A command on a page: who types it, what is typed, and the lines that it stands on."""

    who: str
    text: str
    lines: tuple[str, ...]


def typed_in(block: str) -> Iterator[Typed]:
    """Yield the commands of a page's block; a backslash leads on to the next line, and what was printed is left out."""
    rest = iter(block.splitlines())
    for line in rest:
        found = _TYPED.fullmatch(line)
        if found is not None:
            lines = [line]
            while lines[-1].endswith("\\"):
                lines.append(next(rest))
            text = " ".join(one.removesuffix("\\").strip() for one in lines).partition("$ ")[2]
            yield Typed(found["who"], text, tuple(lines))


def run_typed(folder: Path, settings: Mapping[str, str], *arguments: str) -> tuple[int, str]:
    """Run a command in a folder where just `settings` are in the environment; return its exit status and all that it prints."""
    out = TextIOWrapper(BytesIO(), "utf-8", newline="")
    with environment(settings), chdir(folder), redirect_stdout(out), redirect_stderr(out):
        code = run(list(arguments))
        out.flush()
    return code, out.buffer.getvalue().decode()


@contextmanager
def environment(settings: Mapping[str, str]) -> Iterator[None]:
    """Have just these variables in the environment for a while."""
    before = dict(os.environ)
    _become(settings)
    try:
        yield
    finally:
        _become(before)


def _become(settings: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(settings)
