"""Readers of what companies do with capital and assets: buy-backs, dividends, deals, stakes."""
