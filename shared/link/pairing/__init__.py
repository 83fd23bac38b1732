"""How an app comes to be let in by its hub, and whom it believes from then on."""
