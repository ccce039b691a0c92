"""`schema`: the JSON Schema of a kind of document, for editors."""

import json

import click

from processengine.cli.options import deliver, output_option


@click.command("schema")
@click.argument("kind", type=click.Choice(["process", "journey", "library", "proposal"]), default="process")
@output_option
def command(kind: str, output: str | None) -> None:
    """Print the JSON Schema of a kind of document.

    KIND is process where none is named. An editor that knows it completes keys and marks mistakes while you type.
    """
    from processengine.syntax.json_schema import json_schema

    deliver(json.dumps(json_schema(kind), indent=2, ensure_ascii=False), output)
