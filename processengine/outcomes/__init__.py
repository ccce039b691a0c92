"""Whether what was expected came true: judged on the day that was named, by the measure as it stood then."""
