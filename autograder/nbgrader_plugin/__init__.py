"""nbgrader's notebooks graded in the sandbox.

nbgrader is an optional dependency: whoever grades with it has it installed, so it is imported only inside
this package, and by the verbs that need it.
"""
