"""Simulated visitors and officers for a running hub: a hall that lives without people."""
