"""SciPy's loguniform, drawing from the rng that it is given."""

import numpy as np
from scipy.stats import loguniform


def sample_log_uniform(low, high, size, rng):
    if not 0 < low <= high:
        raise ValueError("low must be above 0 and at most high")
    if low == high:  # SciPy wants a range
        return np.full(size, float(low))
    return loguniform(low, high).rvs(size, random_state=rng)
