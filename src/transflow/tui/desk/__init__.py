"""The desk: every article of the newsroom at a glance."""
