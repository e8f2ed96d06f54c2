"""Two scalers, and what they are good for: the speed of gradient descent.

What holds everywhere here:

- X is an array (N, D): rows are examples, columns are features. Each column is scaled on its own.
- The float type of X is kept in what is returned: float32 gives float32. Integers become float64.
  The array that is transformed has the float type that the scaler was fitted on.
- No argument is ever changed.

Results count as equal within 1e-9 in float64 (1e-6 in a column far from 0, whose mean is rounded),
and within 1e-5 for float32 and integers. Off limits are scikit-learn and SciPy's zscore and zmap;
NumPy's and SciPy's linear algebra may be used.
"""

from __future__ import annotations

import numpy as np


def _as_float(x):
    """x as a float array: float32 stays float32, integers and Python numbers become float64.

    It is here for you to use. A float array comes back as it is: the same array, not a copy.
    """
    x = np.asarray(x)
    return x if np.issubdtype(x.dtype, np.floating) else x.astype(np.float64)


# Imports and helpers of your own are welcome here.


class StandardScaler:
    """Standardises each column: subtract its mean, divide by its standard deviation.

    After `fit` there are two arrays (D,), of any float type:

    - `mean_`: the mean of each column;
    - `scale_`: its standard deviation with ddof=0 (divided by N, not by N - 1), but 1 where the
      column is constant.

    A column is constant if its variance is at most (N eps |mean|)^2, eps that of its float type
    (`np.finfo`): three times 0.1 has a standard deviation of 1e-17, which is rounding alone. A test
    of your own, such as `max == min`, is fine as well. A column that does vary, however little (all
    values near 1e-9, or 1e5 plus or minus 0.01), is not constant.

    `transform` and `inverse_transform` raise ValueError (or a subclass) before `fit`, and for an X
    with another number of columns than in `fit`, (N, 1) included: nothing is broadcast.
    """

    def __init__(self):
        raise NotImplementedError("StandardScaler.__init__: write this method, then delete this line.")

    def fit(self, X):
        """Learn mean_ and scale_ from X (N, D), N >= 1, and return self.

        A second call forgets the first.
        """
        raise NotImplementedError("StandardScaler.fit: write this method, then delete this line.")

    def transform(self, X):
        """X standardised by what `fit` has learnt, a new array of the shape of X.

        The statistics are those of fit, whatever X is, a single row too, and they stay as they are.
        The column that was constant in `fit` gives 0 (within 1e-12) for that constant.
        """
        raise NotImplementedError("StandardScaler.transform: write this method, then delete this line.")

    def inverse_transform(self, X):
        """The way back, from standardised numbers to the original units; constant columns too."""
        raise NotImplementedError("StandardScaler.inverse_transform: write this method, then delete this line.")


class MinMaxScaler:
    """Moves each column into a range: its minimum to the lower end, its maximum to the upper end.

    feature_range is a pair of Python numbers (lower, upper). Where lower >= upper, ValueError is
    raised, by the constructor or by `fit`, as you like.

    After `fit` there are `data_min_` and `data_max_`, two arrays (D,) of any float type. In a
    constant column, where max - min is 0, divide by 1 in place of it: the constant maps to the lower
    end, and back.

    `transform` and `inverse_transform` raise ValueError (or a subclass) before `fit`, and for an X
    with another number of columns than in `fit`, (N, 1) included: nothing is broadcast.
    """

    def __init__(self, feature_range=(0, 1)):
        raise NotImplementedError("MinMaxScaler.__init__: write this method, then delete this line.")

    # Helper methods of your own are welcome here.

    def fit(self, X):
        """Learn data_min_ and data_max_ from X (N, D), N >= 1, and return self.

        A second call forgets the first.
        """
        raise NotImplementedError("MinMaxScaler.fit: write this method, then delete this line.")

    def transform(self, X):
        """X scaled by what `fit` has learnt, a new array of the shape of X.

        The statistics are those of `fit`, whatever X is, and they stay as they are. Numbers that
        lie outside what `fit` has seen fall outside the range: nothing is clipped.
        """
        raise NotImplementedError("MinMaxScaler.transform: write this method, then delete this line.")

    def inverse_transform(self, X):
        """The way back, from the range to the original units; constant columns too."""
        raise NotImplementedError("MinMaxScaler.inverse_transform: write this method, then delete this line.")


def condition_number(X):
    """How stretched the bowl is: largest over smallest eigenvalue of H = X.T @ X / N, one number.

    H is the Hessian of the least-squares cost ||Xw - y||^2 / (2N) (Boyd & Vandenberghe, 2004,
    section 9.3.2). X (N, D) is taken as it is: nothing is centred here. The result is inf where X is
    rank-deficient: where the smallest eigenvalue is at most N eps times the largest (rounding may
    even make it negative), eps that of the float type of X, or where X is all zero.

    A Python float, a NumPy scalar and a 0-d array are all fine. It counts as equal within 1e-6
    relative (1e-3 for float32), so H may be formed; results between 1e8 and inf are not asked for.
    """
    raise NotImplementedError("condition_number: write this function, then delete this line.")


def steps_to_converge(X, y, tol, max_steps):
    """How many steps gradient descent takes to solve least squares, w in (D,), without intercept.

    The cost is ||Xw - y||^2 / (2N), its gradient g = X.T @ (X @ w - y) / N. Start at w = 0. As long
    as the Euclidean norm of g is above tol, take a step w <- w - step * g, with the best fixed step,
    2 / (smallest + largest eigenvalue of X.T @ X / N) (Nesterov, 2004, theorem 2.1.15), and count
    it. Return the count, an int: 0 if the start is within tol, max_steps if that many steps were
    taken, whether or not the gradient is within tol then.

    X is (N, D) of full column rank, y is (N,), tol a positive number, max_steps an int >= 0.
    """
    raise NotImplementedError("steps_to_converge: write this function, then delete this line.")
