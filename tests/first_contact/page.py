"""Looks at everything for the first time, prints the tables, and with --write puts them into docs/first-contact.md.

    python tests/first_contact/page.py [--write]

It reads ../shared in place; only counts get into the page.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[2]))

from processengine.rules.listing import RuleSet
from tests.first_contact.explained import ERRORS, ON_MOST, ON_NONE, resting
from tests.first_contact.material import Contact, contacts
from tests.first_contact.tally import by_contact, by_rule, tallies

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "first-contact.md"


def written(found: Sequence[Contact]) -> str:
    """Return the page with what was found in the place of what it says."""
    text = PAGE.read_text(encoding="utf-8")
    for name, part in (("folders", by_contact(found)), ("rules", by_rule(found)), ("reasons", "\n".join(_reasons(found)))):
        before, _, rest = text.partition(f"<!-- {name} -->")
        _, _, after = rest.partition(f"<!-- end of {name} -->")
        text = f"{before}<!-- {name} -->\n{part}\n<!-- end of {name} -->{after}"
    return text


def _reasons(found: Sequence[Contact]) -> Iterator[str]:
    for (folder, rule), why in ERRORS.items():
        yield f"- Error `{rule}` ({folder}): {why}"
    yield from (f"- On more than six in ten: `{rule}`. {why}" for rule, why in ON_MOST.items())
    yield from (f"- On none: `{rule}`. {why}" for rule, why in ON_NONE.items())
    asleep: dict[str, list[str]] = {}
    for tally in tallies(found).values():
        if tally.listing.set is RuleSet.RECOMMENDED and not tally.looked_at:
            asleep.setdefault(resting(tally.listing), []).append(f"`{tally.listing.name}`")
    yield from (f"- Asleep: {', '.join(rules)}. {why}" for why, rules in asleep.items())


def main(arguments: list[str]) -> None:
    """Print the tables, and with --write put them into the docs."""
    with tempfile.TemporaryDirectory() as scratch:
        found = list(contacts(ROOT.parent / "shared", Path(scratch) / "contacts"))
    sys.stdout.write("\n\n".join([by_contact(found), by_rule(found), "\n".join(_reasons(found)), ""]))
    if "--write" in arguments:
        PAGE.write_text(written(found), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
