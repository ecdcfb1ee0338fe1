"""The ground floor: tables, queries and transactions. SQLAlchemy lives here and nowhere else."""
