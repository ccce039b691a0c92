"""Whether what was expected came about: each released proposal's expectations, judged on their day by what judged them at the release."""
