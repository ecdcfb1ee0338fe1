"""The studio: designers read what a workshop wrote, lay it side by side and write concepts from it."""
