"""What the lines and frames of a picture mean, as far as they are in it."""

from collections.abc import Iterator

from processengine.draw.picture import Course, Look, Mark, Picture


def legend(picture: Picture) -> list[str]:
    """Return a few sentences; only what the picture holds is explained."""
    return [*_differences(picture), *_lines(picture), *_deals(picture), *picture.left_out]


def _differences(picture: Picture) -> Iterator[str]:
    if picture.is_difference:
        yield f"{Mark.ADDED} thick line: added."
        yield f"{Mark.REMOVED} dotted line: removed."
        yield f"{Mark.CHANGED} changed."
        yield "Thin and grey: unchanged."


def _lines(picture: Picture) -> Iterator[str]:
    courses = {way.course for way in picture.ways}
    looks = {box.look for box in picture.boxes}
    if Course.BACK in courses:
        yield f"{'Dotted' if picture.deals else 'Dashed'} line: the deal goes back."
    if Look.CLOSED_DOOR in looks:
        yield "Square with a double frame: the buyer decides without us."
    if Look.PARKED in looks:
        yield "Folder: the deal waits."
    is_good = any(look.is_good for look in looks)
    if is_good:
        yield "Ellipse: the deal ends well."
    if any(look.is_outcome and not look.is_good for look in looks):
        yield f"Octagon, hexagon and the like: {'it' if is_good else 'the deal'} ends another way."
    if Look.ELSEWHERE in looks:
        yield "Arrow-shaped box: another process takes over."


def _deals(picture: Picture) -> Iterator[str]:
    if picture.deals:
        yield "Beside a line: how often deals went that way, and the share of all that left the stage; the thicker, the more."
        if any(way.course is Course.UNMODELLED for way in picture.ways):
            yield "Dashed: deals do this, and the process doesn't say so."
