"""A server's own repository for tests, with a released library, and a proposal of which two revisions have been made."""

from pathlib import Path

from tests.crash.scenes import DAY, WHY, Scene, engine, git
from tests.git.team import FILE, LIBRARY, PROCESS, Team

BRANCH = "refs/heads/proposals/more-time"


def serving(folder: Path) -> None:
    """The server with its key and its log, and Ana's clone, which has sent the first revision: 45 days. The second, 60, is hers alone."""
    team = Team(folder, {"processes/library.yaml": LIBRARY, FILE: PROCESS})
    engine(folder, "git", "install", "--server", "hub.git")
    engine(folder, "release", "--server", "hub.git", "--as", "lee", "--today", "2026-11-01")
    ana = team.clone("Ana").root
    git(ana, "config", "remote.origin.url", "../hub.git")
    engine(ana, "propose", "new-business", "--edit", "max-days trouble-named 45", "--id", "more-time", "--title", "More time", "--why", WHY, "--push")
    engine(ana, "propose", "new-business", "--edit", "max-days trouble-named 60")


def approved(folder: Path) -> None:
    """The same, and Mia has approved the first revision."""
    serving(folder)
    engine(folder, *APPROVE)


def ruled(folder: Path) -> None:
    """The same, and Lee has ruled on it."""
    approved(folder)
    engine(folder, *RULE)


def tips(folder: Path) -> dict[str, str]:
    """Return the commits of the two revisions, by what they change the limit to."""
    return {"45": git(folder / "hub.git", "rev-parse", BRANCH).strip(), "60": git(folder / "ana", "rev-parse", "HEAD").strip()}


APPROVE = ("review", "more-time", "--server", "hub.git", "--as", "mia", "--approve")
RULE = ("rule", "more-time", "--server", "hub.git", "--as", "lee", "--accept", "--why", "Boards are slow.", "--today", DAY)
REJECT = ("rule", "more-time", "--server", "hub.git", "--as", "lee", "--reject", "--why", "Not this year.", "--today", DAY)
RELEASE = ("release", "--server", "hub.git", "--as", "lee", "--today", DAY)

ON_SERVER = (
    Scene("approve-on-server", serving, "hub.git", APPROVE),
    Scene("rule-on-server", approved, "hub.git", RULE),
    Scene("release-on-server", ruled, "hub.git", RELEASE),
)
