"""The sample organisation: made-up teams whose answers come from a seeded generator."""
