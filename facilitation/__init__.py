"""The first floor: what may happen in a workshop. Verbs, rules and views; no screen, no SQL."""
