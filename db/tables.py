"""Every table: importing this module makes `Base.metadata` whole, for migrations and tests."""

import pkgutil
from importlib import import_module

import db

NOT_TABLES = {"backup", "migrate", "migrations", "sole", "tables"}

for _module in pkgutil.iter_modules(db.__path__):
    if _module.name not in NOT_TABLES:
        import_module(f"db.{_module.name}")
