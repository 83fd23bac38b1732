"""The ways to a printer: network, USB and serial (they answer), files and CUPS (they do not)."""
