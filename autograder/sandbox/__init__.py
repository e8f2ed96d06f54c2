"""The trusted side of the sandbox: starts zygotes, talks to workers, ends them, knows why they died."""
