"""The database's growth, one numbered step a file under ``versions``."""
