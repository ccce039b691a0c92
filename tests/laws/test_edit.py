"""Laws of the edit operations, over files laid out in every way that people write them."""

from copy import deepcopy
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from processengine.syntax.edit import Add, EditError, Move, Operation, Remove, Rename, Set, apply
from processengine.syntax.load import load
from processengine.syntax.parse import parse
from processengine.syntax.plain import plain
from tests.laws import oracle
from tests.laws.written import IDS, MULTILINE, PROSE, Path, Written, process, scalar, tree, written

seeds = st.integers(0, 2**40).map(Random)
BREAKS = "\n\r"


def data_of(text: str) -> dict[str, Any]:
    """The data that a text holds."""
    return plain(parse(text)[0])[0]


def a_file(random: Random, *, quiet: bool = False) -> Written:
    """A file and where its elements stand."""
    return written(process(random), random, quiet=quiet)


@given(seeds)
def test_the_writer_writes_what_it_says(random: Random) -> None:
    """The files of these laws hold the data that they are said to hold, and nothing is refused in them."""
    file = a_file(random)
    document, problems = parse(file.text)
    assert problems == []
    assert plain(document) == (file.data, [])


def tried(text: str, operations: list[Operation]) -> str:
    """Do operations; leave out the two cases that are refused although plain data would allow them."""
    try:
        return apply(text, operations)
    except EditError as error:
        assume(not any(said in str(error) for said in ("over several lines", "add a line break")))
        raise


@given(seeds)
def test_an_edit_means_what_it_says(random: Random) -> None:
    """The data after some edits is the data after the same edits on plain data, and no problem is new."""
    file = a_file(random)
    data, operations = file.data, []
    for _ in range(random.randint(1, 4)):
        operation = oracle.operation(random, data)
        if operation is not None:
            operations.append(operation)
            data = oracle.done(data, operation)
    text = tried(file.text, operations)
    document, problems = parse(text)
    assert problems == []
    assert plain(document) == (data, [])
