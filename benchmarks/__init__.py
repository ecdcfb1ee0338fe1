"""How fast Essaim is, measured over its own protocols: see README.md in this folder."""

import os

# Seeding hashes a password with streamlit-authenticator, whose widgets complain outside a page.
os.environ.setdefault("STREAMLIT_LOGGER_LEVEL", "error")
