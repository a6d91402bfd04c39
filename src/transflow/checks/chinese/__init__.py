"""Help with the Chinese of a translation: particles, the dots of foreign names, what translations say too often."""
