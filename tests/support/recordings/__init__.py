"""Makes the demo's recordings: ``python -m tests.support.recordings`` writes them anew.

The four seed filings are real; every other company, person and figure is invented, in
the true form of its venue. Accession numbers and news ids are invented for all.
"""
