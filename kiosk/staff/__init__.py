"""The menu of staff at the kiosk: hidden, behind a PIN, there with and without the hub."""
