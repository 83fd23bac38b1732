"""The reports' tables: what the journal says, told again in ordinary rows. Never a source."""
