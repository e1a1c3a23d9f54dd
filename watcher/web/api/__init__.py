"""What programs ask: each module exports ``router``."""
