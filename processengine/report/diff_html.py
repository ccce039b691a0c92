"""A comparison as a page that stands alone: the headline, the changes in sentences, and both pictures."""

from collections.abc import Iterator, Mapping

from processengine.change import Change, Changeset, Group, Impact
from processengine.report.comparison import Comparison, counts
from processengine.report.page.pair import pair
from processengine.report.page.whole import page, text
from processengine.report.pictures import Pictures, file_of
from processengine.report.places import places
from processengine.report.wording import BUMPS, documents, guessed, impact_word

NO_PICTURES: Mapping[str, Pictures] = {}


def render(comparison: Comparison, pictures: Mapping[str, Pictures] = NO_PICTURES) -> str:
    """Return the page; `pictures` are those of the documents by file (`file_of`), as far as there are any."""
    changed = comparison.changed
    title = _title(changed)
    parts = [f"<h1>{text(title)}</h1>", *_headline(comparison)]
    for number, changeset in enumerate(changed, 1):
        parts.append(section(changeset, pictures.get(file_of(changeset)), anchor=f"change-{number}", is_alone=len(changed) == 1))
    return page(title, "\n".join(parts))


def _title(changed: list[Changeset]) -> str:
    match changed:
        case []:
            return "Nothing differs"
        case [one]:
            return f"{one.title} calls for {BUMPS[one.required_bump]}"
    return f"{documents(changed)} change"


def _headline(comparison: Comparison) -> Iterator[str]:
    changed = comparison.changed
    if len(changed) == 1:
        yield verdict("", changed[0])
    if [(one.before_file, one.after_file) for one in changed] != [(comparison.before, comparison.after)]:
        yield f'<p class="sides">From <code>{text(comparison.before)}</code> to <code>{text(comparison.after)}</code>.</p>'
    if len(changed) > 1:
        yield from _table(changed)


def verdict(lead: str, changeset: Changeset) -> str:
    """Return how many changes there are of each impact, each in its colour, behind a lead: our own words."""
    counted = ", ".join(f'<span class="impact {impact.value}">{number} {impact.value}</span>' for impact, number in counts(changeset.changes).items())
    return f'<p class="verdict{_serious(changeset)}">{lead}{counted}.</p>'


def _serious(changeset: Changeset) -> str:
    """Return the class of what is as serious as a changeset, behind another class."""
    return f" {changeset.impact.value}" if changeset.impact else ""


def _table(changed: list[Changeset]) -> Iterator[str]:
    """Return what each of several documents calls for, each with a way to its place on the page."""
    heads = "".join(f'<th scope="col">{impact_word(impact)}</th>' for impact in Impact)
    yield f'<table><thead><tr><th scope="col">Process</th><th scope="col">Calls for</th>{heads}</tr></thead><tbody>'
    for number, changeset in enumerate(changed, 1):
        counted = counts(changeset.changes)
        cells = "".join(f'<td class="number">{counted.get(impact, 0)}</td>' for impact in Impact)
        name = f'<a href="#change-{number}">{text(changeset.title)}</a>'
        yield f'<tr><th scope="row">{name}</th><td class="bump{_serious(changeset)}">{BUMPS[changeset.required_bump]}</td>{cells}</tr>'
    yield "</tbody></table>"


def section(changeset: Changeset, pictures: Pictures | None = None, *, anchor: str = "change-1", is_alone: bool = False) -> str:
    """Return the changes of one document as a section of a page, under a heading of level 2: the pictures, then the sentences.

    Where it `is_alone` on the page, the page's own heading is its heading, and those below move up. `anchor` is the
    section's id and must be another for each section of a page; it is ours, never a user's text.
    """
    level = 2 if is_alone else 3
    way = "" if pictures is None else f' · <a href="#{anchor}-changes">What changes, in words</a>'
    said = [f'<p class="headline">{text(changeset.headline)}</p>'] if changeset.headline else []
    drawn = [] if pictures is None else [pair(pictures, anchor=anchor, level=level)]
    heading = f'<h{level} id="{anchor}-changes">What changes</h{level}>'
    parts = [*said, f'<p class="sides">{_files(changeset)}{way}</p>', *drawn, heading, changes(changeset, level=level + 1)]
    if is_alone:
        return "\n".join([f'<section class="change" id="{anchor}" aria-label="{text(changeset.title)}">', *parts, "</section>"])
    title = f'<h2 id="{anchor}-title">{text(changeset.title)}</h2>'
    called = verdict(f"Calls for {BUMPS[changeset.required_bump]}: ", changeset)
    return "\n".join([f'<section class="change" id="{anchor}" aria-labelledby="{anchor}-title">', title, called, *parts, "</section>"])


def _files(changeset: Changeset) -> str:
    old, new = changeset.before_file, changeset.after_file
    if old and new:
        return f"<code>{text(new)}</code>" + ("" if old == new else f", before <code>{text(old)}</code>")
    return f"<code>{text(new or old or '')}</code>, {'new' if new else 'removed'}"


def changes(changeset: Changeset, *, level: int = 4) -> str:
    """Return the changes of one document in sentences, group by group, each under a heading of a level (1 to 6)."""
    said: set[str] = set()
    return "\n".join(_group(changeset, group, said, level) for group in changeset.groups)


def _group(changeset: Changeset, group: Group, said: set[str], level: int) -> str:
    told = {change.message: change for change in group.changes}.values()
    items = "\n".join(_item(changeset, change, said) for change in told)
    return f'<div class="group">\n<h{level}>{text(group.title)}</h{level}>\n<ul class="changes">\n{items}\n</ul>\n</div>'


def _item(changeset: Changeset, change: Change, said: set[str]) -> str:
    guess = guessed(change)
    lines = [f'<p><span class="impact">{impact_word(change.impact)}:</span> {text(change.message)}{f" <em>({guess})</em>" if guess else ""}</p>']
    if change.impact is Impact.BREAKING and change.reason not in said:
        said.add(change.reason)
        lines.append(f'<p class="why">Why it breaks: {text(change.reason)}</p>')
    before, after = places(changeset, change)
    told = ", ".join(filter(None, [f"<code>{text(after)}</code>" if after else "", f"was <code>{text(before)}</code>" if before else ""]))
    if told:
        lines.append(f'<p class="place">{told}</p>')
    return f'<li class="{change.impact.value}">{"".join(lines)}</li>'
