"""One file a command, loaded when it is called.

A module imports nothing heavy at its top, so that a help page or a mistyped option is answered at once; what a command
does is imported where it does it.
"""
