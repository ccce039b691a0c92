"""How many examples a law is tried on: 2,000 in CI, fewer every day."""

import os

from hypothesis import settings

LAW = settings(max_examples=2_000 if os.environ.get("CI") == "true" else 100)

SLOW_LAW = settings(max_examples=300 if os.environ.get("CI") == "true" else 50)
"""For a law of which one example is validated or formatted many times over."""
