"""The pages for people: each module exports ``router``."""
