"""The parts of the studio, one file each."""
