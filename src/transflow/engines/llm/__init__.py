"""A large language model behind any OpenAI-compatible endpoint: whole paragraphs with what stands around them, the
terms and names of the house, earlier translations; and answers that are believed segment by segment, each only after it
was checked.

`grouping` cuts what is to be translated into requests, `asking` fills the prompt for one, `chat` sends it, `answers`
reads what comes back, `faults` says what is no translation; `writers` puts them together, with another try for what
was broken; `engine` is what the rest of the program sees.
"""
