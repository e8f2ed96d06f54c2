"""What students hand in: found, read and looked at, never run.

Everything here works on text and syntax trees in the trusted process, so it imports nothing but the
standard library and nothing here may raise because of what a student wrote.
"""
