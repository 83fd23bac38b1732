"""The messages between the hub and everyone else (docs/protocol.md says them in prose)."""
