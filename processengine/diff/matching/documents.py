"""Guesses for whole libraries: which document was renamed, and what was renamed in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from processengine.diff.atom import Content
from processengine.diff.matching import neighbours
from processengine.diff.matching.guessing import DEFAULT_THRESHOLD, Guess, Side, guessed
from processengine.diff.matching.portrait import of_stage, of_step
from processengine.diff.matching.whole import of_document
from processengine.diff.renames import Renames, renames_in
from processengine.diff.revision import Pair, Revision
from processengine.model.journey import Journey
from processengine.model.process import Process

__all__ = ["DEFAULT_THRESHOLD", "Paired", "paired", "renames_among", "with_guesses"]


@dataclass(frozen=True)
class Paired:
    """Pairs of revisions, and how sure the guessed ones among them are, by the new side's key."""

    pairs: list[Pair]
    confidence: Mapping[tuple[str, str, str], float]


def paired(pairs: Sequence[Pair], threshold: float = DEFAULT_THRESHOLD) -> Paired:
    """Return the pairs with documents of one library and kind put together that are likely one under another id."""
    partner: dict[tuple[str, str, str], Revision] = {}
    confidence: dict[tuple[str, str, str], float] = {}
    for home, kind in sorted({one.key[:2] for pair in pairs for one in pair if one is not None and None in pair}):
        here = [pair for pair in pairs if any(one is not None and one.key[:2] == (home, kind) for one in pair)]
        gone = {old.content.id: old for old, new in here if old is not None and new is None}
        come = {new.content.id: new for old, new in here if new is not None and old is None}
        for guess in _documents(here, gone, come, threshold):
            partner[come[guess.new].key] = gone[guess.old]
            confidence[come[guess.new].key] = guess.confidence
    taken = {one.key for one in partner.values()}
    put = [(partner.get(new.key), new) if new is not None and old is None else (old, new) for old, new in pairs]
    return Paired([pair for pair in put if not (pair[0] is not None and pair[1] is None and pair[0].key in taken)], confidence)


def _documents(here: Sequence[Pair], gone: Mapping[str, Revision], come: Mapping[str, Revision], threshold: float) -> list[Guess]:
    if not gone or not come:
        return []
    both = [(old, new) for old, new in here if old is not None and new is not None]
    # A document that kept its id may still stand in `gone` or `come` where two files have one id: then nothing is said.
    known = {old.content.id: new.content.id for old, new in both}
    before = {**{old.content.id: old for old, _ in both}, **gone}
    after = {**{new.content.id: new for _, new in both}, **come}
    found = guessed(Side(before, of_document), Side(after, of_document), known, threshold)
    return [guess for guess in found if guess.old in gone and guess.new in come]


def renames_among(pairs: Sequence[Pair], found: Paired, threshold: float = DEFAULT_THRESHOLD) -> Renames:
    """Return what was renamed between the pairs of one library: what the files state, and what is likely besides."""
    contents = [(old.content, new.content) for old, new in pairs if old is not None and new is not None]
    renames = with_guesses(contents, renames_in(contents), threshold)
    documents = {
        (new.content.id, "process" if isinstance(new.content, Process) else "journey"): found.confidence[new.key]
        for _, new in pairs if new is not None and new.key in found.confidence
    }
    return replace(renames, guesses={**documents, **renames.guesses})


def with_guesses(pairs: Sequence[tuple[Content, Content]], stated: Renames, threshold: float = DEFAULT_THRESHOLD) -> Renames:
    """Return the stated renames of a library with what else was likely renamed in each document, and how sure that is."""
    if threshold >= 1:
        return stated
    stages, steps, guesses = dict(stated.stages), dict(stated.steps), dict(stated.guesses)
    for old, new in pairs:
        if isinstance(old, Process) and isinstance(new, Process):
            _add(stages, guesses, (old, new), "stages", _in_process(old, new, stated.stages.get(old.id, {}), threshold))
        else:
            assert isinstance(old, Journey)
            assert isinstance(new, Journey)
            _add(steps, guesses, (old, new), "steps", _in_journey(old, new, stated, pairs, threshold))
    return replace(stated, stages=stages, steps=steps, guesses=guesses)


def _add(
    ids: dict[str, Mapping[str, str]], guesses: dict[tuple[str, str], float], pair: tuple[Content, Content], holder: str, found: Sequence[Guess]
) -> None:
    old, new = pair
    if found:
        ids[old.id] = {**ids.get(old.id, {}), **{guess.old: guess.new for guess in found}}
        guesses.update({(new.id, f"{holder}.{guess.new}"): guess.confidence for guess in found})


def _in_process(old: Process, new: Process, known: Mapping[str, str], threshold: float) -> list[Guess]:
    sides = [Side(process.stages, of_stage, partial(neighbours.of_stages, process)) for process in (old, new)]
    return guessed(sides[0], sides[1], known, threshold)


def _in_journey(old: Journey, new: Journey, stated: Renames, pairs: Sequence[tuple[Content, Content]], threshold: float) -> list[Guess]:
    around = ([one for one in side if isinstance(one, Process)] for side in zip(*pairs, strict=True))
    sides = [
        Side(journey.steps, of_step, partial(neighbours.of_steps, journey, processes))
        for journey, processes in zip((old, new), around, strict=True)
    ]
    return guessed(sides[0], sides[1], stated.steps.get(old.id, {}), threshold)
