"""Claims of many reports to events, with reasons."""
