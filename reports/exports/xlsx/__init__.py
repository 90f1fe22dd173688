"""Reports as spreadsheets, from the contents that the pages show too."""
