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
from collections.abc import Iterator

from processengine.diagnostic import Finding, Mention
from processengine.rules.subject import Subject

_WORDS = re.compile(r"[^\s\-_.,;:!?'\"()\[\]{}/\\&…–—’‘“”„«»、。・]+")
_SHORTEST_PLURAL = 3


def check(subject: Subject) -> Iterator[Finding]:
    """Compare the normal forms of all titles and ids."""
    process = subject.process
    first: dict[str, str] = {}
    for name, stage in process.stages.items():
        forms = {normal(name), normal(stage.title)} if stage.title else {normal(name)}
        twin = next((first[form] for form in sorted(forms) if form in first), None)
        if twin is not None:
            titles = (process.title_of(name), process.title_of(twin))
            yield Finding(
                f"`{name}` and `{twin}` have nearly the same name: {titles[0]!r} and {titles[1]!r}.",
                f"stages.{name}",
                help="Give one of them a name that says what is different about the buyer.",
                values=tuple(sorted((name, twin))),
                related=(Mention(f"`{twin}` stands here", f"stages.{twin}"),),
            )
        for form in forms:
            if form:
                first.setdefault(form, name)


def normal(title: str) -> str:
    """Return a title without what is easily overlooked: case, punctuation, spaces, and the s of plurals."""
    return "".join(_singular(word) for word in _WORDS.findall(title.casefold()))


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > _SHORTEST_PLURAL else word
