"""The kiosk for everyone: modes for eyes, hands and reading, and what follows from them."""
