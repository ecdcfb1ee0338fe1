"""The library: what all workshops have left, found again, and what of it everybody may read."""
