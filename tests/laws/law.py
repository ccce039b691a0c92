"""How many examples a law is tried on: 2,000 in CI, fewer every day."""

import os

from hypothesis import settings

LAW = settings(max_examples=2_000 if os.environ.get("CI") == "true" else 100)
