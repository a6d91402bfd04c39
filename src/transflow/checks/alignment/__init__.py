"""Which words of a source its translation answers for, by a dictionary; and how long a translation should be."""
