"""The binding decision on a proposal: judged by what main is now, merged by meaning, and recorded in one step."""
