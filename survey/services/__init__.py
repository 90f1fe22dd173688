"""Writes: verbs with keyword-only arguments, one transaction each; `now` is passed in."""
