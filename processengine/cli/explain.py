"""`explain`: what a rule reports, why it matters, and examples."""

import inspect

import click

from processengine.cli.options import deliver, output_option


@click.command("explain")
@click.argument("rule")
@output_option
def command(rule: str, output: str | None) -> None:
    """Explain a rule: what, why, a bad and a good example."""
    from processengine.errors import CannotRun
    from processengine.rules.index import NOT_BUILT, find, known

    known([rule])
    listing = find(rule)
    if listing is None:
        assert rule in NOT_BUILT
        raise CannotRun(f"`{rule}` is planned and not written yet; `processengine rules` lists those that run.")
    heading = f"{listing.name}  ({listing.severity.value}, set {listing.set.value}, family {listing.family})"
    deliver(f"{heading}\n\n{inspect.getdoc(listing.module)}\n", output)
