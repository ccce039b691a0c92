"""What may be pushed to a server's repository, tried with real pushes, and what the server's set-up consists of."""

import re

import pytest

from processengine.approving.chain import LOG
from processengine.approving.setting_up import refuse_unprepared, set_up
from processengine.approving.signing import private_file
from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.git.lock import locked
from tests.approving.served import BRANCH, Kept, Served, pushed


def test_no_push_moves_what_only_the_server_may(served: Served) -> None:
    """Not the default branch, no tag, not the log, no closed proposal, and nothing that puts one object in another's place."""
    served.ana.git("tag", "new-business/9.0.0")
    refs = ("refs/heads/main", LOG, "refs/processengine/other", "refs/proposals/closed/more-time", "refs/replace/0123456789", "refs/heads/master", "refs/remotes/origin/main", "refs/tags/new-business/9.0.0")
    before = served.kept.git("for-each-ref")
    for ref in refs:
        for what in (f"+HEAD:{ref}", f":{ref}"):
            found = pushed(served.ana, what)
            assert found.returncode != 0, what
            assert "hidden ref" in found.stderr or "unable to delete" in found.stderr, found.stderr
    assert served.kept.git("for-each-ref") == before
    assert pushed(served.ana, "--mirror", "--force").returncode != 0
    kept = ("refs/heads/main", "refs/tags", "refs/processengine", "refs/proposals", "refs/remotes")
    assert served.kept.git("for-each-ref", *kept) == "\n".join(one for one in before.splitlines() if one.endswith((*kept[:1], LOG)))


def test_proposals_are_pushed_as_ever(served: Served) -> None:
    """Branches of proposals move, by force too, and each push is noted."""
    served.revise(days=60)
    served.ana.git("commit", "-q", "--amend", "-m", "Rebased")
    assert pushed(served.ana, "--force", "HEAD").returncode == 0
    assert served.kept.git("rev-parse", BRANCH) == served.ana.git("rev-parse", "HEAD")
    assert len(served.kept.git("reflog", BRANCH).splitlines()) == 3


def test_one_push_of_many_refs_moves_none_that_is_kept(served: Served) -> None:
    """A protected ref isn't moved by hiding it among others."""
    before = served.kept.git("rev-parse", "refs/heads/main")
    assert pushed(served.ana, "HEAD:refs/heads/proposals/other", "+HEAD:refs/heads/main").returncode != 0
    assert served.kept.git("rev-parse", "refs/heads/main") == before


def test_set_up_twice_is_set_up_once(kept: Kept) -> None:
    """The second time nothing is changed: the key and the log stay."""
    before = (kept.git("config", "--list", "--local"), private_file(kept.hub).read_bytes(), kept.git("rev-parse", LOG))
    with locked(kept.repository) as lock:
        said = tuple(set_up(lock))
    assert (kept.git("config", "--list", "--local"), private_file(kept.hub).read_bytes(), kept.git("rev-parse", LOG)) == before
    assert [one.split(" ")[0:2] for one in said] == [["No", "push"], ["The", "server's"], ["The", "log"]]
    assert private_file(kept.hub).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("setting", "said"), [
    (("--unset-all", "receive.hideRefs"), "receive.hiderefs=refs/heads/main is not set"),
    (("--unset", "receive.hideRefs", "refs/tags"), "receive.hiderefs=refs/tags is not set"),
    (("--add", "receive.hideRefs", "!refs/heads/main"), "receive.hiderefs=!refs/heads/main is set"),
    (("--add", "transfer.hideRefs", "!refs/tags"), "transfer.hiderefs=!refs/tags is set"),
    (("extensions.refStorage", "reftable"), "extensions.refstorage=reftable is set"),
    (("core.logAllRefUpdates", "true"), "core.logallrefupdates=always is not set"),
    (("transfer.fsckObjects", "false"), "transfer.fsckobjects=true is not set"),
])
def test_a_repository_that_is_not_set_up_is_refused(kept: Kept, setting: tuple[str, ...], said: str) -> None:
    """Where any setting is gone or undone, no command takes its word."""
    kept.git("config", *setting)
    with pytest.raises(CannotRun, match=said.replace("!", "[!]")):
        refuse_unprepared(kept.repository)


def test_a_repository_of_anybody_is_refused(served: Served) -> None:
    """A repository that was never set up has no key, and a clone is none of a server's."""
    served.ana.git("clone", "-q", "--bare", ".", "../copy.git")
    with pytest.raises(CannotRun, match="is not set up as a server's repository"):
        refuse_unprepared(Repository.bare(served.team.folder / "copy.git"))


def test_a_log_that_is_gone_is_not_begun_anew(kept: Kept) -> None:
    """Setting up again would hide that somebody took the log away."""
    kept.git("update-ref", "-d", LOG)
    with locked(kept.repository) as lock, pytest.raises(CannotRun, match="refs/processengine/log is gone"):
        list(set_up(lock))


def test_a_lost_key_is_not_made_anew(kept: Kept) -> None:
    """With another key nobody could tell that the log is this server's."""
    private_file(kept.hub).unlink()
    with locked(kept.repository) as lock, pytest.raises(CannotRun, match="bring it back from your backup"):
        list(set_up(lock))


def test_what_was_noted_of_pushes_does_not_expire(served: Served) -> None:
    """However long ago it was, `git gc` keeps the notes of pushes to proposals, and the revisions that they name."""
    replaced = served.revise(days=60)
    served.ana.git("commit", "-q", "--amend", "-m", "Rebased")
    assert pushed(served.ana, "--force", "HEAD", at="2001-11-01T09:00:00Z").returncode == 0
    notes = served.kept.hub / "logs" / BRANCH
    long_ago = re.sub(rb"> \d+ ", b"> 1004605200 ", notes.read_bytes())
    notes.write_bytes(long_ago)
    served.kept.git("-c", "gc.pruneExpire=now", "gc", "-q")
    assert notes.read_bytes() == long_ago
    assert served.kept.git("cat-file", "-t", replaced) == "commit"
