"""What says nearly the same, whoever wrote it: contributions, initiatives."""
