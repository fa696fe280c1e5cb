"""Rules and records in the school's own words: standard library only, no clock, no disk."""
