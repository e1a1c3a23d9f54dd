"""Reading the notices of a company: auditors, trading, listing, profits, reports, name; pure."""
