"""The proposal file that a proposer gets: what is known filled in, and the right questions in comments.

What only the author can say stands as a comment with names in capitals, which are no ids and no numbers: nothing of
an example is ever taken for a claim, even where somebody takes the marks away and forgets the rest.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from processengine.syntax.edit.render import Style, entry_lines, in_block


@dataclass(frozen=True)
class Form:
    """What is known of a proposal.

    `gone` are the stages that it takes away, by id with their titles; `stages` and `measures` are the ids that the
    process has after it. `claims` and `expects` are how many the policy asks for.
    """

    id: str
    title: str
    process: str
    author: str
    opened: date
    status: str = "open"
    why: str = ""
    gone: Mapping[str, str] = field(default_factory=dict)
    moves: Mapping[str, str] = field(default_factory=dict)
    stages: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    claims: int = 0
    expects: int = 0


def render(form: Form) -> str:
    """Return the text of a new proposal file."""
    return "\n".join([*_known(form), "", *_why(form), "", *_moves(form), *_claims(form), "", *_expects(form)]) + "\n"


def why_text(why: str) -> str:
    """Return a reason as a file keeps it: in block lines, with one line end at its end."""
    lines = [line.rstrip() for line in why.strip().splitlines()]
    return "\n".join(lines) + "\n"


def _known(form: Form) -> Iterator[str]:
    yield "# A proposal: what you would change, and why. The change itself is your edit of the process."
    yield "# Lines that start with # are questions and hints for you; nothing reads them."
    yield from _entry("proposal", form.id)
    yield from _entry("title", form.title)
    yield from _entry("process", form.process)
    if form.author:
        yield from _entry("author", form.author)
    else:
        yield "# author: YOUR-ID               # your id in library.yaml, which doesn't know your e-mail address"
    yield f"opened: {form.opened.isoformat()}"
    yield f"status: {form.status:23} # draft while you are still at it, open when others may judge, withdrawn to take it back"


def _why(form: Form) -> Iterator[str]:
    yield "# Why? What have you seen at buyers, and what would be better for them? In your own words: they are shown as yours."
    if form.why.strip():
        yield from _entry("why", why_text(form.why))
    else:
        yield "# why: |"
        yield "#   WHAT YOU HAVE SEEN"


def _moves(form: Form) -> Iterator[str]:
    """Ask where the deals go that stand in a stage that is taken away; nothing where none is."""
    if not form.gone and not form.moves:
        return
    yield "# Deals stand today in stages that this takes away. In which stage does each go on? Take the marks away, and write"
    yield "# for each one of the stages that there will be."
    if form.moves:
        yield "moves:"
        yield from (f"  {line}" for old, new in form.moves.items() for line in _entry(old, new))
    else:
        yield "# moves:"
    open_ = [name for name in form.gone if name not in form.moves]
    yield from (f"#   {name}: STAGE" + " " * max(1, 24 - len(name)) + f"# “{_on_a_line(form.gone[name])}”" for name in open_)
    if open_:
        yield from _choices("Stages that there will be", form.stages)
    yield ""


def _claims(form: Form) -> Iterator[str]:
    yield "# What is so today, that the deals themselves can show? A claim is computed from them, whatever comes out; a"
    yield "# reason is not. So claim what is, nothing that this proposal only brings about." + _asked(form.claims, "claim")
    yield "# claims:"
    yield "#   A-SHORT-NAME:"
    yield "#     says: WHAT IS SO, IN A SENTENCE"
    yield "#     share: {outcome: no-decision}    # the share of deals that end so,"
    yield "#     among: {reached: STAGE}          # among those that reached this stage,"
    yield "#     at_least: NUMBER                 # is at least this: 0.5 is half of them"
    yield "#   ANOTHER-SHORT-NAME:"
    yield "#     says: WHAT IS SO, IN A SENTENCE"
    yield "#     compare: MEASURE                 # hold a share or a duration of the process,"
    yield "#     where: {reached: STAGE}          # of the deals that came here before (or had a kit, criterion or activity),"
    yield "#     versus: rest                     # against the others,"
    yield "#     direction: higher                # and say whether it is higher or lower"
    yield f"# What the deals say of them: processengine evidence claim {form.id}"
    yield from _choices("Stages", form.stages)


def _expects(form: Form) -> Iterator[str]:
    yield "# What will be otherwise, and by when? You are held to it on that day, so say it before it happens."
    yield "# `guard` names what must not get worse meanwhile." + _asked(form.expects, "expectation")
    yield "# expects:"
    yield "#   MEASURE: {from: NUMBER, to: NUMBER, by: DAY, guard: {MEASURE: not-higher}}"
    if form.measures:
        yield from _choices("Measures of this process", form.measures)
    else:
        yield "# This process has no measures yet; docs/format.md tells how one is written."


def _on_a_line(text: str) -> str:
    """Return a text as it may stand in a comment: on one line, without what can't be printed."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def _asked(count: int, what: str) -> str:
    return f" The policy asks for {count} {what}{'' if count == 1 else 's'} here." if count else ""


def _choices(what: str, names: tuple[str, ...]) -> Iterator[str]:
    line = f"# {what}:"
    for name in names:
        if len(line) + len(name) > 100:
            yield f"{line}"
            line = "#  "
        line += f" {name}{'' if name == names[-1] else ','}"
    yield line


def _entry(key: str, value: str) -> tuple[str, ...]:
    return entry_lines(key, in_block(value, Style()))
