"""The server's log: what it holds, and that no way of changing it from outside stays unnoticed."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from processengine.approving import signing
from processengine.approving.chain import LOG, log, seen_file
from processengine.approving.entry import Entry, read
from processengine.errors import CannotRun
from processengine.git import Repository
from tests.approving.served import Kept
from tests.git.scratch import Scratch

KINDS = ("approved", "changes-requested", "ruled", "released")


def test_it_begins_with_the_public_key(kept: Kept) -> None:
    """The first entry says which key signs all that follow, so that a copy of the log alone can be checked."""
    found = log(kept.repository)
    assert [entry.kind for entry in found.entries] == ["begun"]
    assert found.entries[0].public_key == signing.public_key(kept.hub)
    assert found.said == f"The server's log stands at {kept.git('rev-parse', LOG)}, with 1 entry."


def test_it_goes_on_entry_by_entry(kept: Kept) -> None:
    """Each entry names the one before it, and the time never goes back."""
    found = kept.add(*KINDS)
    assert [entry.kind for entry in found.entries] == ["begun", *KINDS]
    assert [entry.number for entry in found.entries] == [0, 1, 2, 3, 4]
    assert [entry.previous for entry in found.entries] == ["", *found.commits[:-1]]
    assert [entry.at for entry in found.entries] == sorted(entry.at for entry in found.entries)


def removed(kept: Kept, commits: tuple[str, ...]) -> None:
    """Take one entry out of the middle."""
    kept.put_back(kept.forged(commits[4], kept.forged(commits[3], commits[1])))


def changed(kept: Kept, commits: tuple[str, ...]) -> None:
    """Let another person have said it."""
    text = kept.git("show", f"{commits[4]}:entry.json") + "\n"
    kept.put_back(kept.forged(commits[4], commits[3], text.replace("lee", "ana")))


def rewritten(kept: Kept, commits: tuple[str, ...]) -> None:
    """Write the same entry in other bytes."""
    text = kept.git("show", f"{commits[4]}:entry.json") + "\n"
    kept.put_back(kept.forged(commits[4], commits[3], text.replace(":", ": ", 1)))


def reordered(kept: Kept, commits: tuple[str, ...]) -> None:
    """Change the places of two entries."""
    kept.put_back(kept.forged(commits[3], kept.forged(commits[4], commits[2])))


def repeated(kept: Kept, commits: tuple[str, ...]) -> None:
    """Let an entry be said again, later."""
    kept.put_back(kept.forged(commits[1], commits[4]))


def set_back(kept: Kept, commits: tuple[str, ...]) -> None:
    """Let the log end earlier."""
    kept.put_back(commits[2])


def taken_away(kept: Kept, commits: tuple[str, ...]) -> None:
    """Take the whole log away."""
    del commits
    kept.git("update-ref", "-d", LOG)


def begun_anew(kept: Kept, commits: tuple[str, ...]) -> None:
    """Leave but the first entry's look-alike."""
    kept.put_back(kept.forged(commits[0], ""))


def signed_by_another(kept: Kept, commits: tuple[str, ...]) -> None:
    """Sign an entry with a key that the attacker has made."""
    other = kept.hub.parent / "other"
    other.mkdir()
    signing.make(other)
    found = read((kept.git("show", f"{commits[4]}:entry.json") + "\n").encode())
    assert found is not None
    entry = Entry("approved", "more-time", "lee", at=found.at, number=5, previous=commits[4])
    kept.put_back(kept.forged(commits[4], commits[4], entry.written().decode(), signing.sign(other, entry.written())))


def with_another_key(kept: Kept, commits: tuple[str, ...]) -> None:
    """Put another public key on the disk too."""
    signed_by_another(kept, commits)
    signing.public_file(kept.hub).write_bytes(signing.public_file(kept.hub.parent / "other").read_bytes())


def merged(kept: Kept, commits: tuple[str, ...]) -> None:
    """Bring an entry in by a merge."""
    tree = kept.git("rev-parse", f"{commits[4]}^{{tree}}")
    kept.put_back(kept.git("commit-tree", tree, "-m", "merged", "-p", commits[4], "-p", commits[2]))


def forgotten(kept: Kept, commits: tuple[str, ...]) -> None:
    """Take away what remembers where it ended."""
    kept.put_back(commits[2])
    seen_file(kept.hub).unlink()


WAYS: tuple[tuple[Callable[[Kept, tuple[str, ...]], None], str], ...] = (
    (removed, "entry 2 .* doesn't stand where it was written"),
    (changed, "entry 4 .* isn't signed with this server's key"),
    (rewritten, "entry 4 .* can't be read"),
    (reordered, "entry 3 .* doesn't stand where it was written"),
    (repeated, "entry 5 .* doesn't stand where it was written"),
    (set_back, "it ends at .* and doesn't hold the entry .*, which this server has seen"),
    (taken_away, "refs/processengine/log is gone"),
    (begun_anew, "doesn't hold the entry"),
    (signed_by_another, "entry 5 .* isn't signed with this server's key"),
    (with_another_key, "entry 0 .* isn't signed with this server's key"),
    (merged, "entry 5 .* doesn't stand where it was written"),
    (forgotten, "says where it ended last, is gone"),
)


@pytest.mark.parametrize(("tamper", "found"), WAYS, ids=[tamper.__name__ for tamper, _ in WAYS])
def test_a_change_from_outside_is_noticed(kept: Kept, tamper: Callable[[Kept, tuple[str, ...]], None], found: str) -> None:
    """Whoever may write the repository's files, but hasn't the key, changes nothing unnoticed; nothing is read or appended then."""
    commits = kept.add(*KINDS).commits
    tamper(kept, commits)
    with pytest.raises(CannotRun, match=f"^The server's log has been changed from outside: .*{found}"):
        log(kept.repository)
    with pytest.raises(CannotRun, match="changed from outside"):
        kept.add("approved")


def test_an_end_kept_elsewhere_can_be_demanded(kept: Kept) -> None:
    """Files set back all together look right to the server; who has kept a later end elsewhere sees it."""
    commits = kept.add(*KINDS).commits
    kept.put_back(commits[2])
    seen_file(kept.hub).write_text(f"{commits[2]}\n", encoding="ascii")
    assert log(kept.repository, commits[2]).head == log(kept.repository, commits[1][:12]).head == commits[2]
    for wanted in (commits[4], commits[4][:12], "c", "zzzzzzzzzz"):
        with pytest.raises(CannotRun, match=f"doesn't hold the entry {wanted} that you ask for with --log-head"):
            log(kept.repository, wanted)


def test_many_at_once_each_get_their_place(kept: Kept) -> None:
    """Whoever comes second waits and goes on from what the first has written; no entry is lost or said twice."""
    threads = [Thread(target=kept.add, args=("approved",)) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(log(kept.repository).entries) == 7


def test_a_killed_run_leaves_a_log_that_goes_on(kept: Kept) -> None:
    """A run that is killed before it has noted the new end leaves an older one noted, which the log holds."""
    kept.add("approved")
    before = seen_file(kept.hub).read_bytes()
    kept.add("ruled")
    seen_file(kept.hub).write_bytes(before)
    assert len(kept.add("released").entries) == 4


def test_a_key_that_others_may_read_signs_nothing(kept: Kept) -> None:
    """Who else may read it could have signed; so the server stops until somebody has looked."""
    signing.private_file(kept.hub).chmod(0o640)
    with pytest.raises(CannotRun, match=r"Others than the server may read .*signing-key\.pem"):
        kept.add("approved")


def test_without_the_key_nobody_signs(kept: Kept) -> None:
    """Whoever may not read the key doesn't speak for the server, and reads the log all the same."""
    signing.private_file(kept.hub).unlink()
    assert len(log(kept.repository).entries) == 1
    with pytest.raises(CannotRun, match="You don't speak for this server"):
        kept.add("approved")


def test_an_embedded_repository_is_still_not_trusted(kept: Kept, tmp_path: Path) -> None:
    """A server's repository counts where a command names it; one that merely lies inside a library is none of anybody's."""
    embedded = Scratch(tmp_path / "clone").root / "embedded"
    kept.hub.rename(embedded)
    (embedded / "inside").mkdir()
    with pytest.raises(CannotRun, match="is a repository without files of its own"):
        Repository.around(embedded)
    with pytest.raises(CannotRun, match="is no repository of a server's"):
        Repository.bare(embedded / "inside")
