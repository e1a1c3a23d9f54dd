"""Opens filings, decides what they say, and tells it."""
