"""The address that a page passes on, on QR codes and in links."""

import streamlit as st

from settings import settings


def here() -> str:
    """The address under which this visitor opened the page, or the one that others reach us by."""
    return settings().address_for(st.context.headers.get("Origin") or "")
