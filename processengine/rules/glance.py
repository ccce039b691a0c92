"""Texts at a glance: their bare words, which show what most of them can't say, before any is read with care."""

from collections.abc import Collection
from typing import Final

from processengine.model.process import Criterion
from processengine.rules.places import criteria_in
from processengine.rules.subject import Subject, shared

Words = list[str]

_END: Final = "\n"


class _Blanked(dict[int, int | str]):
    """What `str.translate` makes of a character: itself where it is a letter or a digit, else a blank."""

    def __missing__(self, code: int) -> int | str:
        self[code] = code if chr(code).isalnum() else " "
        return self[code]


_BLANKED: Final = _Blanked({ord(_END): _END})


def bare_words(texts: Collection[str]) -> list[Words]:
    """Return the words of each text without case and signs, cut apart for all of them together."""
    lines = _END.join(texts).casefold().translate(_BLANKED).split(_END)
    if len(lines) != len(texts):  # some text has several lines
        return [text.casefold().translate(_BLANKED).split() for text in texts]
    return [line.split() for line in lines]


@shared
def stage_words(subject: Subject) -> dict[str, tuple[Words, Words]]:
    """Return for each stage the bare words of its id and of its title."""
    stages = subject.mended.stages
    words = bare_words([*stages, *[stage.title for stage in stages.values()]])
    count = len(stages)
    return dict(zip(stages, zip(words[:count], words[count:], strict=True), strict=True))


@shared
def fact_words(subject: Subject) -> list[tuple[Criterion, Words]]:
    """Return all exit criteria, each with the bare words of its fact."""
    process = subject.mended.process
    criteria = subject.criteria if process is subject.process else [found for _, found in criteria_in(process)]
    words = bare_words([criterion.fact for criterion in criteria])
    return list(zip(criteria, words, strict=True))
