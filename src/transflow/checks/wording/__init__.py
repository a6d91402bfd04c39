"""Lists of what translators write and what they should: English by Chinese writers, Chinese under foreign influence."""
