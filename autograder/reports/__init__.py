"""What grading found, and every form in which it is told: see ``model`` first."""
