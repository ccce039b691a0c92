"""All proposals of a library: where each stands, whose turn it is, and which of them can't both be."""

from processengine.listing.doing import Looking, Options

__all__ = ["Looking", "Options"]
