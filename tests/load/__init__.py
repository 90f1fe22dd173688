"""What two hundred people do to the server at once; `make load`."""
