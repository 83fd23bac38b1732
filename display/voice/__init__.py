"""The hall's voice: chime, Indonesian and English, one utterance at a time."""
