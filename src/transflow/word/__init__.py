"""An article as a Word file for somebody who reads and amends it there, and what comes back of that file.

`paper` has the values, `anchors` what marks each text in the file, `writing` makes the file (with python-docx),
`reading` reads it, without trust. Neither knows a newsroom.
"""
