"""The top floor: the screens. Streamlit lives here and in app.py, nowhere else."""
