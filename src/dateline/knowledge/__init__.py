"""What we know before reading: tables, gazetteer, actors, lexicons; read-only, loaded once."""
