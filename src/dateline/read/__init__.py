"""Bytes to drafts: one reader a media type."""
