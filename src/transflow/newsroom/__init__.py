"""The desk: the verbs of a newsroom. Each loads, changes, commits under a lock, and writes the journal (DESIGN §5)."""
