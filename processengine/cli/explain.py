"""`explain`: what a rule reports, why it matters, and examples."""

import inspect

import click

from processengine.cli.options import deliver, output_option

_MOST_NAMED, _SHORTEST_PART = 3, 3


@click.command("explain")
@click.argument("rule")
@output_option
def command(rule: str, output: str | None) -> None:
    """Explain a rule: what, why, a bad and a good example."""
    from processengine.rules.fixable import said_of_fixes
    from processengine.rules.index import find, known

    _refuse_part(rule)
    known([rule])
    listing = find(rule)
    assert listing is not None
    heading = f"{listing.name}  ({listing.severity.value}, set {listing.set.value}, family {listing.family})"
    fixes = said_of_fixes(listing.name)
    deliver(f"{heading}\n\n{inspect.getdoc(listing.module)}\n" + (f"\nFixes\n{fixes}\n" if fixes else ""), output)


def _refuse_part(name: str) -> None:
    """Raise CannotRun with the first rules that have a name as a part of theirs, where it is no rule's."""
    from processengine.errors import CannotRun
    from processengine.rules.index import INDEX, find

    meant = [f"`{listing.name}`" for listing in INDEX if name in listing.name][:_MOST_NAMED]
    if len(name) >= _SHORTEST_PART and meant and find(name) is None:
        raise CannotRun(f"There is no rule `{name}`. Did you mean {' or '.join(meant)}? `processengine rules` lists them.")
