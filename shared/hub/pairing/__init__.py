"""Devices that ask to be let in, and the codes that people type for them."""
