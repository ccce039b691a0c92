"""A proposal in a real repository, what its reviewers say on a forge, and how that stands."""

import json
import shutil
from copy import copy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from processengine.git import Repository
from processengine.proposals.approvals import Standing
from processengine.proposals.facts import Facts
from processengine.proposals.forge import reported
from processengine.proposals.packet import Packet
from processengine.review.approved import ApprovalSource, from_forge, stand
from processengine.review.gather import Asked, Gathering
from processengine.review.keyed import packet
from processengine.review.range import reviewed
from tests.git.team import FILE, PROCESS, Clone, Team

LIBRARY = """library: acme
people:
  ana: {email: ana@example.com, github: ana-k, roles: [rep]}
  mia: {email: mia@example.com, github: Mia-M, gitlab: mia, roles: [manager]}
  lee: {email: lee@example.com, github: lee-x, gitlab: lee, roles: [leader]}
policy:
  editorial:   {approvals: {anyone: 1}}
  behavioural: {approvals: {manager: 1}}
  breaking:    {approvals: {leader: 1, anyone: 1}, claims: 1}
crm:
  salesforce:
    new-business:
      stages:
        trouble-named: [Problem]
"""
PROPOSAL = """proposal: six-weeks
title: Six weeks
process: new-business
author: ana
opened: 2026-11-02
why: |
  Boards meet every six weeks.
claims:
  undecided:
    says: Most end undecided
    share: {outcome: no-decision}
    at_least: 0.5
expects:
  win-rate: {from: 0.21, to: 0.27, by: 2027-06-30}
"""
NAME = "processes/proposals/six-weeks.yaml"
KIT = "processes/kits/paper.md"
BOARD = "    max_days: 30\n    next: [won]"


class Proposed:
    """Ana's branch `proposals/six-weeks`, which gives the board six weeks, in her clone."""

    def __init__(self, folder: Path) -> None:
        self.team = Team(folder, {"processes/library.yaml": LIBRARY, FILE: PROCESS, KIT: "# One page\n"})
        self.rep: Clone = self.team.clone("Ana")
        self.rep.git("switch", "-q", "-c", "proposals/six-weeks")
        self.rep.write_at(NAME, PROPOSAL)
        self.rep.change(BOARD, BOARD.replace("30", "45"))
        self.first = self.rep.commit("Six weeks")

    def copy(self, folder: Path) -> "Proposed":
        """Return the same in another folder, which takes a tenth of the time."""
        other = copy(self)
        shutil.copytree(self.team.folder, folder)
        other.team, other.rep = copy(self.team), copy(self.rep)
        other.team.folder, other.team.hub, other.rep.root = folder, folder / self.team.hub.name, folder / self.rep.root.name
        other.rep.git("remote", "set-url", "origin", str(other.team.hub))
        return other

    def edit(self, old: str, new: str, file: str = FILE) -> str:
        """Commit a further edit to the branch and return the commit."""
        self.rep.change(old, new, file)
        return self.rep.commit("More")

    def on_main(self, old: str, new: str, file: str = FILE) -> None:
        """Commit an edit of somebody else's to main."""
        self.rep.git("switch", "-q", "main")
        self.rep.change(old, new, file)
        self.rep.git("-c", "user.email=mia@example.com", "commit", "-q", "-a", "-m", "Another one's")
        self.rep.git("push", "-q", "origin", "main")
        self.rep.git("switch", "-q", "proposals/six-weeks")

    def gathering(self, facts: Facts | None = None) -> Gathering:
        """Return the review of the branch as it is now."""
        repository = Repository.around(self.rep.root)
        asked = Asked(with_others=False) if facts is None else Asked(with_others=False, facts=facts)
        return Gathering(repository, reviewed(repository, "proposals/six-weeks", "main"), "processes", date(2026, 11, 20), asked)

    def key(self, facts: Facts | None = None) -> str:
        """Return the key as it is now."""
        return packet(self.gathering(facts)).key

    def packet(self, source: ApprovalSource) -> Packet:
        """Return the review with how approvals stand."""
        gathering = self.gathering()
        return stand(gathering, packet(gathering), source)

    def stands(self, *files: Any, **more: Any) -> Standing:
        """Return how approvals stand by what a forge says."""
        found = reported((f"{number}.json", json.dumps(value).encode()) for number, value in enumerate(files))
        standing = self.packet(replace(from_forge(found), **more)).standing
        assert standing is not None
        return standing


def approval(login: str, commit: str, state: str = "APPROVED", at: str = "2026-11-20T09:00:00Z") -> dict[str, Any]:
    """Return a review as GitHub has it."""
    return {"user": {"login": login}, "state": state, "commit_id": commit, "submitted_at": at}
