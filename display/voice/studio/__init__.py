"""What people do with voices by hand: say a call, make a pack, look whether it is whole."""
