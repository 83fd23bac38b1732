"""The checks that no ready-made tool does whole; `giliran check` runs each as a process."""
