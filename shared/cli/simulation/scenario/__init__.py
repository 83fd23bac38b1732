"""What is to be played: a site, who comes when, which counters are open, how long services take."""
