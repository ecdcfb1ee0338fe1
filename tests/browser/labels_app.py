"""Hostile words in every label: a page for test_words.py."""

import json
import os
from pathlib import Path

import streamlit as st

from pages.ui.words import safe

texts = json.loads(Path(os.environ["DATA_DIR"], "texts.json").read_text())
st.radio("Texts", range(len(texts)), format_func=lambda number: safe(texts[number]))
