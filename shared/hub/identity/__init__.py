"""The hub's own keys, in DIR/identity: for their owner alone."""
