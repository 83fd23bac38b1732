"""Voice packs: recorded clips in a folder with a manifest, put together to sentences."""
