"""Files of other tools, whatever trade they are of: their encodings, XML that is not trusted, lines of tables."""
