"""Recomputing a proposal's claims."""

from processengine.evidence.claims.basis import Basis
from processengine.evidence.claims.bounded import bounded
from processengine.evidence.claims.claimed import Claimed
from processengine.evidence.claims.comparing import comparison
from processengine.model.proposal import Claim


def recomputed(basis: Basis, name: str, claim: Claim) -> Claimed:
    """Return what the deals say of a claim."""
    if claim.compare is not None:
        return comparison(basis, name, claim)
    if all(part is None for part in (claim.share, claim.duration, claim.ratio, claim.count)):
        why = "The claim says nothing that can be computed: it has no share, duration, ratio, count or comparison."
        return Claimed(name, claim.says, "nothing", "inconclusive", why, standing="not-computed")
    return bounded(basis, name, claim)
