"""A whole workshop as one document that another instance can read, and what is rebuilt from it."""
