"""The database: one file, one transaction a report."""
