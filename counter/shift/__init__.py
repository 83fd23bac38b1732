"""An officer's sitting at a counter: taking it over, pauses, what happens by itself."""
