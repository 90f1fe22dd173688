"""Reads: frozen rows for pages and reports."""
