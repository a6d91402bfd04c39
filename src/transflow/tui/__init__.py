"""The terminal UI: the desk and the segment editor. It asks the same verbs as the command line, and knows no rule."""
