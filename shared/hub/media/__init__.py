"""Files for the TVs' playlist, kept beside the journal under their digests."""
