"""`schema`: the JSON Schema of a kind of document, for editors."""

import json

import click

from processengine.cli.options import deliver, output_option
from processengine.report.output_schemas import OUTPUTS


@click.command("schema")
@click.argument("kind", type=click.Choice(["process", "journey", "library", "proposal", "document"]), default="process")
@click.option("--wire", is_flag=False, flag_value=".", metavar="[PATH]",
              help="Write the schema of all kinds into the library around PATH, or this folder, and name it in each document's first line.")
@click.option("--output-of", metavar="COMMAND", type=click.Choice(OUTPUTS),
              help=f"Print the JSON Schema of what a command prints as JSON, or of a baseline's file: {', '.join(OUTPUTS)}.")
@output_option
def command(kind: str, wire: str | None, output_of: str | None, output: str | None) -> None:
    """Print the JSON Schema of a kind of document.

    KIND is process where none is named; `document` is all of them in one. An editor that knows it completes keys and
    marks mistakes while you type; --wire sets that up.
    """
    if wire is not None:
        from processengine.cli import wiring

        for folder in wiring.libraries(wire):
            click.echo(wiring.told(wiring.wire(folder)))
        return
    if output_of is not None:
        from processengine.report.output_schemas import output_schema

        deliver(json.dumps(output_schema(output_of), indent=2, ensure_ascii=False), output)
        return
    from processengine.rules import chosen
    from processengine.syntax.json_schema import json_schema

    deliver(json.dumps(json_schema(kind, chosen.reports()), indent=2, ensure_ascii=False), output)
