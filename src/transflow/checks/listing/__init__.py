"""Lists in a Chinese and an English text, item beside item: who is named, in which order."""
