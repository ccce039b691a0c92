"""A typo in a process is mended back by the safe fixes, whatever else stands in the file and however it is written."""

import string
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from hypothesis import assume, given

from processengine.diagnostic import Diagnostic
from processengine.fixes import mend, wanted
from processengine.model.nearest import nearest
from processengine.rules.listing import RuleSet
from processengine.syntax.document import Document, children
from processengine.syntax.nodes import Mapping, Node, Scalar, span_of
from processengine.syntax.parse import parse
from processengine.validate import Settings, validate
from tests.laws.law import SLOW_LAW
from tests.laws.written import written
from tests.rules.cases import TODAY
from tests.strategies import RANDOMS, STAGES, process

SETTINGS = Settings(TODAY, RuleSet.CORRECTNESS)
LEAST = 4


class Typo(NamedTuple):
    """A text with one word misspelt: the word, what it has become, and where it begins."""

    text: str
    word: str
    wrong: str
    line: int
    column: int


def look(text: str) -> Sequence[Diagnostic]:
    """What is found in a text."""
    return validate(text, "p.yaml", SETTINGS).diagnostics


def settled(random: Random) -> str:
    """A file, laid out in any way, in which no safe fix is left."""
    return mend(written(process(random), random).text, look).text


def words(node: Node) -> Iterator[Scalar]:
    """The words in a tree: keys, and values that are one."""
    for entry in children(node):
        if isinstance(node, Mapping):
            yield entry.key
        if isinstance(entry.value, Scalar):
            yield entry.value
        else:
            yield from words(entry.value)


def misspelt(random: Random, text: str, chosen: Sequence[Scalar]) -> Typo:
    """Misspell one of some words by a letter: one more, one less, another, or two swapped."""
    word = random.choice(chosen)
    place = random.randrange(len(word.value) - 1)
    before, here, after = word.value[:place], word.value[place : place + 2], word.value[place + 2 :]
    letter = random.choice(string.ascii_lowercase)
    wrong = before + random.choice([here[::-1], here[0], letter + here, letter + here[1]]) + after
    start = word.start.index + text.startswith("\ufeff")
    assert text[start : start + len(word.value)] == word.value
    span = span_of(word)
    return Typo(text[:start] + wrong + text[start + len(word.value) :], word.value, wrong, span.line, span.column)


def is_word(scalar: Scalar) -> bool:
    """Whether a scalar is a plain word of some length."""
    return scalar.style == "" and len(scalar.value) >= LEAST and scalar.value.replace("-", "").replace("_", "").isalpha()


def root(text: str) -> Document:
    """The document of a text."""
    return parse(text)[0]


@SLOW_LAW
@given(RANDOMS)
def test_a_typo_for_which_a_fix_is_offered_is_mended_back(random: Random) -> None:
    """To the very text that it was made in: the fix writes the word that stood there and touches nothing else."""
    text = settled(random)
    tree = root(text).root
    assert tree is not None
    chosen = [one for one in words(tree) if is_word(one)]
    assume(chosen)
    typo = misspelt(random, text, chosen)
    offers = [
        one for one in look(typo.text)
        if wanted(one, unsafe=False) and one.values == (typo.wrong,) and (one.span.line, one.span.column) == (typo.line, typo.column)
    ]
    assume(typo.wrong != typo.word and offers)
    assert mend(typo.text, look).text == text


@SLOW_LAW
@given(RANDOMS)
def test_a_stage_that_can_only_be_one_is_always_mended(random: Random) -> None:
    """A target one letter off a single stage other than its own, and off no other name in its list, gets its name back."""
    text = settled(random)
    document = root(text)
    stages = document.at("stages")
    assert stages is not None
    known = [entry.key.value for entry in children(stages.value)]
    targets = [scalar for name in known for scalar in targets_of(document, name) if scalar.value in {*known} - {name} and is_word(scalar)]
    assume(targets)
    typo = misspelt(random, text, targets)
    assume(typo.wrong not in STAGES and nearest(typo.wrong, known) == [typo.word])
    assert mend(typo.text, look).text == text


def targets_of(document: Document, stage: str) -> list[Scalar]:
    """The targets in a stage's `next`."""
    found = document.at(f"stages.{stage}.next")
    return [] if found is None else [entry.key for entry in children(found.value)]
