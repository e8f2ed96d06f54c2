"""This repository is an nbgrader course: run nbgrader's commands here.

source/ and release/ are built by `deepdrill build`; nbgrader makes submitted/, autograded/, feedback/ and gradebook.db.
"""

from pathlib import Path

from autograder.nbgrader_plugin.config import configure

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "deepdrill"
c.CourseDirectory.root = str(Path(__file__).resolve().parent)

# Grades in the sandbox, with diagnoses and in parallel, instead of running notebooks in a kernel. Without this line
# nbgrader executes each notebook itself, and the same cells grade honest students right.
configure(c)

# The rubric of a free-text question is a mark scheme in a locked cell: graders see it, released notebooks don't hold it.
c.ClearMarkScheme.enforce_metadata = False
# Takes it out of the students' feedback as well; remove this line if they should see how they were graded.
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]

# Names that `nbgrader zip_collect` understands: ada_q17c_momentum.ipynb. Change it to what your platform makes of them.
c.FileNameCollectorPlugin.named_regexp = (
    r".*/(?P<student_id>[\w.-]+?)_(?P<file_id>q\d\d[a-z]?_\w+)\.ipynb"
)

# For the kernel alone: a grade cell tries all the cases of its task, each with its own deadline.
c.Execute.timeout = 120
