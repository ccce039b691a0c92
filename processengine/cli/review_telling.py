"""How a review is written: as text, markdown, a page or data."""

from typing import TYPE_CHECKING

from processengine.cli.options import painter

if TYPE_CHECKING:
    from processengine.proposals.packet import Packet
    from processengine.review.gather import Gathering


def render(packet: "Packet", gathering: "Gathering", format_: str, *, in_file: bool) -> str:
    """Return a review in a format; colours only where it isn't written into a file."""
    if format_ == "json":
        from processengine.report import review_json

        return review_json.render(packet)
    if format_ == "text":
        from processengine.report import review_text

        return review_text.render(packet, review_text.plain if in_file else painter())
    if format_ == "markdown":
        from processengine.report import review_markdown

        return review_markdown.render(packet, _charts(gathering))
    from processengine.pictures import pictures
    from processengine.report import review_html

    return review_html.render(packet, pictures(gathering.changesets, gathering.before, gathering.after))


def _charts(gathering: "Gathering") -> dict[str, str]:
    """Return each changed process as a chart of what changed, by `file_of` its changeset."""
    from processengine.draw import mermaid
    from processengine.pictures import change_of
    from processengine.report.pictures import file_of

    changed = [one for one in gathering.changesets if one.kind == "process"]
    return {file_of(one): mermaid.render(change_of(one, gathering.before, gathering.after)) for one in changed}
