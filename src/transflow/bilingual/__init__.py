"""Source and translation side by side, in files that people and tools outside work on: out, and back in.

A writer is given a `Parcel` and gives bytes; a reader is given bytes and gives hand-backs (`transflow.handback`).
Nothing here touches the disk or knows what stands in the newsroom now: what went out is told by the file itself.
"""
