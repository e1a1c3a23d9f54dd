"""The replay venue: a loopback server that speaks EDGAR and HKEXnews from recordings.

The demo, the tests and the benchmarks poll it with the very code that polls the real
venues. It keeps its own clock: filings appear at their recorded second, divided by the
speed, and carry the wall-clock time at which they appeared.
"""

from watcher.replay.faults import Fault, FaultKind
from watcher.replay.recording import Recorded, RecordedParty, load
from watcher.replay.venue import Venue

__all__ = ["Fault", "FaultKind", "Recorded", "RecordedParty", "Venue", "load"]
