"""Readers of share issues: pure functions from text to legs.

A leg is one instrument sold or promised in one step of a deal (firm shares, option
shares, notes, warrants), with its terms as printed. Hong Kong announcements name their
securities by defined terms (Placing Shares, 配售股份); United States reports tell issues
in sentences; both end in the same ``Leg``.
"""
