"""Where approvals come from: the options that commands share, and the source that they mean."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from processengine.cli.options import F
from processengine.cli.review_approving import keep_demanded
from processengine.errors import CannotRun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from processengine.proposals.packet import Packet
    from processengine.review.approved import ApprovalSource
    from processengine.review.binding import Readiness
    from processengine.review.gather import Gathering

_approvals = click.option("--approvals", multiple=True, metavar="FILE",
                          help="What GitHub's or GitLab's API says of approvals, as JSON; repeatable, - for the standard input.")
_server = click.option("--server", metavar="REPO", help="The server's repository, which keeps approvals signed.")
_log_head = click.option("--log-head", default="", metavar="ID", expose_value=False, callback=keep_demanded,
                         help="Refuse unless the server's log holds this entry, which you keep elsewhere.")
_person = click.option("--as", "person", default="", metavar="PERSON", help="Who you are to the server: an id in library.yaml.")


class Answer(click.ParamType):  # type: ignore[type-arg]  # only newer releases of click have it generic
    """What is said to a contradicted claim, written CLAIM=TEXT."""

    name = "claim=text"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Return the claim and what is said to it."""
        if isinstance(value, tuple):
            return value
        claim, equals, text = str(value).partition("=")
        if not (claim and equals and text.strip()):
            self.fail(f"{value!r} answers nothing; write CLAIM=TEXT, the claim's id and why you accept it all the same", param, ctx)
        return claim, text


answer_option = click.option("--answer", "answers", multiple=True, type=Answer(),
                             help="Why you accept it although the deals contradict that claim; repeatable.")


def approval_options(command: F) -> F:
    """Add `--approvals FILE` (approvals: tuple[str, ...]), `--server REPO` (server: str | None) and `--as PERSON` (person: str)."""
    return _approvals(_server(_log_head(_person(command))))


def server_options(command: F) -> F:
    """Add `--server REPO` (server: str | None) and `--as PERSON` (person: str), for what has nothing to approve."""
    return _server(_log_head(_person(command)))


_ci = click.option("--ci", is_flag=True, help="Say whether it may be merged: exit status 0 where it may, 1 where not.")
_protection = click.option("--protection", metavar="FILE", help="What the forge's API says protects the base branch, as JSON.")


def ci_options(command: F) -> F:
    """Add `--ci` (ci: bool) and `--protection FILE` (protection: str | None)."""
    return _ci(_protection(command))


def ready(packet: "Packet", protection: str | None) -> "Readiness":
    """Return whether a proposal may be merged, by its packet with key and standing."""
    from processengine.proposals.protection import protection as read
    from processengine.review.binding import readiness

    return readiness(packet, read(protection, _read(protection)) if protection else None)


def source(gathering: "Gathering", approvals: "Sequence[str]", server: str | None) -> "ApprovalSource | None":
    """Return what the options mean; None where neither is given, so that nobody has asked."""
    if approvals and server:
        raise CannotRun("Approvals are on a forge or on a server of your own: give --approvals or --server, not both.")
    if server:
        return of_server(gathering, server)
    return of_files(approvals) if approvals else None


def of_server(gathering: "Gathering", server: str) -> "ApprovalSource":
    """Return what the server's log has of the proposal, which is known by its id there, as its branch is."""
    from processengine.cli.review_approving import kept
    from processengine.cli.review_approving import source as on_server

    return on_server(gathering, kept(server))


def of_files(names: "Sequence[str]") -> "ApprovalSource":
    """Return what some files of a forge's API say of approvals."""
    from processengine.proposals.forge import reported
    from processengine.review.approved import from_forge

    return from_forge(reported((name, _read(name)) for name in names))


def _read(name: str) -> bytes:
    if name == "-":
        from processengine.syntax.parse import MAX_BYTES

        data: bytes = sys.stdin.buffer.read(MAX_BYTES + 1)
        return data
    from processengine import store

    return store.read(Path(name)).data
