"""Collected by the kept-open session at its start: pytest wants to be given a file."""
