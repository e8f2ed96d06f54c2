"""Proofs about the exercises: the graders are tested harder than the students."""
