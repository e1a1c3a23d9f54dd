"""Reading the tables and sentences of results announcements: pure, no I/O, no clock."""
