"""Real servers on loopback and a movable clock, shared by all tests."""
