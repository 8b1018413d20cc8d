"""Finds words in a document; decides nothing."""
