"""SEC forms with fixed fields: Form 144 (XML and rendered text) and Forms 3, 4 and 5.

Readers turn a ``FilingText`` into records whose every value knows where it stands;
builders turn records into event fields, derived figures, doubts and dropped cues.
"""
