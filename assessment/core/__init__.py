"""Plain measurement: no Django, files, clock, network, or randomness without a given seed."""

ENGINE_VERSION = "1.0.0"
