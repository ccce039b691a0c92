"""What several reviews of one repository have in common is read once."""

from processengine.review.gather import Gathering
from tests.git.team import FILE
from tests.review.proposed import Proposed


def test_two_reviews_read_a_commit_once_and_parse_a_file_once(proposed: Proposed) -> None:
    """The base of both is one value; of a file that both have alike, that is."""
    one = proposed.gathering()
    two = Gathering(one.repository, one.range, one.top, one.today, one.asked, one.shared)
    assert two.base is one.base
    assert one.head is two.head
    same = [paper for paper in one.base.found.values() if paper.file != FILE]
    assert same
    assert all(one.head.found[paper.key] is paper for paper in same)


def test_a_review_of_its_own_reads_for_itself(proposed: Proposed) -> None:
    """What was read long ago is nobody's but its review's."""
    assert proposed.gathering().base is not proposed.gathering().base


def test_a_proposal_is_put_onto_the_base_once(proposed: Proposed) -> None:
    """Its key, what the base lacks of it and its versions go by the same documents, which the base's later change is in."""
    proposed.on_main("Someone says what is wrong", "Somebody says what is wrong")
    found = proposed.gathering()
    assert found.agreed is found.on_base.agreed
    texts = [text for key, text in found.on_base.texts.items() if key.kind == "process"]
    assert ["Somebody says" in (text or "") for text in texts] == [True]
