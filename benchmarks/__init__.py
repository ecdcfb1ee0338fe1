"""How fast Essaim is, measured over its own protocols: see README.md in this folder."""
