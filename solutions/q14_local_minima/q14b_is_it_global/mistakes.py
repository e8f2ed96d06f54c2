"""What students write at midnight, and what they should read."""

import math

import numpy as np
from solution import _horner
from solution import certify as right_certify
from solution import interval_lower_bound as right_interval_lower_bound
from solution import is_convex_quadratic as right_is_convex_quadratic
from solution import lasso_duality_gap as right_lasso_duality_gap
from solution import suboptimality_bound as right_suboptimality_bound

from autograder.authoring import mistake

# --- is_convex_quadratic


def _checked(H):
    H = np.asarray(H, dtype=np.float64)
    right_is_convex_quadratic(H, 0.0)
    return H


@mistake(
    replaces="is_convex_quadratic",
    en="You ask for eigenvalues above 0, as Cholesky does: that is strict convexity. A convex quadratic may be flat in some directions: the lowest eigenvalue must be -tol or above.",
    ko="Cholesky 분해처럼 고윳값이 0보다 클 것을 요구했습니다. 그것은 strictly convex입니다. 볼록한 이차식은 어떤 방향으로 평평해도 됩니다. 가장 작은 고윳값이 -tol 이상이면 됩니다.",
)
def positive_definite_only(H, tol):
    try:
        np.linalg.cholesky(_checked(H))
    except np.linalg.LinAlgError:
        return False
    return True


@mistake(
    replaces="is_convex_quadratic",
    en="tol is on the wrong side: you ask for a lowest eigenvalue of +tol or above. It may lie up to tol below 0: compare with -tol.",
    ko="tol의 부호가 반대입니다. 가장 작은 고윳값이 +tol 이상일 것을 요구했습니다. 0보다 tol만큼까지 작아도 되므로 -tol과 비교하세요.",
)
def sign_of_the_tolerance(H, tol):
    return np.linalg.eigvalsh(_checked(H))[0] >= tol


@mistake(
    replaces="is_convex_quadratic",
    en="You compare with 0 and leave tol out: an eigenvalue of 0 comes out of the computer as -1e-17. The limit is -tol.",
    ko="tol을 쓰지 않고 0과 비교했습니다. 컴퓨터에서는 고윳값 0이 -1e-17로 나오기도 합니다. 기준은 -tol입니다.",
)
def no_tolerance(H, tol):
    return np.linalg.eigvalsh(_checked(H))[0] >= 0


@mistake(
    replaces="is_convex_quadratic",
    en="A determinant above 0 says that the number of negative eigenvalues is even, two for instance. Each eigenvalue must be looked at: the lowest must be -tol or above.",
    ko="행렬식이 양수라는 것은 음의 고윳값이 짝수 개라는 뜻일 뿐입니다. 두 개일 수도 있습니다. 고윳값 하나하나를 봐야 합니다. 가장 작은 것이 -tol 이상이어야 합니다.",
)
def by_determinant(H, tol):
    return np.linalg.det(_checked(H)) >= -tol


@mistake(
    replaces="is_convex_quadratic",
    en="You look at the diagonal only, the curvature along the axes. [[1, 2], [2, 1]] curves downwards along (1, -1): take the eigenvalues.",
    ko="대각 원소, 즉 좌표축 방향의 곡률만 보았습니다. [[1, 2], [2, 1]]은 (1, -1) 방향으로 아래로 휩니다. 고윳값을 구하세요.",
)
def by_diagonal(H, tol):
    return np.all(np.diag(_checked(H)) >= -tol)


@mistake(
    replaces="is_convex_quadratic",
    en="You look at the signs of the entries. A matrix may have negative entries and no negative eigenvalue, and the other way round: take the eigenvalues.",
    ko="원소의 부호를 보았습니다. 음수 원소가 있어도 음의 고윳값이 없을 수 있고, 그 반대도 있습니다. 고윳값을 구하세요.",
)
def by_entries(H, tol):
    return np.all(_checked(H) >= -tol)


@mistake(
    replaces="is_convex_quadratic",
    en="You look at the largest eigenvalue. eigvalsh sorts in ascending order: the lowest one, which decides, is the first.",
    ko="가장 큰 고윳값을 보았습니다. eigvalsh는 오름차순으로 정렬하므로 판단 기준인 가장 작은 것은 맨 앞에 있습니다.",
)
def by_the_largest_eigenvalue(H, tol):
    return np.linalg.eigvalsh(_checked(H))[-1] >= -tol


@mistake(
    replaces="is_convex_quadratic",
    en="An asymmetric matrix passes, and eigvalsh then reads one triangle of it only. Raise ValueError where the largest |H - H.T| is above 1e-6 times the largest |H|.",
    ko="비대칭 행렬도 그냥 통과하고, 그러면 eigvalsh는 한쪽 삼각형만 읽습니다. |H - H.T|의 최댓값이 |H| 최댓값의 1e-6배보다 크면 ValueError를 일으키세요.",
)
def asymmetry_unchecked(H, tol):
    H = np.asarray(H, dtype=np.float64)
    return np.linalg.eigvalsh((H + H.T) / 2)[0] >= -tol


@mistake(
    replaces="is_convex_quadratic",
    en="You measure asymmetry against a fixed 1e-6 (or np.allclose's 1e-8). That lets anything pass in a tiny matrix and refuses rounding in a large one: compare with 1e-6 times the largest |H|.",
    ko="비대칭을 1e-6(또는 np.allclose의 1e-8) 같은 고정된 값과 비교했습니다. 그러면 아주 작은 행렬은 무엇이든 통과하고 큰 행렬은 반올림 오차만으로도 거부됩니다. |H| 최댓값의 1e-6배와 비교하세요.",
)
def asymmetry_at_a_fixed_scale(H, tol):
    H = np.asarray(H, dtype=np.float64)
    if np.max(np.abs(H - H.T)) > 1e-6:
        raise ValueError("H must be symmetric")
    return np.linalg.eigvalsh(H)[0] >= -tol


@mistake(
    replaces="is_convex_quadratic",
    en="You demand exact symmetry. The two triangles of a computed Hessian differ by rounding: tolerate up to 1e-6 times the largest |H|.",
    ko="완전히 대칭일 것을 요구했습니다. 계산으로 얻은 Hessian은 두 삼각형이 반올림만큼 다릅니다. |H| 최댓값의 1e-6배까지는 허용하세요.",
)
def exact_symmetry(H, tol):
    if not np.array_equal(H, np.transpose(H)):
        raise ValueError("H must be symmetric")
    return right_is_convex_quadratic(H, tol)


# --- suboptimality_bound


@mistake(
    replaces="suboptimality_bound",
    en="The 1/2 is missing: the bound is g^2 / (2 mu). It comes from minimising the quadratic f(x) + g'd + mu/2 |d|^2 over d; without it the bound is twice as loose.",
    ko="1/2이 빠졌습니다. 상한은 g^2 / (2 mu)입니다. 이차식 f(x) + g'd + mu/2 |d|^2을 d에 대해 최소화해서 나옵니다. 1/2이 없으면 두 배로 느슨합니다.",
)
def without_the_half(grad_norm, mu):
    return 2 * right_suboptimality_bound(grad_norm, mu)


@mistake(
    replaces="suboptimality_bound",
    en="The norm must be squared: near the minimum the height goes down with the square of the slope. The bound is g^2 / (2 mu).",
    ko="norm을 제곱해야 합니다. 최솟값 가까이에서 높이는 기울기의 제곱에 비례합니다. 상한은 g^2 / (2 mu)입니다.",
)
def norm_not_squared(grad_norm, mu):
    return right_suboptimality_bound(1.0, mu) * grad_norm


@mistake(
    replaces="suboptimality_bound",
    en="You multiply by mu. Strong curvature makes the bound tighter, not looser: divide, g^2 / (2 mu).",
    ko="mu를 곱했습니다. 곡률이 클수록 상한은 더 작아져야 합니다. 나누세요: g^2 / (2 mu).",
)
def times_mu(grad_norm, mu):
    return right_suboptimality_bound(grad_norm, mu) * mu**2


@mistake(
    replaces="suboptimality_bound",
    en="g / mu bounds the distance from the minimum, |x - x*|. Asked for is the height above it: g^2 / (2 mu).",
    ko="g / mu는 최솟점까지의 거리 |x - x*|의 상한입니다. 묻는 것은 최솟값보다 얼마나 높은지입니다: g^2 / (2 mu).",
)
def distance_for_height(grad_norm, mu):
    return 2 * right_suboptimality_bound(1.0, mu) * grad_norm


@mistake(
    replaces="suboptimality_bound",
    en="You do not refuse a mu of 0 or below. Without strong convexity a small gradient proves nothing: raise ValueError.",
    ko="mu가 0 이하여도 거부하지 않습니다. 강볼록(strongly convex)이 아니면 gradient가 작아도 아무것도 증명되지 않습니다. ValueError를 일으키세요.",
)
def mu_unchecked(grad_norm, mu):
    return grad_norm**2 / (2 * mu) if mu else math.inf


@mistake(
    replaces="suboptimality_bound",
    en="You refuse a negative mu but not 0, which promises just as little. Raise where mu <= 0.",
    ko="음수인 mu는 거부했지만 0은 통과시켰습니다. 0도 아무것도 보장하지 않습니다. mu <= 0이면 예외를 일으키세요.",
)
def mu_of_zero_let_through(grad_norm, mu):
    if mu < 0:
        raise ValueError("mu must not be negative")
    return grad_norm**2 / (2 * mu) if mu else math.inf


# --- lasso_duality_gap


def _gap(X, y, w, lam, scale_of=None, primal_of=None, dual_of=None):
    """The gap with its parts to choose."""
    right_lasso_duality_gap(X, y, w, lam)
    X, y, w = (np.asarray(array, dtype=np.float64) for array in (X, y, w))
    rows, residual = len(y), y - X @ w

    def usual_scale(slopes):
        steepest = np.max(np.abs(slopes))
        return min(1.0, rows * lam / steepest) if steepest > 0 else 1.0

    def usual_primal(residual):
        return residual @ residual / (2 * rows) + lam * np.sum(np.abs(w))

    def usual_dual(u):
        return (y @ y - (y - u) @ (y - u)) / (2 * rows)

    u = residual * (scale_of or usual_scale)(X.T @ residual)
    return (primal_of or usual_primal)(residual) - (dual_of or usual_dual)(u)


@mistake(
    replaces="lasso_duality_gap",
    en="You take the residual for the dual point as it is. Where ||X.T r||_inf is above N lam, it is not allowed, and what comes out is no lower bound: scale it by N lam / ||X.T r||_inf.",
    ko="잔차를 그대로 쌍대 점으로 썼습니다. ||X.T r||_inf가 N lam보다 크면 제약을 어긴 점이라 하한이 나오지 않습니다. N lam / ||X.T r||_inf를 곱해 줄이세요.",
)
def dual_point_not_scaled(X, y, w, lam):
    return _gap(X, y, w, lam, scale_of=lambda slopes: 1.0)


@mistake(
    replaces="lasso_duality_gap",
    en="You scale the residual always, up as well. Where it is allowed already (||X.T r||_inf <= N lam) it stays as it is: the scale is at most 1.",
    ko="잔차를 언제나 조정해서 키우기도 합니다. 이미 제약을 만족하면(||X.T r||_inf <= N lam) 그대로 두어야 합니다. 배율은 1을 넘지 않습니다.",
)
def dual_point_always_scaled(X, y, w, lam):
    rows = len(y)

    def scale(slopes):
        steepest = np.max(np.abs(slopes))
        return rows * lam / steepest if steepest > 0 else 1.0

    return _gap(X, y, w, lam, scale_of=scale)


@mistake(
    replaces="lasso_duality_gap",
    en="The limit of the dual point is N lam, since the squared error is divided by N here; you use lam.",
    ko="여기서는 제곱 오차를 N으로 나누므로 쌍대 점의 한계는 N lam입니다. lam을 썼습니다.",
)
def limit_without_n(X, y, w, lam):
    def scale(slopes):
        steepest = np.max(np.abs(slopes))
        return min(1.0, lam / steepest) if steepest > 0 else 1.0

    return _gap(X, y, w, lam, scale_of=scale)


@mistake(
    replaces="lasso_duality_gap",
    en="You measure X.T r by its Euclidean norm. The dual of the 1-norm is the largest absolute value, ||X.T r||_inf.",
    ko="X.T r의 크기를 Euclid norm으로 쟀습니다. 1-norm의 쌍대는 절댓값의 최댓값 ||X.T r||_inf입니다.",
)
def euclidean_norm(X, y, w, lam):
    rows = len(y)

    def scale(slopes):
        steepest = np.linalg.norm(slopes)
        return min(1.0, rows * lam / steepest) if steepest > 0 else 1.0

    return _gap(X, y, w, lam, scale_of=scale)


@mistake(
    replaces="lasso_duality_gap",
    en="You take the largest entry of X.T r without its absolute value, so a steep negative one goes unnoticed. Use np.max(np.abs(X.T @ r)).",
    ko="X.T r의 최댓값을 절댓값 없이 구해서 크기가 큰 음수를 놓칩니다. np.max(np.abs(X.T @ r))을 쓰세요.",
)
def largest_without_abs(X, y, w, lam):
    rows = len(y)

    def scale(slopes):
        steepest = np.max(slopes)
        return min(1.0, rows * lam / steepest) if steepest > 0 else 1.0

    return _gap(X, y, w, lam, scale_of=scale)


@mistake(
    replaces="lasso_duality_gap",
    en="Where the fit is exact, X.T r is 0 and you divide by it. The scale is 1 then.",
    ko="정확히 맞으면 X.T r이 0인데 그것으로 나누었습니다. 이때 배율은 1입니다.",
)
def divided_by_zero(X, y, w, lam):
    rows = len(y)
    return _gap(
        X, y, w, lam, scale_of=lambda slopes: min(1.0, rows * lam / float(np.max(np.abs(slopes))))
    )


@mistake(
    replaces="lasso_duality_gap",
    en="Your squared error is divided by N, not 2 N. The objective is ||y - Xw||^2 / (2 N) + lam ||w||_1, and the dual belongs to exactly this one.",
    ko="제곱 오차를 2 N이 아니라 N으로 나누었습니다. 목적 함수는 ||y - Xw||^2 / (2 N) + lam ||w||_1이고, 쌍대 함수는 바로 이 식의 것입니다.",
)
def objective_without_the_half(X, y, w, lam):
    return _gap(
        X, y, w, lam, primal_of=lambda r: r @ r / len(r) + lam * np.sum(np.abs(np.asarray(w)))
    )


@mistake(
    replaces="lasso_duality_gap",
    en="Your squared error is not divided by N: that is another objective, for which this lam would be N times too small. Use ||y - Xw||^2 / (2 N).",
    ko="제곱 오차를 N으로 나누지 않았습니다. 그러면 다른 목적 함수가 되고 lam은 N배 작은 셈입니다. ||y - Xw||^2 / (2 N)을 쓰세요.",
)
def sum_instead_of_mean(X, y, w, lam):
    return _gap(X, y, w, lam, primal_of=lambda r: r @ r / 2 + lam * np.sum(np.abs(np.asarray(w))))


@mistake(
    replaces="lasso_duality_gap",
    en="The penalty lam ||w||_1 is missing from your objective.",
    ko="목적 함수에서 벌점 lam ||w||_1이 빠졌습니다.",
)
def penalty_left_out(X, y, w, lam):
    return _gap(X, y, w, lam, primal_of=lambda r: r @ r / (2 * len(r)))


@mistake(
    replaces="lasso_duality_gap",
    en="Your dual value is -||u||^2 / (2 N) alone. The linear term y @ u / N belongs to it: together they are (||y||^2 - ||y - u||^2) / (2 N).",
    ko="쌍대 함수가 -||u||^2 / (2 N)뿐입니다. 일차항 y @ u / N이 있어야 합니다. 둘을 합치면 (||y||^2 - ||y - u||^2) / (2 N)입니다.",
)
def linear_term_left_out(X, y, w, lam):
    return _gap(X, y, w, lam, dual_of=lambda u: -(u @ u) / (2 * len(u)))


@mistake(
    replaces="lasso_duality_gap",
    en="The two squares of the dual value are swapped: it is (||y||^2 - ||y - u||^2) / (2 N).",
    ko="쌍대 함수의 두 제곱이 뒤바뀌었습니다. (||y||^2 - ||y - u||^2) / (2 N)입니다.",
)
def dual_with_the_wrong_sign(X, y, w, lam):
    y = np.asarray(y)
    return _gap(X, y, w, lam, dual_of=lambda u: ((y - u) @ (y - u) - y @ y) / (2 * len(u)))


@mistake(
    replaces="lasso_duality_gap",
    en="You return the lower bound D(u) itself. The gap is how far the objective lies above it: P(w) - D(u).",
    ko="하한 D(u) 자체를 반환했습니다. gap은 목적 함수가 그보다 얼마나 위에 있는지입니다: P(w) - D(u).",
)
def bound_instead_of_gap(X, y, w, lam):
    return -_gap(X, y, w, lam, primal_of=lambda r: 0.0)


@mistake(
    replaces="lasso_duality_gap",
    en="A column (N, 1) for y broadcasts against X @ w into an (N, N) matrix, and a wrong number comes out. Raise ValueError where the shapes differ.",
    ko="y가 (N, 1) 열벡터이면 X @ w와 broadcast되어 (N, N) 행렬이 되고 틀린 수가 나옵니다. 모양이 다르면 ValueError를 일으키세요.",
)
def column_let_through(X, y, w, lam):
    return right_lasso_duality_gap(X, np.ravel(y), w, lam)


# --- certify


@mistake(
    replaces="certify",
    en='A gap does not show that the solution is not global: the bound may be loose. All that can be said then is "unknown".',
    ko='차이가 있다고 해서 global minimum이 아니라는 뜻은 아닙니다. 하한이 느슨할 수 있습니다. 이때 할 수 있는 말은 "unknown"뿐입니다.',
)
def not_global_from_a_gap(value, lower_bound, tol):
    known = right_certify(value, lower_bound, tol) == "global"
    return "global" if known else "not global"


@mistake(
    replaces="certify",
    en='Above the bound you say "local". Whether it is a local minimum, or even the global one, the bound does not tell: "unknown".',
    ko='하한보다 크면 "local"이라고 했습니다. 극소점인지, 실은 global minimum인지 하한만으로는 알 수 없습니다. "unknown"이 답입니다.',
)
def called_local(value, lower_bound, tol):
    return right_certify(value, lower_bound, tol).replace("unknown", "local")


@mistake(
    replaces="certify",
    en='You leave tol out: a solution within tol of the bound counts as "global". Compare value <= lower_bound + tol.',
    ko='tol을 쓰지 않았습니다. 하한에서 tol 이내이면 "global"입니다. value <= lower_bound + tol로 비교하세요.',
)
def tolerance_left_out(value, lower_bound, tol):
    right_certify(value, lower_bound, tol)
    return "global" if value <= lower_bound else "unknown"


@mistake(
    replaces="certify",
    en='With < the case value = lower_bound + tol, and with a tol of 0 even a perfect match, comes out as "unknown". Use <=.',
    ko='<로 비교하면 value = lower_bound + tol일 때, tol이 0이면 둘이 정확히 같을 때조차 "unknown"이 됩니다. <=를 쓰세요.',
)
def limit_excluded(value, lower_bound, tol):
    right_certify(value, lower_bound, tol)
    return "global" if value < lower_bound + tol else "unknown"


@mistake(
    replaces="certify",
    en="You use tol as a relative tolerance (as np.isclose does). It is absolute here: value <= lower_bound + tol.",
    ko="tol을 상대 오차로 썼습니다(np.isclose처럼). 여기서는 절대 오차입니다: value <= lower_bound + tol.",
)
def relative_tolerance(value, lower_bound, tol):
    right_certify(value, lower_bound, tol)
    if math.isinf(lower_bound):
        return "unknown"
    return "global" if value <= lower_bound + tol * abs(lower_bound) else "unknown"


@mistake(
    replaces="certify",
    en="A value slightly below the bound, within tol, is rounding: it counts as global. Raise only where value < lower_bound - tol.",
    ko="tol 이내로 하한보다 조금 작은 것은 반올림 오차이므로 global입니다. 예외는 value < lower_bound - tol일 때만 일으키세요.",
)
def rounding_refused(value, lower_bound, tol):
    if not value >= lower_bound:
        raise ValueError("value is below the bound")
    return right_certify(value, lower_bound, tol)


@mistake(
    replaces="certify",
    en='A value below the bound by more than tol proves that the bound is wrong, and you call it "global". Raise ValueError where value < lower_bound - tol.',
    ko='값이 하한보다 tol 넘게 작으면 하한이 틀렸다는 증거인데 "global"이라고 했습니다. value < lower_bound - tol이면 ValueError를 일으키세요.',
)
def wrong_bound_accepted(value, lower_bound, tol):
    if math.isnan(value) or math.isnan(lower_bound):
        raise ValueError("NaN")
    return "global" if value <= lower_bound + tol else "unknown"


@mistake(
    replaces="certify",
    en='NaN passes as "unknown", since every comparison with NaN is false. It is no loss at all: raise ValueError for a value or a bound that is NaN.',
    ko='NaN과의 비교는 항상 거짓이라 NaN이 "unknown"으로 통과합니다. NaN은 loss가 아닙니다. value나 lower_bound가 NaN이면 ValueError를 일으키세요.',
)
def nan_let_through(value, lower_bound, tol):
    if value < lower_bound - tol:
        raise ValueError("value is below the bound")
    return "global" if value <= lower_bound + tol else "unknown"


@mistake(
    replaces="certify",
    en='You refuse a value that is NaN but not a bound that is: it says nothing either, and it is a bug, not an "unknown". Raise ValueError.',
    ko='value가 NaN이면 거부했지만 lower_bound가 NaN이면 통과시켰습니다. 그것도 "unknown"이 아니라 버그입니다. ValueError를 일으키세요.',
)
def nan_bound_let_through(value, lower_bound, tol):
    if math.isnan(value) or value < lower_bound - tol:
        raise ValueError("value is below the bound")
    return "global" if value <= lower_bound + tol else "unknown"


@mistake(
    replaces="certify",
    en='The answer is one of the strings "global" and "unknown", not a bool: False would read like "not global".',
    ko='답은 bool이 아니라 문자열 "global"과 "unknown"입니다. False는 "global이 아니다"로 읽힙니다.',
)
def bool_instead_of_a_word(value, lower_bound, tol):
    return right_certify(value, lower_bound, tol) == "global"


# --- interval_lower_bound


def _pieces(a, b, splits):
    ends = np.linspace(a, b, splits + 1)
    return ends[:-1], ends[1:]


def _values(coefs, x):
    return np.polynomial.polynomial.polyval(x, np.asarray(coefs, dtype=np.float64))


@mistake(
    replaces="interval_lower_bound",
    en="You return the least of the values at the ends of the pieces. Between two samples the polynomial may go lower, so that is an upper bound of the minimum and proves nothing. Compute with the whole interval [l, h] in place of x.",
    ko="조각 끝에서의 값 중 가장 작은 것을 반환했습니다. 표본 사이에서 다항식은 더 내려갈 수 있으므로 그것은 최솟값의 상한이고 아무것도 증명하지 못합니다. x 자리에 구간 [l, h] 전체를 넣어 계산하세요.",
)
def least_of_the_samples(poly_coefs, a, b, splits):
    return np.min(_values(poly_coefs, np.linspace(a, b, splits + 1)))


@mistake(
    replaces="interval_lower_bound",
    en="You return the least of the values at the midpoints. What the polynomial does in the rest of a piece, samples do not tell. Compute with the whole interval [l, h] in place of x.",
    ko="조각의 중점에서의 값 중 가장 작은 것을 반환했습니다. 조각의 나머지 부분에서 어떻게 되는지 표본은 말해 주지 않습니다. x 자리에 구간 [l, h] 전체를 넣어 계산하세요.",
)
def least_of_the_midpoints(poly_coefs, a, b, splits):
    low, high = _pieces(a, b, splits)
    return np.min(_values(poly_coefs, (low + high) / 2))


@mistake(
    replaces="interval_lower_bound",
    en="More samples do not make a proof: the least of a fine grid still lies above the minimum. A lower bound must hold at every point between.",
    ko="표본을 늘려도 증명이 되지 않습니다. 촘촘한 격자에서의 최솟값도 실제 최솟값보다 큽니다. 하한은 표본 사이의 모든 점에서 성립해야 합니다.",
)
def many_samples(poly_coefs, a, b, splits):
    return np.min(_values(poly_coefs, np.linspace(a, b, 256 * splits + 1)))


@mistake(
    replaces="interval_lower_bound",
    en="Your products use low * low and high * high only. With a negative factor the order turns around: take the smallest and the largest of all four products of ends.",
    ko="곱할 때 low * low와 high * high만 썼습니다. 음수를 곱하면 순서가 뒤집힙니다. 끝점끼리의 네 곱 중 가장 작은 것과 가장 큰 것을 쓰세요.",
)
def two_products_of_four(poly_coefs, a, b, splits):
    coefs = np.asarray(poly_coefs, dtype=np.float64)
    low, high = _pieces(a, b, splits)
    below = above = np.full_like(low, coefs[-1])
    for coef in coefs[-2::-1]:
        below, above = below * low + coef, above * high + coef
        below, above = np.minimum(below, above), np.maximum(below, above)
    return np.min(below)


@mistake(
    replaces="interval_lower_bound",
    en="You bound each power by itself and add up. That is sound, but looser than asked for: each power forgets that its x is the same as the others'. Horner's rule, c0 + x (c1 + x (c2 + ...)), keeps more of it.",
    ko="거듭제곱마다 따로 구간을 구해 더했습니다. 틀린 하한은 아니지만 요구보다 느슨합니다. 거듭제곱마다 x가 서로 다른 것처럼 다루기 때문입니다. Horner 방법 c0 + x (c1 + x (c2 + ...))로 계산하면 더 빡빡합니다.",
)
def power_by_power(poly_coefs, a, b, splits):
    coefs = np.asarray(poly_coefs, dtype=np.float64)
    low, high = _pieces(a, b, splits)
    total = np.zeros_like(low)
    for k, coef in enumerate(coefs):
        ends = coef * low**k, coef * high**k
        smallest = np.minimum(*ends)
        if k > 0 and k % 2 == 0 and coef > 0:
            smallest = np.where((low < 0) & (high > 0), 0.0, smallest)
        total = total + smallest
    return np.min(total)


@mistake(
    replaces="interval_lower_bound",
    en="An even power is lowest at 0, not at an end, where the interval goes across 0: [-1, 1] squared is not [1, 1]. Multiply intervals by the four products of their ends.",
    ko="구간이 0을 지나면 짝수 거듭제곱은 끝점이 아니라 0에서 가장 작습니다. [-1, 1]의 제곱은 [1, 1]이 아닙니다. 구간의 곱은 끝점끼리의 네 곱으로 구하세요.",
)
def powers_of_the_ends(poly_coefs, a, b, splits):
    coefs = np.asarray(poly_coefs, dtype=np.float64)
    low, high = _pieces(a, b, splits)
    total = sum(np.minimum(coef * low**k, coef * high**k) for k, coef in enumerate(coefs))
    return np.min(total)


@mistake(
    replaces="interval_lower_bound",
    en="You subtract from the value in the middle only what the slope there allows. The slope changes within a piece: take its bound on the whole interval, or the arithmetic of intervals throughout.",
    ko="중점의 값에서 중점의 기울기로 내려갈 수 있는 만큼만 뺐습니다. 기울기는 조각 안에서도 변합니다. 구간 전체에서 기울기의 한계를 쓰거나 처음부터 구간 산술로 계산하세요.",
)
def slope_at_the_midpoint(poly_coefs, a, b, splits):
    coefs = np.asarray(poly_coefs, dtype=np.float64)
    low, high = _pieces(a, b, splits)
    middle = (low + high) / 2
    slope = _values(np.polynomial.polynomial.polyder(coefs), middle)
    return np.min(_values(coefs, middle) - np.abs(slope) * (high - low) / 2)


@mistake(
    replaces="interval_lower_bound",
    en="You leave splits out and bound the whole of [a, b] at once. That is sound but very loose: cut it into pieces, and take the lowest of their bounds.",
    ko="splits를 쓰지 않고 [a, b] 전체를 한 번에 계산했습니다. 틀린 하한은 아니지만 아주 느슨합니다. 조각으로 나누고 그 하한 중 가장 작은 것을 쓰세요.",
)
def never_split(poly_coefs, a, b, splits):
    return right_interval_lower_bound(poly_coefs, a, b, 1)


@mistake(
    replaces="interval_lower_bound",
    en="You take the greatest of the pieces' lower bounds. The minimum may be in any piece: only the lowest of them holds for the whole.",
    ko="조각들의 하한 중 가장 큰 것을 골랐습니다. 최솟값은 어느 조각에나 있을 수 있으므로 전체의 하한은 그중 가장 작은 것입니다.",
)
def greatest_of_the_pieces(poly_coefs, a, b, splits):
    low, high = _pieces(a, b, splits)
    return np.max(_horner(np.asarray(poly_coefs, dtype=np.float64), low, high))


@mistake(
    replaces="interval_lower_bound",
    en="The last piece is missing, so the bound says nothing about the right end. np.linspace(a, b, splits) makes only splits - 1 pieces: use splits + 1 points.",
    ko="마지막 조각이 빠져서 오른쪽 끝에 대해서는 아무것도 말하지 못합니다. np.linspace(a, b, splits)로는 조각이 splits - 1개뿐입니다. 점을 splits + 1개 쓰세요.",
)
def last_piece_lost(poly_coefs, a, b, splits):
    low, high = _pieces(a, b, splits)
    if splits > 1:
        low, high = low[:-1], high[:-1]
    return np.min(_horner(np.asarray(poly_coefs, dtype=np.float64), low, high))


@mistake(
    replaces="interval_lower_bound",
    en="You read the coefficients as descending (as np.polyval does). Here they ascend: c0 is the constant.",
    ko="계수를 내림차순으로 읽었습니다(np.polyval처럼). 여기서는 오름차순이고 c0이 상수항입니다.",
)
def descending_coefficients(poly_coefs, a, b, splits):
    return right_interval_lower_bound(np.asarray(poly_coefs)[::-1], a, b, splits)
