"""Text as it is typed and laid out: the field, its typography, its line breaks."""
