"""Contents -> plotly figures as plain dictionaries. No Django here, and one chart a file."""
