"""Bytes → raw table: inputs, kinds of file, one reader for each. Nothing here knows what a route is."""
