"""What students write at midnight, and what they should read."""

import math

import numpy as np
from solution import _uniform_in_ball
from solution import cosine_warm_restarts as right_cosine_warm_restarts
from solution import momentum_descent as right_momentum_descent
from solution import perturbed_descent as right_perturbed_descent
from solution import random_restarts as right_random_restarts

from autograder.authoring import mistake


def _start(x0):
    """A copy of x0 in floating point."""
    x0 = np.array(x0)
    return x0 if x0.dtype.kind == "f" else x0.astype(np.float64)


# --- momentum_descent


@mistake(
    replaces="momentum_descent",
    en="Your path has no start: row 0 must be x0 itself, so that there are steps + 1 rows.",
    ko="경로에 출발점이 없습니다. 0번 행은 x0이고, 행은 모두 steps + 1개입니다.",
)
def path_without_its_start(grad, x0, lr, beta, steps):
    return right_momentum_descent(grad, x0, lr, beta, steps)[1:]


@mistake(
    replaces="momentum_descent",
    en="The velocity is made anew at each step, so this is plain gradient descent. Set it to zero once, before the loop, and carry it from step to step: v = beta * v + g.",
    ko="매 단계 속도를 새로 만들어서 보통의 경사 하강법이 되었습니다. 속도는 반복문 앞에서 한 번만 0으로 두고, 단계에서 단계로 이어 가세요: v = beta * v + g.",
)
def velocity_forgotten(grad, x0, lr, beta, steps):
    return right_momentum_descent(grad, x0, lr, 0.0, steps)


@mistake(
    replaces="momentum_descent",
    en="You weight the gradient by 1 - beta: that is a moving average, 1 / (1 - beta) times slower. Momentum adds the whole gradient: v = beta * v + g.",
    ko="gradient에 1 - beta를 곱했습니다. 그러면 이동 평균이 되어 1 / (1 - beta)배 느려집니다. 모멘텀은 gradient를 그대로 더합니다: v = beta * v + g.",
)
def averaged_velocity(grad, x0, lr, beta, steps):
    return right_momentum_descent(grad, x0, lr * (1 - beta), beta, steps)


@mistake(
    replaces="momentum_descent",
    en="You climb: x + lr * v follows the gradient upwards. With v = beta * v + g the step is x - lr * v.",
    ko="오르막으로 갑니다. x + lr * v는 gradient를 따라 올라가는 것입니다. v = beta * v + g라면 걸음은 x - lr * v입니다.",
)
def uphill(grad, x0, lr, beta, steps):
    return right_momentum_descent(grad, x0, -lr, beta, steps)


@mistake(
    replaces="momentum_descent",
    en="You move by the old velocity and update it afterwards, so each gradient takes effect one step late, and the first step goes nowhere. First the velocity, then the point.",
    ko="이전 속도로 움직인 뒤에 속도를 갱신해서 gradient가 한 단계 늦게 반영되고, 첫 단계에서는 움직이지 않습니다. 속도를 먼저 갱신하고 그 속도로 움직이세요.",
)
def point_before_velocity(grad, x0, lr, beta, steps):
    x = _start(x0)
    velocity, path = np.zeros_like(x), [x]
    for _ in range(steps):
        slope = grad(x)
        x = x - lr * velocity
        velocity = beta * velocity + slope
        path.append(x)
    return np.array(path)


@mistake(
    replaces="momentum_descent",
    en="You take the gradient ahead of the point, at x - lr * beta * v: that is Nesterov's momentum. Here it is taken at x.",
    ko="gradient를 앞선 점 x - lr * beta * v에서 구했습니다. 그것은 Nesterov 모멘텀입니다. 여기서는 x에서 구합니다.",
)
def nesterov_instead(grad, x0, lr, beta, steps):
    x = _start(x0)
    velocity, path = np.zeros_like(x), [x]
    for _ in range(steps):
        velocity = beta * velocity + grad(x - lr * beta * velocity)
        x = x - lr * velocity
        path.append(x)
    return np.array(path)


@mistake(
    replaces="momentum_descent",
    en="All rows are one and the same array: x -= ... changes it in place, and the list holds the same object each time. Write x = x - ..., or append x.copy().",
    ko="모든 행이 같은 배열입니다. x -= ...는 배열을 그 자리에서 바꾸고, 리스트에는 같은 객체만 들어 있습니다. x = x - ...로 쓰거나 x.copy()를 넣으세요.",
)
def rows_of_one_array(grad, x0, lr, beta, steps):
    x = _start(x0)
    velocity, path = np.zeros_like(x), [x]
    for _ in range(steps):
        velocity = beta * velocity + grad(x)
        x -= (lr * velocity).astype(x.dtype)
        path.append(x)
    return np.array(path)


@mistake(
    replaces="momentum_descent",
    en="x = x0 is no copy, and x -= ... then writes into the caller's array. Begin with a copy, or write x = x - ...",
    ko="x = x0은 복사가 아니어서 x -= ...가 호출한 쪽의 배열을 덮어씁니다. 복사본으로 시작하거나 x = x - ...로 쓰세요.",
)
def start_overwritten(grad, x0, lr, beta, steps):
    x = x0 if x0.dtype.kind == "f" else x0.astype(np.float64)
    velocity, path = np.zeros_like(x), [x.copy()]
    for _ in range(steps):
        velocity = beta * velocity + grad(x)
        x -= (lr * velocity).astype(x.dtype)
        path.append(x.copy())
    return np.array(path)


@mistake(
    replaces="momentum_descent",
    en="An array of the dtype of x0 cuts every step to a whole number when x0 holds integers. Promote integers to float64 first.",
    ko="x0이 정수이면 x0과 같은 dtype의 배열에서는 매 걸음의 소수점 아래가 잘립니다. 정수는 먼저 float64로 바꾸세요.",
)
def whole_numbers_only(grad, x0, lr, beta, steps):
    path = np.zeros((steps + 1, len(x0)), dtype=np.asarray(x0).dtype)
    path[0], velocity = x0, 0
    for t in range(steps):
        velocity = beta * velocity + grad(path[t])
        path[t + 1] = path[t] - lr * velocity
    return path


@mistake(
    replaces="momentum_descent",
    en="A path allocated as float64 turns float32 into float64. Give it the dtype of x0 where that is a float type.",
    ko="경로를 float64로 만들어서 float32 출발점에서도 float64가 나옵니다. x0이 float 타입이면 그 dtype을 쓰세요.",
)
def always_double(grad, x0, lr, beta, steps):
    return right_momentum_descent(grad, x0, lr, beta, steps).astype(np.float64)


# --- perturbed_descent


def _descend(
    grad, x0, lr, steps, push, small, again=True, step_too=True, start=_start, two_rows=False
):
    """Perturbed descent with its parts to choose: ``push(x, t)``, and ``small(slope, t)`` for when."""
    x = start(x0)
    path = [x]
    for t in range(steps):
        slope = grad(x)
        if small(slope, t):
            x = x + push(x, t).astype(x.dtype)
            if two_rows:
                path.append(x)
            if again:
                slope = grad(x)
            if not step_too:
                slope = np.zeros_like(slope)
        x = x - lr * slope
        path.append(x)
    return np.array(path)


def _small(grad_tol):
    return lambda slope, t: np.linalg.norm(slope) <= grad_tol


def _ball(radius, rng):
    return lambda x, t: _uniform_in_ball(x.size, radius, rng)


@mistake(
    replaces="perturbed_descent",
    en="You push at every step. The push belongs only where the gradient is small, norm <= grad_tol; elsewhere the slope itself shows the way, and noise would keep the path from settling.",
    ko="매 단계에서 밀고 있습니다. gradient의 norm이 grad_tol 이하일 때만 밀어야 합니다. 다른 곳에서는 기울기가 길을 알려 주고, 노이즈는 수렴을 방해할 뿐입니다.",
)
def noise_at_every_step(grad, x0, lr, steps, radius, grad_tol, rng):
    return _descend(grad, x0, lr, steps, _ball(radius, rng), lambda slope, t: True)


@mistake(
    replaces="perturbed_descent",
    en="Your comparison is turned around: the push comes where the gradient is large. Push where np.linalg.norm(g) <= grad_tol.",
    ko="비교가 거꾸로입니다. gradient가 클 때 밀고 있습니다. np.linalg.norm(g) <= grad_tol일 때 미세요.",
)
def noise_where_it_is_steep(grad, x0, lr, steps, radius, grad_tol, rng):
    return _descend(
        grad, x0, lr, steps, _ball(radius, rng), lambda slope, t: np.linalg.norm(slope) > grad_tol
    )


@mistake(
    replaces="perturbed_descent",
    en="Each coordinate of your push is uniform on its own: that fills a cube, whose corners lie sqrt(D) times the radius away. For a ball, draw a direction (normal numbers divided by their norm) and multiply it by radius * u ** (1 / D).",
    ko="좌표마다 따로 균등하게 뽑았습니다. 그러면 공이 아니라 정육면체를 채우고, 꼭짓점은 반지름의 sqrt(D)배만큼 떨어져 있습니다. 공이라면 방향(정규분포로 뽑아 norm으로 나눈 것)을 뽑고 radius * u ** (1 / D)를 곱하세요.",
)
def noise_in_a_cube(grad, x0, lr, steps, radius, grad_tol, rng):
    def push(x, t):
        return rng.uniform(-radius, radius, size=x.size)

    return _descend(grad, x0, lr, steps, push, _small(grad_tol))


@mistake(
    replaces="perturbed_descent",
    en="Your push always has the length radius: that is the sphere, the skin of the ball alone. Multiply the unit direction by radius * u ** (1 / D), with u uniform in [0, 1].",
    ko="움직이는 거리가 늘 radius입니다. 그것은 공의 껍질(구면)일 뿐입니다. 단위 방향에 radius * u ** (1 / D)를 곱하세요. u는 [0, 1]에서 균등합니다.",
)
def noise_on_the_sphere(grad, x0, lr, steps, radius, grad_tol, rng):
    def push(x, t):
        direction = rng.normal(size=x.size)
        return radius * direction / np.linalg.norm(direction)

    return _descend(grad, x0, lr, steps, push, _small(grad_tol))


@mistake(
    replaces="perturbed_descent",
    en="You draw the length uniformly, radius * u, which crowds the pushes around the center: half of them land in the inner half, which has only 2 ** -D of the volume. Use radius * u ** (1 / D).",
    ko="길이를 radius * u로 균등하게 뽑아서 중심 부근에 몰립니다. 반지름이 절반인 안쪽 공은 부피가 2 ** -D밖에 안 되는데 절반이 그 안에 떨어집니다. radius * u ** (1 / D)를 쓰세요.",
)
def length_drawn_uniformly(grad, x0, lr, steps, radius, grad_tol, rng):
    def push(x, t):
        direction = rng.normal(size=x.size)
        return radius * rng.random() * direction / np.linalg.norm(direction)

    return _descend(grad, x0, lr, steps, push, _small(grad_tol))


@mistake(
    replaces="perturbed_descent",
    en="The square root makes a disk uniform, in two dimensions only. In D dimensions volume grows as r ** D, so the length is radius * u ** (1 / D).",
    ko="제곱근은 2차원 원판에서만 균등합니다. D차원에서는 부피가 r ** D로 늘어나므로 길이는 radius * u ** (1 / D)입니다.",
)
def square_root_in_every_dimension(grad, x0, lr, steps, radius, grad_tol, rng):
    def push(x, t):
        direction = rng.normal(size=x.size)
        return radius * math.sqrt(rng.random()) * direction / np.linalg.norm(direction)

    return _descend(grad, x0, lr, steps, push, _small(grad_tol))


@mistake(
    replaces="perturbed_descent",
    en="You push by a normal vector of standard deviation radius: it is about sqrt(D) times too long, and has no limit. Divide it by its norm and multiply by radius * u ** (1 / D).",
    ko="표준편차가 radius인 정규분포 벡터로 밀었습니다. 길이가 약 sqrt(D)배로 길고 상한도 없습니다. norm으로 나눈 다음 radius * u ** (1 / D)를 곱하세요.",
)
def normal_noise(grad, x0, lr, steps, radius, grad_tol, rng):
    def push(x, t):
        return radius * rng.normal(size=x.size)

    return _descend(grad, x0, lr, steps, push, _small(grad_tol))


@mistake(
    replaces="perturbed_descent",
    en="rng.random() gives numbers above 0 only, so every coordinate is pushed upwards. Draw the direction from rng.normal, which has both signs.",
    ko="rng.random()은 0보다 큰 수만 주므로 모든 좌표가 양의 방향으로만 밀립니다. 양쪽 부호가 나오는 rng.normal로 방향을 뽑으세요.",
)
def only_upwards(grad, x0, lr, steps, radius, grad_tol, rng):
    def push(x, t):
        direction = rng.random(size=x.size)
        length = radius * rng.random() ** (1 / x.size)
        return length * direction / np.linalg.norm(direction)

    return _descend(grad, x0, lr, steps, push, _small(grad_tol))


@mistake(
    replaces="perturbed_descent",
    en="A uniform vector divided by its norm prefers the corners of the cube it came from. Only the normal distribution looks the same in all directions: draw the direction from rng.normal.",
    ko="균등하게 뽑은 벡터를 norm으로 나누면 정육면체의 꼭짓점 방향이 더 자주 나옵니다. 모든 방향에서 똑같은 것은 정규분포뿐이므로 rng.normal로 방향을 뽑으세요.",
)
def direction_from_a_cube(grad, x0, lr, steps, radius, grad_tol, rng):
    def push(x, t):
        direction = rng.uniform(-1, 1, size=x.size)
        length = radius * rng.random() ** (1 / x.size)
        return length * direction / np.linalg.norm(direction)

    return _descend(grad, x0, lr, steps, push, _small(grad_tol))


@mistake(
    replaces="perturbed_descent",
    en="You push along one coordinate only. Every direction must be possible: normal numbers for all D coordinates, divided by their norm.",
    ko="좌표 하나만 밀고 있습니다. 모든 방향으로 움직일 수 있어야 합니다. D개 좌표를 모두 정규분포로 뽑아 norm으로 나누세요.",
)
def one_coordinate(grad, x0, lr, steps, radius, grad_tol, rng):
    def push(x, t):
        direction = np.zeros(x.size)
        direction[rng.integers(x.size)] = rng.choice([-1.0, 1.0])
        return radius * rng.random() ** (1 / x.size) * direction

    return _descend(grad, x0, lr, steps, push, _small(grad_tol))


@mistake(
    replaces="perturbed_descent",
    en="You draw one push before the loop and use it again and again. Draw a new one at every step that needs it.",
    ko="반복문 앞에서 한 번 뽑은 벡터를 계속 씁니다. 필요한 단계마다 새로 뽑으세요.",
)
def the_same_push_each_time(grad, x0, lr, steps, radius, grad_tol, rng):
    drawn = _uniform_in_ball(len(x0), radius, rng)
    return _descend(grad, x0, lr, steps, lambda x, t: drawn, _small(grad_tol))


@mistake(
    replaces="perturbed_descent",
    en="You push once and never again. Wherever a step begins with a small gradient, there is a push, at many steps in a row if need be.",
    ko="한 번만 밀고 그 뒤로는 밀지 않습니다. gradient가 작은 채로 시작하는 단계에서는 몇 번이 이어지더라도 매번 밀어야 합니다.",
)
def pushed_once(grad, x0, lr, steps, radius, grad_tol, rng):
    done = []

    def small(slope, t):
        if done or np.linalg.norm(slope) > grad_tol:
            return False
        done.append(t)
        return True

    return _descend(grad, x0, lr, steps, _ball(radius, rng), small)


@mistake(
    replaces="perturbed_descent",
    en="After the push you still use the gradient of the old point, which was almost zero. Take it again at the pushed point: that is where the saddle begins to slope.",
    ko="민 다음에도 이전 점의 gradient를 썼습니다. 그것은 거의 0이었습니다. 밀려난 점에서 다시 구하세요. 안장점은 거기서부터 기울어지기 시작합니다.",
)
def gradient_of_the_old_point(grad, x0, lr, steps, radius, grad_tol, rng):
    return _descend(grad, x0, lr, steps, _ball(radius, rng), _small(grad_tol), again=False)


@mistake(
    replaces="perturbed_descent",
    en="Where you push you leave out the gradient step. One step has both: the push, then the descent from where it led.",
    ko="밀기만 하고 gradient 걸음은 빠뜨렸습니다. 한 단계에 둘 다 있습니다. 먼저 밀고, 밀려난 점에서 내려갑니다.",
)
def push_instead_of_a_step(grad, x0, lr, steps, radius, grad_tol, rng):
    return _descend(grad, x0, lr, steps, _ball(radius, rng), _small(grad_tol), step_too=False)


@mistake(
    replaces="perturbed_descent",
    en="The push and the gradient step make two rows of yours. Together they are one step and one row, so the path has steps + 1 rows.",
    ko="밀기와 gradient 걸음을 두 행으로 나누었습니다. 둘을 합쳐 한 단계, 한 행이므로 경로는 steps + 1행입니다.",
)
def two_rows_for_one_step(grad, x0, lr, steps, radius, grad_tol, rng):
    return _descend(grad, x0, lr, steps, _ball(radius, rng), _small(grad_tol), two_rows=True)


@mistake(
    replaces="perturbed_descent",
    en="With < the push never comes at a gradient of exactly 0 and grad_tol of 0, which is the very point where it is needed. grad_tol itself is included: <=.",
    ko="<로 비교하면 grad_tol이 0이고 gradient가 정확히 0인 점, 즉 가장 필요한 곳에서 밀지 않습니다. grad_tol도 포함하세요: <=.",
)
def limit_excluded(grad, x0, lr, steps, radius, grad_tol, rng):
    return _descend(
        grad, x0, lr, steps, _ball(radius, rng), lambda slope, t: np.linalg.norm(slope) < grad_tol
    )


@mistake(
    replaces="perturbed_descent",
    en="You compare the squared norm, g @ g, with grad_tol. Take the root: np.linalg.norm(g).",
    ko="norm의 제곱 g @ g를 grad_tol과 비교했습니다. 제곱근을 취하세요: np.linalg.norm(g).",
)
def squared_norm(grad, x0, lr, steps, radius, grad_tol, rng):
    return _descend(
        grad, x0, lr, steps, _ball(radius, rng), lambda slope, t: slope @ slope <= grad_tol
    )


@mistake(
    replaces="perturbed_descent",
    en="You compare the coordinates one by one (or the largest of them) with grad_tol. What counts is the Euclidean norm of the whole gradient, np.linalg.norm(g), which is larger.",
    ko="좌표를 하나씩(또는 가장 큰 좌표만) grad_tol과 비교했습니다. 기준은 gradient 전체의 Euclid norm인 np.linalg.norm(g)이고, 이 값이 더 큽니다.",
)
def largest_coordinate_for_the_norm(grad, x0, lr, steps, radius, grad_tol, rng):
    return _descend(
        grad, x0, lr, steps, _ball(radius, rng), lambda slope, t: np.abs(slope).max() <= grad_tol
    )


@mistake(
    replaces="perturbed_descent",
    en="You make a generator of your own with a fixed seed, so every call pushes in the same directions. Draw from rng.",
    ko="함수 안에서 고정된 seed로 생성기를 새로 만들어서 부를 때마다 같은 방향으로 밉니다. 인자로 받은 rng에서 뽑으세요.",
)
def push_with_its_own_seed(grad, x0, lr, steps, radius, grad_tol, rng):
    return right_perturbed_descent(grad, x0, lr, steps, radius, grad_tol, np.random.default_rng(0))


@mistake(
    replaces="perturbed_descent",
    en="np.random.normal draws from NumPy's global generator, so rng has no say and nobody can repeat the run. Use rng.normal and rng.random.",
    ko="np.random.normal은 NumPy의 전역 생성기를 씁니다. rng와 무관해서 실험을 재현할 수 없습니다. rng.normal과 rng.random을 쓰세요.",
)
def push_with_the_global_generator(grad, x0, lr, steps, radius, grad_tol, rng):
    def push(x, t):
        direction = np.random.normal(size=x.size)
        length = radius * np.random.random() ** (1 / x.size)
        return length * direction / np.linalg.norm(direction)

    return _descend(grad, x0, lr, steps, push, _small(grad_tol))


@mistake(
    replaces="perturbed_descent",
    en="A push of float64 turns a point of float32 into float64. Cast it: push.astype(x.dtype).",
    ko="float64인 벡터를 더하면 float32인 점이 float64가 됩니다. push.astype(x.dtype)으로 맞추세요.",
)
def push_makes_it_double(grad, x0, lr, steps, radius, grad_tol, rng):
    x = _start(x0)
    path = [x]
    for _ in range(steps):
        slope = grad(x)
        if np.linalg.norm(slope) <= grad_tol:
            x = x + _uniform_in_ball(x.size, radius, rng)
            slope = grad(x)
        x = x - lr * slope
        path.append(x)
    return np.array(path)


@mistake(
    replaces="perturbed_descent",
    en="Your path has the dtype of x0: from a start of integers every step is cut to a whole number. Promote integers to float64 first.",
    ko="경로의 dtype이 x0과 같습니다. 출발점이 정수이면 매 걸음의 소수점 아래가 잘립니다. 정수는 먼저 float64로 바꾸세요.",
)
def path_of_whole_numbers(grad, x0, lr, steps, radius, grad_tol, rng):
    path = right_perturbed_descent(grad, x0, lr, steps, radius, grad_tol, rng)
    return path.astype(np.asarray(x0).dtype)


@mistake(
    replaces="perturbed_descent",
    en="x = x0 is no copy: x -= ... and x += ... write into the caller's array. Begin with a copy.",
    ko="x = x0은 복사가 아니어서 x -= ...와 x += ...가 호출한 쪽의 배열을 덮어씁니다. 복사본으로 시작하세요.",
)
def pushed_in_place(grad, x0, lr, steps, radius, grad_tol, rng):
    x = x0 if x0.dtype.kind == "f" else x0.astype(np.float64)
    path = [x.copy()]
    for _ in range(steps):
        slope = grad(x)
        if np.linalg.norm(slope) <= grad_tol:
            x += _uniform_in_ball(x.size, radius, rng).astype(x.dtype)
            slope = grad(x)
        x -= (lr * slope).astype(x.dtype)
        path.append(x.copy())
    return np.array(path)


# --- random_restarts


def _runs(f, grad, sampler, num, lr, steps, rng):
    """Every run as its list of points."""
    if num < 1:
        raise ValueError("num must be at least 1")
    runs = []
    for _ in range(num):
        run = [sampler(rng)]
        for _ in range(steps):
            run.append(run[-1] - lr * grad(run[-1]))
        runs.append(run)
    return runs


def _first_best(points, values):
    finite = [i for i, value in enumerate(values) if not math.isnan(value)]
    best = min(finite, key=lambda i: values[i]) if finite else 0
    return points[best], values[best]


@mistake(
    replaces="random_restarts",
    en="You choose by the loss at the start. A low start may lead into a poor bowl: descend from every start, then compare the ends.",
    ko="출발점의 loss로 골랐습니다. 낮은 곳에서 출발해도 얕은 골짜기로 갈 수 있습니다. 모든 출발점에서 내려간 다음 끝점을 비교하세요.",
)
def best_of_starts(f, grad, sampler, num, lr, steps, rng):
    runs = _runs(f, grad, sampler, num, lr, steps, rng)
    starts = [run[0] for run in runs]
    start, _ = _first_best(starts, [f(x) for x in starts])
    end = next(run[-1] for run in runs if run[0] is start)
    return end, f(end)


@mistake(
    replaces="random_restarts",
    en="You keep the best point that any run has passed. Asked for are the ends: where a run overshoots, its end is worse than a point on the way, and still it is the end that counts.",
    ko="도중에 지나간 점까지 포함해 가장 좋은 점을 골랐습니다. 비교할 것은 끝점입니다. 지나쳐서 끝점이 도중보다 나빠지더라도 끝점만 봅니다.",
)
def best_on_the_way(f, grad, sampler, num, lr, steps, rng):
    runs = _runs(f, grad, sampler, num, lr, steps, rng)
    points = [x for run in runs for x in run[1:] or run]
    return _first_best(points, [f(x) for x in points])


@mistake(
    replaces="random_restarts",
    en="You return the last run, not the best one. Keep the best end so far and its loss.",
    ko="가장 좋은 실행이 아니라 마지막 실행을 반환했습니다. 지금까지 가장 좋은 끝점과 그 loss를 보관하세요.",
)
def last_run(f, grad, sampler, num, lr, steps, rng):
    end = _runs(f, grad, sampler, num, lr, steps, rng)[-1][-1]
    return end, f(end)


@mistake(
    replaces="random_restarts",
    en="You keep the highest loss. Lower is better: replace the best where value < best.",
    ko="가장 높은 loss를 골랐습니다. loss는 낮을수록 좋습니다. value < best일 때 바꾸세요.",
)
def highest_end(f, grad, sampler, num, lr, steps, rng):
    ends = [run[-1] for run in _runs(f, grad, sampler, num, lr, steps, rng)]
    values = [f(x) for x in ends]
    end, _ = _first_best(ends, [-value for value in values])
    return end, f(end)


@mistake(
    replaces="random_restarts",
    en="You return the loss of the start together with the end. The value must be f at the x that you return.",
    ko="끝점을 반환하면서 loss는 출발점의 것을 반환했습니다. 반환하는 x에서의 f여야 합니다.",
)
def loss_of_the_start(f, grad, sampler, num, lr, steps, rng):
    runs = _runs(f, grad, sampler, num, lr, steps, rng)
    ends = [run[-1] for run in runs]
    end, _ = _first_best(ends, [f(x) for x in ends])
    return end, next(f(run[0]) for run in runs if run[-1] is end)


@mistake(
    replaces="random_restarts",
    en="You return the start from which the best run began. Asked for is the point where it ended.",
    ko="가장 좋은 실행의 출발점을 반환했습니다. 그 실행이 끝난 점을 반환하세요.",
)
def start_of_the_best(f, grad, sampler, num, lr, steps, rng):
    runs = _runs(f, grad, sampler, num, lr, steps, rng)
    starts = [run[0] for run in runs]
    return _first_best(starts, [f(run[-1]) for run in runs])


@mistake(
    replaces="random_restarts",
    en="The sampler is called once, so all runs begin at the same point and end alike. Call it inside the loop.",
    ko="sampler를 한 번만 호출해서 모든 실행이 같은 점에서 출발해 같은 곳에서 끝납니다. 반복문 안에서 호출하세요.",
)
def one_start_for_all(f, grad, sampler, num, lr, steps, rng):
    x0 = sampler(rng)
    return right_random_restarts(f, grad, lambda rng: x0, num, lr, steps, rng)


@mistake(
    replaces="random_restarts",
    en="Each run begins where the last one ended, so only the first start is random. Draw a new start for every run.",
    ko="이전 실행이 끝난 점에서 다음 실행을 시작합니다. 무작위인 것은 첫 출발점뿐입니다. 실행마다 출발점을 새로 뽑으세요.",
)
def goes_on_from_the_last_end(f, grad, sampler, num, lr, steps, rng):
    if num < 1:
        raise ValueError("num must be at least 1")
    x, ends = sampler(rng), []
    for _ in range(num):
        for _ in range(steps):
            x = x - lr * grad(x)
        ends.append(x)
    return _first_best(ends, [f(end) for end in ends])


@mistake(
    replaces="random_restarts",
    en="The start counts as the first of your steps, so each run takes one step too few. Take steps gradient steps.",
    ko="출발점을 한 단계로 세어서 실행마다 한 걸음이 모자랍니다. gradient 걸음을 steps번 가야 합니다.",
)
def one_step_too_few(f, grad, sampler, num, lr, steps, rng):
    return right_random_restarts(f, grad, sampler, num, lr, max(0, steps - 1), rng)


@mistake(
    replaces="random_restarts",
    en="A NaN that comes first is never replaced, since value < NaN is always false. Replace it by the first number that comes.",
    ko="처음 나온 NaN이 끝까지 남습니다. value < NaN은 항상 거짓이기 때문입니다. 수가 나오면 NaN을 바꾸세요.",
)
def nan_stays(f, grad, sampler, num, lr, steps, rng):
    ends = [run[-1] for run in _runs(f, grad, sampler, num, lr, steps, rng)]
    return min(((x, f(x)) for x in ends), key=lambda pair: pair[1])


@mistake(
    replaces="random_restarts",
    en="np.argmin takes NaN for the lowest of all. Leave NaN out, as np.nanargmin does, and mind the case that nothing is left.",
    ko="np.argmin은 NaN을 가장 낮은 값으로 봅니다. np.nanargmin처럼 NaN을 빼고 고르되, 남는 것이 없는 경우도 처리하세요.",
)
def argmin_takes_nan(f, grad, sampler, num, lr, steps, rng):
    ends = [run[-1] for run in _runs(f, grad, sampler, num, lr, steps, rng)]
    values = [f(x) for x in ends]
    best = int(np.argmin(values))
    return ends[best], values[best]


@mistake(
    replaces="random_restarts",
    en="np.nanargmin raises where every end is NaN. Then the first end is the answer, with NaN as its loss.",
    ko="모든 끝점이 NaN이면 np.nanargmin은 예외를 일으킵니다. 이때는 첫 번째 끝점과 NaN을 반환해야 합니다.",
)
def nothing_but_nan_raises(f, grad, sampler, num, lr, steps, rng):
    ends = [run[-1] for run in _runs(f, grad, sampler, num, lr, steps, rng)]
    values = [f(x) for x in ends]
    best = int(np.nanargmin(values))
    return ends[best], values[best]


@mistake(
    replaces="random_restarts",
    en="You begin with best = inf and no point: where every end is NaN (or inf), None comes back. Begin with the first end.",
    ko="best = inf, 점은 None으로 시작해서 모든 끝점이 NaN(또는 inf)이면 None이 나옵니다. 첫 번째 끝점으로 시작하세요.",
)
def begins_with_infinity(f, grad, sampler, num, lr, steps, rng):
    best, lowest = None, math.inf
    for run in _runs(f, grad, sampler, num, lr, steps, rng):
        value = f(run[-1])
        if value < lowest:
            best, lowest = run[-1], value
    return best, lowest


@mistake(
    replaces="random_restarts",
    en="Of equal losses you keep the last. With < instead of <= the first one stays.",
    ko="값이 같으면 마지막 것이 남습니다. <= 대신 <로 비교하면 처음 것이 남습니다.",
)
def last_of_ties(f, grad, sampler, num, lr, steps, rng):
    ends = [run[-1] for run in _runs(f, grad, sampler, num, lr, steps, rng)]
    best = ends[0], f(ends[0])
    for x in ends[1:]:
        value = f(x)
        if value <= best[1] or (math.isnan(best[1]) and not math.isnan(value)):
            best = x, value
    return best


@mistake(
    replaces="random_restarts",
    en="The order is (x, value); you return the value first.",
    ko="순서는 (x, value)입니다. 값을 먼저 반환했습니다.",
)
def value_first(f, grad, sampler, num, lr, steps, rng):
    return right_random_restarts(f, grad, sampler, num, lr, steps, rng)[::-1]


@mistake(
    replaces="random_restarts",
    en="The sampler gets a generator of your own making. Hand it rng itself: sampler(rng).",
    ko="sampler에 직접 만든 생성기를 넘겼습니다. 받은 rng를 그대로 넘기세요: sampler(rng).",
)
def sampler_with_another_generator(f, grad, sampler, num, lr, steps, rng):
    own = np.random.default_rng(0)
    return right_random_restarts(f, grad, lambda rng: sampler(own), num, lr, steps, rng)


@mistake(
    replaces="random_restarts",
    en="A num of 0 or below passes unnoticed. Raise ValueError where num < 1: there is no best of nothing.",
    ko="num이 0 이하여도 걸러 내지 않습니다. 비교할 것이 없으므로 num < 1이면 ValueError를 일으키세요.",
)
def num_unchecked(f, grad, sampler, num, lr, steps, rng):
    return right_random_restarts(f, grad, sampler, max(1, num), lr, steps, rng)


# --- cosine_warm_restarts


def _cosine(k, length, lr_max, lr_min):
    return lr_min + (lr_max - lr_min) * (1 + math.cos(math.pi * k / length)) / 2


def _checked(t, T_0, T_mult):
    right_cosine_warm_restarts(t, 1.0, 0.0, T_0, T_mult)


@mistake(
    replaces="cosine_warm_restarts",
    en="A logarithm in floating point finds your cycle: log(243, 3) is 4.999..., so t = 121 with T_0 = 1 and T_mult = 3 lands at the end of the old cycle instead of the start of the new one. (PyTorch's closed form has this bug.) Subtract the lengths of the cycles as integers.",
    ko="부동소수점 로그로 주기를 찾았습니다. log(243, 3)이 4.999...가 되어, T_0 = 1, T_mult = 3일 때 t = 121이 새 주기의 시작이 아니라 이전 주기의 끝이 됩니다(PyTorch의 닫힌 식에도 있는 버그입니다). 주기의 길이를 정수로 하나씩 빼세요.",
)
def cycle_by_logarithm(t, lr_max, lr_min, T_0, T_mult):
    _checked(t, T_0, T_mult)
    if T_mult == 1:
        return _cosine(t % T_0, T_0, lr_max, lr_min)
    n = int(math.log(t / T_0 * (T_mult - 1) + 1, T_mult))
    begun = T_0 * (T_mult**n - 1) / (T_mult - 1)
    return _cosine(t - begun, T_0 * T_mult**n, lr_max, lr_min)


@mistake(
    replaces="cosine_warm_restarts",
    en="Your restart comes one step late: at t = T_0 you still return lr_min. Step T of a cycle is step 0 of the next one, so leave the cycle while t >= T, not t > T.",
    ko="재시작이 한 단계 늦습니다. t = T_0에서 아직 lr_min이 나옵니다. 주기의 T번째 단계는 다음 주기의 0번째 단계이므로 t > T가 아니라 t >= T일 때 다음 주기로 넘어가세요.",
)
def restart_one_late(t, lr_max, lr_min, T_0, T_mult):
    _checked(t, T_0, T_mult)
    length = T_0
    while t > length:
        t -= length
        length *= T_mult
    return _cosine(t, length, lr_max, lr_min)


@mistake(
    replaces="cosine_warm_restarts",
    en="You divide by T - 1, so that the last step of a cycle reaches lr_min. In SGDR's formula the position is k / T, and lr_min is never quite reached.",
    ko="T - 1로 나누어서 주기의 마지막 단계가 lr_min에 닿습니다. SGDR의 식에서 위치는 k / T이고 lr_min에는 닿지 않습니다.",
)
def reaches_the_minimum(t, lr_max, lr_min, T_0, T_mult):
    _checked(t, T_0, T_mult)
    length = T_0
    while t >= length:
        t -= length
        length *= T_mult
    return _cosine(t, max(1, length - 1), lr_max, lr_min)


@mistake(
    replaces="cosine_warm_restarts",
    en="All your cycles have length T_0 (t % T_0). Each one must be T_mult times as long as the one before.",
    ko="모든 주기의 길이가 T_0입니다(t % T_0). 주기는 매번 T_mult배로 길어져야 합니다.",
)
def cycles_of_one_length(t, lr_max, lr_min, T_0, T_mult):
    _checked(t, T_0, T_mult)
    return _cosine(t % T_0, T_0, lr_max, lr_min)


@mistake(
    replaces="cosine_warm_restarts",
    en="Your cycles grow by a constant: T_0, T_0 * T_mult, T_0 * 2 T_mult... The factor acts on the last length: length *= T_mult.",
    ko="주기가 일정하게 늘어납니다(T_0, T_0 * T_mult, T_0 * 2 T_mult, ...). 직전 주기의 길이에 T_mult를 곱해야 합니다: length *= T_mult.",
)
def cycles_grow_by_a_constant(t, lr_max, lr_min, T_0, T_mult):
    _checked(t, T_0, T_mult)
    length, cycle = T_0, 0
    while t >= length:
        t -= length
        cycle += 1
        length = T_0 * T_mult * cycle
    return _cosine(t, length, lr_max, lr_min)


@mistake(
    replaces="cosine_warm_restarts",
    en="Without a restart the cosine goes on and the rate climbs back smoothly: a wave. Subtract the cycles first, so that the rate jumps to lr_max.",
    ko="재시작이 없어서 코사인이 그대로 이어지고 학습률이 물결처럼 부드럽게 다시 올라갑니다. 지난 주기를 먼저 빼서 lr_max로 바로 뛰어오르게 하세요.",
)
def no_restart(t, lr_max, lr_min, T_0, T_mult):
    _checked(t, T_0, T_mult)
    return _cosine(t, T_0, lr_max, lr_min)


@mistake(
    replaces="cosine_warm_restarts",
    en="2 * pi runs through the whole cosine within a cycle: down and up again. Half of it is wanted, cos(pi * k / T), so that the rate only falls until it jumps.",
    ko="2 * pi를 써서 한 주기 안에 코사인 전체가 들어가 내려갔다가 다시 올라옵니다. 필요한 것은 반 주기 cos(pi * k / T)이고, 학습률은 재시작 전까지 내려가기만 합니다.",
)
def whole_cosine(t, lr_max, lr_min, T_0, T_mult):
    _checked(t, T_0, T_mult)
    length = T_0
    while t >= length:
        t -= length
        length *= T_mult
    return _cosine(2 * t, length, lr_max, lr_min)


@mistake(
    replaces="cosine_warm_restarts",
    en="You scale the cosine by lr_max instead of lr_max - lr_min, so each cycle begins at lr_max + lr_min. It must fall from lr_max towards lr_min.",
    ko="코사인에 lr_max - lr_min이 아니라 lr_max를 곱해서 주기가 lr_max + lr_min에서 시작합니다. lr_max에서 lr_min 쪽으로 내려가야 합니다.",
)
def minimum_added_on_top(t, lr_max, lr_min, T_0, T_mult):
    _checked(t, T_0, T_mult)
    return lr_min + right_cosine_warm_restarts(t, lr_max, 0.0, T_0, T_mult)


@mistake(
    replaces="cosine_warm_restarts",
    en="The factor 1/2 is missing: 1 + cos goes from 2 to 0. Halve it, so that the rate begins at lr_max.",
    ko="1/2이 빠졌습니다. 1 + cos은 2에서 0까지 변하므로 반으로 나누어야 lr_max에서 시작합니다.",
)
def not_halved(t, lr_max, lr_min, T_0, T_mult):
    _checked(t, T_0, T_mult)
    return 2 * right_cosine_warm_restarts(t, lr_max, lr_min, T_0, T_mult) - lr_min


@mistake(
    replaces="cosine_warm_restarts",
    en="Your rate rises within a cycle: 1 - cos begins at 0. Use 1 + cos, which begins at lr_max.",
    ko="주기 안에서 학습률이 올라갑니다. 1 - cos은 0에서 시작합니다. lr_max에서 시작하는 1 + cos을 쓰세요.",
)
def rises_instead(t, lr_max, lr_min, T_0, T_mult):
    _checked(t, T_0, T_mult)
    return right_cosine_warm_restarts(t, lr_min, lr_max, T_0, T_mult)


@mistake(
    replaces="cosine_warm_restarts",
    en="Bad input passes unnoticed. Raise ValueError where t < 0, T_0 < 1 or T_mult < 1, before you look for the cycle.",
    ko="잘못된 입력을 걸러 내지 않습니다. 주기를 찾기 전에 t < 0, T_0 < 1, T_mult < 1이면 ValueError를 일으키세요.",
)
def input_unchecked(t, lr_max, lr_min, T_0, T_mult):
    return right_cosine_warm_restarts(abs(t), lr_max, lr_min, abs(T_0) or 1, abs(T_mult) or 1)
