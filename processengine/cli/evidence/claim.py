"""`evidence claim`: a proposal's claims, recomputed."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from processengine.cli.evidence.options import asked, public_option, source_options
from processengine.cli.options import columns as terminal_columns
from processengine.cli.options import deliver, format_option, output_option, painter
from processengine.errors import CannotRun

if TYPE_CHECKING:
    from processengine.model.proposal import Proposal
    from processengine.store import Shelf


@click.command("claim")
@click.argument("proposal")
@click.argument("claims", nargs=-1, metavar="[CLAIM]...")
@source_options
@public_option
@click.option("--details", is_flag=True, help="Also tell what was computed, from what, and how far each number can be trusted.")
@format_option("text", "json", default="text")
@output_option
def command(proposal: str, claims: tuple[str, ...], public: bool, details: bool, format_: str, output: str | None, **source: Any) -> None:
    """Recompute the claims of a proposal.

    PROPOSAL is its id or its file. A claim comes out as supports, contradicts or inconclusive, the contradicted ones
    first, with what was counted, what that means, and what speaks against taking it at its word; --details tells the rest,
    and JSON always has all of it. The event
    `where` of a comparison counts only where it came before the event from which the deals are watched. A verdict is no
    failure: the exit status is 0 whatever the deals say.
    """
    from processengine.deals.asked import opened_for
    from processengine.deals.claims import told
    from processengine.report import evidence_claim_json, evidence_claim_text

    meant, shelf = proposal_meant(proposal)
    with opened_for(asked(**source), shelf) as deals:
        found = told(deals, shelf, meant, claims, is_public=public)
    if format_ == "json":
        deliver(evidence_claim_json.as_json(found), output)
    else:
        deliver(evidence_claim_text.as_text(found, painter(), None if output else terminal_columns(), has_details=details), output)


def proposal_meant(argument: str) -> "tuple[Proposal, Shelf | None]":
    """Return the proposal and the library that a PROPOSAL argument means; raise CannotRun where it can't be read."""
    from processengine.model.proposal import Proposal
    from processengine.store import Shelves, read, shown
    from processengine.syntax.load import load
    from processengine.syntax.parse import parse_bytes

    path = _find(argument)
    document, problems = parse_bytes(read(path).data)
    value, more = load(document)
    if not isinstance(value, Proposal) or problems:
        raise CannotRun(f"{shown(path)} can't be read as a proposal; `processengine validate {shown(path)}` says why.")
    # A claim of which a part is left out would claim something else.
    unread = [problem.finding.path for problem in more if problem.finding.path.startswith("claims.")]
    if unread:
        raise CannotRun(f"{shown(path)} can't be read at {unread[0]}; `processengine validate {shown(path)}` says why.")
    return value, Shelves().around(path)


def _find(argument: str) -> Path:
    """Return the file that a PROPOSAL argument means: a path, or the id of a proposal of a library here."""
    from processengine.model.nearest import did_you_mean
    from processengine.store import find, read, shown
    from processengine.syntax.peek import peek

    if Path(argument).exists() or argument.endswith((".yaml", ".yml")) or "/" in argument:
        return Path(argument)
    found: dict[str, list[Path]] = {}
    for one in find([]):
        kind, name = peek(read(one.path).data)
        if kind == "proposal":
            found.setdefault(name, []).append(one.path)
    if argument not in found:
        known = f" There are {', '.join(sorted(found))}." if found else ""
        raise CannotRun(f"There is no proposal `{argument}` here.{did_you_mean(argument, found) or known}")
    if len(found[argument]) > 1:
        raise CannotRun(f"`{argument}` is the id of more than one file; name one of {', '.join(shown(path) for path in found[argument])}.")
    return found[argument][0]
