"""How the name of a picture's file ends."""

ENDINGS = {"image/webp": "webp", "image/jpeg": "jpg", "image/png": "png"}
