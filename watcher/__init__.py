"""Filing Watcher: knows that a filing exists and who must hear of it."""

__version__ = "0.1.0"
