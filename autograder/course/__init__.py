"""The course as its folders tell it: layout, lessons, exercises, mistakes. Imports no NumPy and no torch."""
