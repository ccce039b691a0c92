"""Laws of the edit operations, over files laid out in every way that people write them."""

import re
from pathlib import Path as FilePath
from random import Random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from processengine.syntax.edit import Add, EditError, Move, Operation, Remove, Rename, Set, apply
from processengine.syntax.edit.operation import names_of
from processengine.syntax.parse import parse
from processengine.syntax.plain import plain
from tests.laws import oracle
from tests.laws.written import PROSE, Path, Written, process, scalar, written

seeds = st.integers(0, 2**40).map(Random)
SHIPPED = [path.read_text(encoding="utf-8") for path in sorted(FilePath(__file__).parents[2].glob("processes/*.yaml"))]
BLANK = " \n\r"


def data_of(text: str) -> dict[str, Any]:
    """The data that a text holds."""
    return plain(parse(text)[0])[0]


def a_file(random: Random) -> Written:
    """A file and where its elements stand."""
    return written(process(random), random)


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
        assume(not any(said in str(error) for said in ("no room in the line", "add a line break")))
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


@given(seeds)
def test_remove_takes_the_element_and_nothing_else(random: Random) -> None:
    """In block style just the element's own lines and blank lines around them go; in brackets nothing is written."""
    file = a_file(random)
    operation = oracle.operation(random, file.data, Remove)
    assume(operation is not None)
    assert isinstance(operation, Remove)
    path = names_of(operation.path)
    result = tried(file.text, [operation])
    holder = path[:-1]
    if len(oracle.get(file.data, holder)) == 1:
        goes_along = oracle.may_go(holder) and len(oracle.get(file.data, holder[:-1])) == 1
        is_outside_the_same(file, result, holder[:-1] if goes_along else holder)
    elif is_in_brackets(file, holder):
        is_outside_the_same(file, result, holder)
        assert is_subsequence(result, file.text)
    else:
        start, end = file.spans[path]
        before, after = file.text[:start].rstrip(BLANK), file.text[end:].lstrip(BLANK)
        assert result.startswith(before)
        assert result.endswith(after)
        assert not result[len(before) : len(result) - len(after)].strip(BLANK)


@given(seeds)
def test_set_and_rename_change_the_element_and_nothing_else(random: Random) -> None:
    """Everything before an element's own comments and after its last own line stays byte for byte."""
    file = a_file(random)
    operation = oracle.operation(random, file.data, Set, Rename)
    assume(operation is not None)
    assert operation is not None
    is_outside_the_same(file, tried(file.text, [operation]), names_of(operation.path))


@given(seeds)
def test_add_only_adds(random: Random) -> None:
    """The text with a new element is the text, with something put in: in block style in one place."""
    file = a_file(random)
    operation = oracle.an_addition(random, file.data)
    path = names_of(operation.path)
    result = tried(file.text, [operation])
    holder = path[:-1]
    if not oracle.get(file.data, holder):
        is_outside_the_same(file, result, holder)
    elif is_in_brackets(file, holder):
        is_outside_the_same(file, result, holder)
        assert is_subsequence(file.text, result)
    else:
        same = next((at for at, (one, other) in enumerate(zip(file.text, result, strict=False)) if one != other), len(file.text))
        assert result.endswith(file.text[same:])


@given(seeds)
def test_move_takes_the_element_with_its_comments(random: Random) -> None:
    """Nothing outside the map or list changes, and the element's own lines are found again as they were."""
    file = a_file(random)
    operation = oracle.operation(random, file.data, Move)
    assume(operation is not None)
    assert isinstance(operation, Move)
    path = names_of(operation.path)
    result = tried(file.text, [operation])
    start, end = file.spans[path]
    if path[:-1]:
        is_outside_the_same(file, result, path[:-1])
    assert file.text[start:end].strip(BLANK) in result
    if is_in_brackets(file, path[:-1]):
        assert marks(result) == marks(file.text)
    else:
        assert sorted(words_of_lines(result)) == sorted(words_of_lines(file.text))


@given(seeds)
def test_what_was_added_can_be_removed_without_a_trace(random: Random) -> None:
    """Adding to what holds something, or making a holder that may go again, and removing: the text is as before."""
    file = a_file(random)
    operation = oracle.an_addition(random, file.data)
    if random.random() < 0.3:
        stage = random.choice(list(file.data["stages"]))
        missing = [name for name in ("exit_criteria", "plays", "records") if name not in file.data["stages"][stage]]
        assume(missing)
        operation = Add(("stages", stage, missing[0], "new"), {"fact": random.choice(PROSE)})
        assume(file.data["stages"][stage])
    else:
        assume(oracle.get(file.data, names_of(operation.path)[:-1]))
    added = tried(file.text, [operation])
    assert apply(added, [Remove(operation.path)]) == file.text


@given(seeds)
def test_a_value_set_back_is_written_as_it_was_written_by_set(random: Random) -> None:
    """One value always looks the same in one place, whatever stood there in between."""
    file = a_file(random)
    operation = oracle.operation(random, file.data, Set)
    assume(operation is not None)
    assert isinstance(operation, Set)
    path = names_of(operation.path)
    assume(isinstance(oracle.get(file.data, path[:-1]), dict) and not isinstance(oracle.get(file.data, path), dict | list))
    one, other = scalar(random), scalar(random)
    first = tried(file.text, [Set(operation.path, one)])
    assert tried(first, [Set(operation.path, other), Set(operation.path, one)]) == first


def is_in_brackets(file: Written, path: Path) -> bool:
    """Tell whether a map or list, or something around it, is written in flow style."""
    return any(path[:length] in file.flows for length in range(len(path) + 1))


def is_outside_the_same(file: Written, result: str, path: Path) -> None:
    """Hold that only the element at a path differs; blank lines around it are its separators."""
    if not path:
        return
    start, end = file.spans[path]
    if is_in_brackets(file, path[:-1]):
        is_outside_the_same(file, result, path[:-1])
        return
    assert result.startswith(file.text[:start].rstrip(BLANK))
    assert result.endswith(file.text[end:].lstrip(BLANK))


def is_subsequence(short: str, long: str) -> bool:
    """Tell whether a text can be had from another by leaving characters out."""
    rest = iter(long)
    return all(char in rest for char in short)


def marks(text: str) -> list[str]:
    """The characters of a text in the order of the alphabet, without blanks and commas."""
    return sorted(char for char in text if char not in BLANK + ",")


def words_of_lines(text: str) -> list[str]:
    """The lines that hold something, without the blanks and dash before it."""
    return [line.strip(BLANK + "-") for line in re.split("\r\n|\n|\r", text) if line.strip(BLANK + "-")]


@settings(max_examples=30)
@given(seeds)
def test_what_a_shipped_file_holds_can_be_edited(random: Random) -> None:
    """Each element of real files can be set to what it is, moved and removed, and nothing else changes its meaning."""
    text = random.choice(SHIPPED)
    data = data_of(text)
    operation = oracle.operation(random, data, Remove, Move)
    assert operation is not None
    try:
        assert data_of(apply(text, [operation])).keys() <= data.keys()
    except EditError as error:
        # Only the file's first key may neither go nor be passed.
        assert "the first key tells what the file is" in str(error)  # noqa: PT017
    path = names_of(operation.path)
    assert data_of(apply(text, [Set(path, oracle.get(data, path))])) == data
