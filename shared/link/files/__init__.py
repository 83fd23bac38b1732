"""The hub's files on an app's own disk, and pictures made ready for its screen."""
