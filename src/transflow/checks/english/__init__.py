"""Help with the English of a translation: what those who write it as a second language slip on, and no style.

Each module holds one part of grammar as patterns over the bare text; what they know of words stands in `lexicon`.
Spelling is Harper's, where it is installed (`harper`).
"""
