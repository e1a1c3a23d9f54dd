"""Benchmarks: ``make bench``. Ratios of both sides in one process; absolute times are context only."""
