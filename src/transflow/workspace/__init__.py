"""The folder of a newsroom on disk: find, load and commit by slug; locks; atomic writes.

The only place that touches the disk (DESIGN §5), with what it hands a handle to (the index, the engines' cache).
"""
