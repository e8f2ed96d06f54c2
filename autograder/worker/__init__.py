"""The side of the sandbox where a submission runs.

Imports the codec and the confinement, and nothing of the grader: what a submission can find in this
process holds no hidden test, no reference and no expected value.
"""
