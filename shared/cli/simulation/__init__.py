"""Halls that live without people: in simulated time (`world`), or as the load of a running hub
(`live`); the same people come to both."""
