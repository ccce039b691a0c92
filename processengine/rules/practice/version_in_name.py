"""A name says which version it is.

What it reports
A process or a stage whose id or title ends in v2, new, redesign, copy, final or a year. The words come from a lexicon in
English. Where both end so, the id is reported.

Why it matters
"New business v2" is new until there is a v3, and then nobody dares to touch either. A process has a `version`, which
`release` counts up by what changed; its history and its deals stay with one name. The habit comes from files that were
copied before anything kept their history.

Bad
    process: new-business-v2
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Good
    process: new-business
    version: "2.0.0"
    from_anywhere: [lost]
    stages:
      trouble-named: {next: [won]}
      won: {outcome: won}
      lost: {outcome: lost}

Exceptions
Only endings count: "New business" is a name. So is a stage called "New", which many CRM systems begin with. "Something new"
and "Signed copy" say what is true, and "50 to 2000" is no year. Earlier ids in `was` stay as they were. Kits, plays, roles
and measures may bear a year of their own, such as that of a report.
"""

from collections.abc import Iterator

from processengine.diagnostic import Edit, Finding, Fix, Part
from processengine.graph import Graph
from processengine.rules.glance import bare_words, stage_words
from processengine.rules.practice.version_names import Ending, may_end_in_version, version_ending
from processengine.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Look at the ends of the names of the process and of its stages."""
    process = subject.mended.process
    if any(map(may_end_in_version, bare_words([process.id, process.title]))):
        yield from _of_process(process.id, process.title)
    for name, words in stage_words(subject).items():
        if any(map(may_end_in_version, words)):
            yield from _of_stage(subject.mended, name, process.stages[name].title)


def _of_process(name: str, title: str) -> Iterator[Finding]:
    if ending := version_ending(name):
        yield _finding(name, ending, "process", "Name it for the business it is about; `release` counts up its `version`.")
    elif ending := version_ending(title):
        edits = (Edit("retext", "title", ending.rest),) if _is_name(ending.rest) else ()
        yield _finding(title, ending, "title", "Leave it out; `release` counts up the `version`.", edits)


def _of_stage(graph: Graph, name: str, title: str) -> Iterator[Finding]:
    path, of_title = f"stages.{name}", version_ending(title)
    if ending := version_ending(name):
        is_free = of_title is None and _is_free(graph, name, ending.rest)
        edits = (Edit("rename", path, ending.rest),) if is_free else ()
        help_ = "Name it for what is true of the buyer; `was` keeps its deals and history."
        yield _finding(name, ending, path, help_, edits, "key")
    elif of_title:
        edits = (Edit("retext", f"{path}.title", of_title.rest),) if _is_free(graph, name, of_title.rest) else ()
        yield _finding(title, of_title, f"{path}.title", "Name it for what is true of the buyer.", edits)


def _finding(
    name: str, ending: Ending, path: str, help_: str, edits: tuple[Edit, ...] = (), on: Part = "value"
) -> Finding:
    return Finding(
        f'"{name}" has a version in its name: "{ending.version}".',
        path,
        on,
        help=help_,
        values=(name,),
        fix=Fix(f'Call it "{ending.rest}"', edits, safe=False) if edits else None,
    )


def _is_name(rest: str) -> bool:
    return bool(rest) and version_ending(rest) is None


def _is_free(graph: Graph, name: str, rest: str) -> bool:
    """Tell whether no other stage has, or had, nearly the name that is left."""
    from processengine.rules.graph.near_duplicate_title import normal

    others = [(other, stage) for other, stage in graph.stages.items() if other != name]
    taken = {normal(text) for other, stage in others for text in (other, stage.title, *stage.was)}
    return _is_name(rest) and normal(rest) not in taken
