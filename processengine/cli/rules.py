"""`rules`: the list of rules."""

import json

import click

from processengine.cli.options import deliver, format_option, output_option


@click.command("rules")
@format_option("text", "json", default="text")
@output_option
def command(format_: str, output: str | None) -> None:
    """List the rules.

    Each with its severity, its set and what it reports.
    """
    from processengine.rules.index import INDEX

    if format_ == "json":
        listed = [
            {"rule": one.name, "family": one.family, "severity": one.severity.value, "set": one.set.value, "summary": one.summary}
            for one in INDEX
        ]
        deliver(json.dumps({"schema": "processengine/rules/1", "rules": listed}, indent=2, ensure_ascii=False), output)
        return
    longest = max(len(one.name) for one in INDEX)
    lines: list[str] = []
    for family in dict.fromkeys(one.family for one in INDEX):
        lines += ["", family]
        lines += [
            f"  {one.name:{longest}}  {one.severity.value:7}  {one.set.value:11}  {one.summary}" for one in INDEX if one.family == family
        ]
    deliver("\n".join(lines[1:]) + "\n", output)
