"""scikit-learn's Ridge on PolynomialFeatures, NumPy's polyval."""

import numpy as np
from numpy.polynomial.polynomial import polyval, polyvander
from sklearn.linear_model import LinearRegression, Ridge


def fit_ridge_polynomial(x, y, degree, l2):
    x, y = (np.asarray(item) for item in (x, y))
    x, y = (item if item.dtype.kind == "f" else item.astype(np.float64) for item in (x, y))
    if not degree:
        return y.mean(keepdims=True)
    model = Ridge(alpha=l2, solver="cholesky") if l2 else LinearRegression()
    model.fit(polyvander(x, degree)[:, 1:], y)
    return np.concatenate([[model.intercept_], model.coef_]).astype(y.dtype)


def predict_polynomial(coef, x):
    return polyval(x, coef)
