"""Two stages have nearly the same name.

What it reports
A stage whose title, or whose id, is that of an earlier stage but for case, punctuation, spaces or a plural s.

Why it matters
Nobody can tell "Contract sent" from "Contracts sent" in a list on a phone. Deals end up in either, and both numbers are
wrong. It happens when two teams' pipelines are merged, or when a stage is copied to be changed.

Bad
    process: new-business
    from_anywhere: [lost]
    stages:
      criteria-agreed: {title: Criteria agreed, next: [compared]}
      compared: {title: Criteria agreed., next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    from_anywhere: [lost]
    stages:
      criteria-agreed: {title: Criteria agreed, next: [compared]}
      compared: {title: Suppliers compared, next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
None.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from processengine.diagnostic import Finding, Mention
from processengine.model.process import Process
from processengine.rules.subject import Subject

_PUNCTUATION = " \t\n-_.,;:!?'\"()[]{}/\\&…–—’‘“”„«»、。・"
_WORDS = f"[^\\s{re.escape(_PUNCTUATION)}]+"
_DROPPED = str.maketrans("", "", _PUNCTUATION.replace("\n", "") + "s")
_SHORTEST_PLURAL = 3


def check(subject: Subject) -> Iterator[Finding]:
    """Compare the normal forms of all titles and ids, but only of those that are alike at a first look."""
    process = subject.process
    ids, titles = _roughly(process.stages), _roughly([stage.title for stage in process.stages.values()])
    forms = ids + [title for title, own in zip(titles, ids, strict=True) if title not in (own, "")]
    if len(set(forms)) < len(forms):
        repeated = {form for form, times in Counter(forms).items() if times > 1 and form}
        both = zip(process.stages, ids, titles, strict=True)
        yield from _compared(process, [name for name, *alike in both if not repeated.isdisjoint(alike)])


def _compared(process: Process, suspects: list[str]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for name in suspects:
        forms = sorted({normal(name), normal(process.stages[name].title)} - {""})
        twin = next((first[form] for form in forms if form in first), None)
        if twin is not None:
            titles = f'"{process.title_of(twin)}" and "{process.title_of(name)}"'
            yield Finding(
                f"`{twin}` and `{name}` have nearly the same name: {titles}.",
                f"stages.{name}",
                help="Give one of them a name that says what is different about the buyer.",
                values=tuple(sorted((name, twin))),
                related=(Mention(f"`{twin}` stands here", f"stages.{twin}"),),
            )
        for form in forms:
            first.setdefault(form, name)


def _roughly(titles: Collection[str]) -> list[str]:
    """Return less of each title than its normal form holds, quickly: no blank, hyphen or punctuation, and no s at all."""
    together = "\n".join(titles).casefold().translate(_DROPPED).split("\n")
    if len(together) == len(titles):
        return together
    return [title.casefold().translate(_DROPPED).replace("\n", "") for title in titles]


def normal(title: str) -> str:
    """Return a title without what is easily overlooked: case, punctuation, spaces, and the s of plurals."""
    return "".join(_singular(word) for word in re.findall(_WORDS, title.casefold()))


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > _SHORTEST_PLURAL else word
