"""The supervisor's view: all zones at a glance, and what only a supervisor may change."""
