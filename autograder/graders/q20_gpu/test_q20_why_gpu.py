"""Hidden grader of q20: four formulas, distances by a matrix product, moving batches, timing a device.

No GPU is needed: tensors are moved to torch's "meta" device, and ``time_on`` gets a pretend CUDA device, whose
calls return at once and whose ``synchronize`` takes the time. The clocks that the submission reads are set by the
grader, so a busy machine makes no difference.
"""

from __future__ import annotations

import ast
import time
from contextlib import suppress

import numpy as np
import torch

from autograder.grading import (
    SubmissionError,
    check,
    check_close,
    check_statistic,
    check_unchanged,
    require_cuda,
    task,
)
from autograder.wire import MetaTensor

# --- formulas


@task("matmul_flops", points=2)
def test_matmul_flops(submission, rng):
    """Two operations for each multiply-add, exactly, also where the count is beyond 32 bits.
    곱하고 더하는 것마다 연산 둘입니다. 32비트를 넘는 수도 정확해야 합니다."""
    shapes = (*rng.integers(2, 60, size=(3, 3)).tolist(), (5003, 40009, 6007), (1, 1, 1))
    counts = [submission.matmul_flops(*shape) for shape in shapes]
    for count, (m, k, n) in zip(counts, shapes):
        check_close(count, float(2 * m * k * n), rtol=1e-12)


@task("arithmetic_intensity", points=3)
def test_arithmetic_intensity(submission, rng):
    """Operations over the bytes of both factors and of the result.
    연산 수를 두 인자와 결과의 byte 수로 나눈 값입니다."""
    shapes = (*rng.integers(2, 300, size=(3, 3)).tolist(), (1, 4096, 4096), (4096, 4096, 4096))
    for (m, k, n), size in zip(shapes, (4, 2, 8, 2, 4)):
        expected = 2 * m * k * n / (size * (m * k + k * n + m * n))
        check_close(submission.arithmetic_intensity(m, k, n, size), expected)


@task("roofline", points=3)
def test_roofline(submission, rng):
    """The lower of the two limits, on both sides of the ridge and near it.
    두 한계 가운데 낮은 쪽입니다. 꺾이는 점의 양쪽과 그 근처를 봅니다."""
    peak, bandwidth = float(rng.uniform(1e13, 1e15)), float(rng.uniform(5e11, 4e12))
    shares = (0.01, 0.8, 0.999, 1.001, 1.3, 60.0)
    found = [submission.roofline(peak, bandwidth, peak / bandwidth * share) for share in shares]
    for got, share in zip(found, shares):
        check_close(got, min(peak, peak * share))


@task("amdahl_speedup", points=3)
def test_amdahl_speedup(submission, rng):
    """From no speed-up at all to one worker's time over the workers, and what lies between.
    전혀 빨라지지 않는 경우부터 worker 수만큼 빨라지는 경우까지 봅니다."""
    for fraction in (0.0, 1.0, *rng.uniform(0.05, 0.95, size=3).tolist()):
        for workers in (1, 2, 7, 5000):
            expected = workers / (workers * (1 - fraction) + fraction)
            check_close(submission.amdahl_speedup(fraction, workers), expected)


# --- pairwise_distances


def distances(X, Y):
    """By the definition, in float64."""
    X, Y = X.astype(np.float64), Y.astype(np.float64)
    return np.sqrt(((X[:, None] - Y) ** 2).sum(axis=2))


def largest_norm(*arrays):
    return max(float(np.linalg.norm(a.astype(float), axis=1).max()) for a in arrays)


def check_distances(submission, X, Y, error=1e-6, dtype=np.float64):
    expected = distances(X, Y).astype(dtype)
    got = submission.pairwise_distances(X, Y)
    check_close(got, expected, rtol=0.0, atol=error * largest_norm(X, Y))


def rows(rng, count, width):
    """Not contiguous; the norms differ."""
    return (rng.normal(size=(width, count)) * rng.uniform(0.2, 3, size=count)).T


@task("pairwise_distances", points=3)
def test_pairwise_distances(submission, rng):
    """The distance of every row of X to every row of Y, for N above, below and equal to M.
    X의 모든 행과 Y의 모든 행 사이의 거리입니다. N이 M보다 클 때, 작을 때, 같을 때를 봅니다."""
    for n, m, width in ((7, 4, 3), (3, 8, 5), (6, 6, 2), (1, 4, 1)):
        check_distances(submission, rows(rng, n, width), rows(rng, m, width))


@task("pairwise_distances", points=3)
def test_pairwise_distances_of_rows_that_nearly_agree(submission, rng):
    """Rows that are equal or nearly so have a distance of 0 or nearly so, never NaN.
    같거나 거의 같은 행끼리의 거리는 0이거나 0에 가깝습니다. NaN이 되면 안 됩니다."""
    for width, size in ((40, 1.0), (17, 300.0), (64, 1e-3)):
        X = size * rng.normal(size=(12, width))
        Y = np.concatenate([X[::-1], X + size * 1e-9 * rng.normal(size=X.shape)])
        check_distances(submission, X, Y)


@task("pairwise_distances", points=2)
def test_pairwise_distances_in_little_memory(submission, rng):
    """1000 rows against 1200 of 128 numbers, without an array of all differences (1.2 GB).
    128개 수로 된 행 1000개와 1200개를, 모든 차이를 담은 배열(1.2 GB) 없이 계산합니다."""
    X, Y = rng.normal(size=(1000, 128)), rng.normal(size=(1200, 128))
    got = submission.pairwise_distances(X, Y)
    check(
        isinstance(got, np.ndarray) and got.shape == (1000, 1200),
        "must return an array (1000, 1200).",
        "모양이 (1000, 1200)인 배열을 반환해야 합니다.",
    )
    check_close(got[::97, ::89], distances(X[::97], Y[::89]), rtol=0.0, atol=1e-5)


HIDDEN_LOOPS = {
    "map", "starmap", "vectorize", "frompyfunc", "apply_along_axis", "apply_over_axes", "fromiter", "nditer", "vmap",
}  # fmt: skip


def loops(source):
    """What runs in Python once for each row; going through a pair that is written out, (X, Y), does not."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
            if not isinstance(node.iter, ast.Tuple | ast.List):
                found.append("for")
        elif isinstance(node, ast.While):
            found.append("while")
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            # functools.reduce goes round in Python; np.add.reduce does not.
            folds = ast.unparse(node.func) in ("reduce", "functools.reduce")
            found += [name] if name in HIDDEN_LOOPS or folds else []
    return found


@task("pairwise_distances", points=2)
def test_pairwise_distances_without_a_loop(submission, rng):
    """Right, and without a Python loop.
    답이 맞고, 파이썬 반복문이 없습니다."""
    check_distances(submission, rows(rng, 5, 3), rows(rng, 4, 3))
    found = loops(submission.source_of("pairwise_distances"))
    names = ", ".join(dict.fromkeys(found))
    check(
        not found,
        f"right, but with a Python loop ({names}). Let one matrix product, X @ Y.T, do the work.",
        f"답은 맞지만 파이썬 반복문({names})이 있습니다. 행렬 곱 X @ Y.T 하나로 계산하세요.",
    )


@task("pairwise_distances", points=1)
def test_pairwise_distances_types_and_inputs(submission, rng):
    """float32 stays float32, integers of any kind become float64, and nothing is changed.
    float32는 float32로 남고, 어떤 정수든 float64가 되며, 입력은 바뀌지 않습니다."""
    X, Y = rng.normal(size=(5, 7)), rng.normal(size=(4, 7))
    check_distances(submission, X.astype(np.float32), Y.astype(np.float32), 1e-3, np.float32)
    for dtype in (np.uint8, np.int64):
        X, Y = rng.integers(0, 256, size=(6, 9)), rng.integers(0, 256, size=(3, 9))
        check_distances(submission, X.astype(dtype), Y.astype(dtype))
    check_unchanged(submission)


# --- to_device


def placed(item):
    """Device, shape and dtype of a tensor; on "meta" there is nothing more to see."""
    if isinstance(item, MetaTensor):
        return "meta", tuple(item.shape), item.dtype
    if isinstance(item, torch.Tensor):
        return item.device.type, tuple(item.shape), str(item.dtype)
    return None


def check_moved(got, batch, device, place=""):
    """``got`` is ``batch`` with its tensors on ``device``."""
    name, name_ko = (f"the item {place}", f"{place} 항목") if place else ("the result", "결과")
    if isinstance(batch, torch.Tensor):
        right = placed(got) == (device, tuple(batch.shape), str(batch.dtype))
        check(
            right,
            f'{name} must be a tensor of shape {tuple(batch.shape)}, {batch.dtype}, on "{device}".',
            f'{name_ko}: "{device}"에 있는, 모양이 {tuple(batch.shape)}이고 {batch.dtype}인 tensor여야 합니다.',
        )
        if device == "cpu":
            check_close(got, batch)
    elif type(batch) in (dict, list, tuple):
        check(
            type(got) is type(batch) and len(got) == len(batch),
            f"{name} must be a {type(batch).__name__} of {len(batch)}.",
            f"{name_ko}: 길이가 {len(batch)}인 {type(batch).__name__}이어야 합니다.",
        )
        keys = batch if isinstance(batch, dict) else range(len(batch))
        for key in keys:
            inside = f"{place}[{key!r}]"
            check(
                not isinstance(got, dict) or key in got,
                f"the item {inside} is missing.",
                f"{inside} 항목이 없습니다.",
            )
            check_moved(got[key], batch[key], device, inside)
    else:
        same = type(got) is type(batch) and np.array_equal(got, batch)
        check(
            same,
            f"{name} is no tensor and must pass through as it is.",
            f"{name_ko}: tensor가 아니므로 그대로 나와야 합니다.",
        )


def nested(rng):
    """A batch as a loader gives it, or worse."""

    def tensor(*shape, dtype=torch.float32):
        return torch.from_numpy(rng.normal(size=shape)).to(dtype)

    return {
        "image": tensor(2, 3, 4),
        "boxes": [tensor(1, 4, dtype=torch.float64), tensor(3, 4), None],
        "meta": {"ids": (17, "a-b"), "scores": (tensor(2), {"deep": [(tensor(1),)]}), 5: tensor(3)},
        "name": "first",
        "size": 2.5,
        "pixels": rng.normal(size=(2, 2)),
        "nothing": [(), {}, []],
        "flag": True,
    }


@task("to_device", points=3)
def test_to_device_goes_into_everything(submission, rng):
    """Every tensor in dicts, lists and tuples is moved, here to "meta", and all else stays as it is.
    dict, list, tuple 안의 모든 tensor를 여기서는 "meta"로 옮기고, 나머지는 그대로 둡니다."""
    batch = nested(rng)
    check_moved(submission.to_device(batch, "meta"), batch, "meta")
    for inner in (batch["boxes"], batch["meta"]["scores"]):
        check_moved(submission.to_device(inner, "meta"), inner, "meta")


@task("to_device", points=2)
def test_to_device_keeps_values_and_input(submission, rng):
    """On the CPU the values stay what they were, and the given batch is left as it was.
    CPU로 옮기면 값이 그대로이고, 받은 batch는 바뀌지 않습니다."""
    batch = nested(rng)
    check_moved(submission.to_device(batch, "cpu"), batch, "cpu")
    for alone in (torch.arange(3), "a string", 7, None, rng.normal(size=3)):
        check_moved(submission.to_device(alone, "cpu"), alone, "cpu")
    submission.to_device(batch, "meta")
    check_unchanged(submission)
    # A module has a .to as well, which would move it in place.
    layer = submission.probe.module(("Linear", 3, 2), 1)
    submission.to_device({"layer": layer, "x": torch.zeros(1)}, "meta")
    stayed = placed(layer.weight) == ("cpu", (2, 3), "torch.float32")
    if not stayed:
        submission.to_device({"layer": layer}, "meta")  # the call that the message is about
    check(
        stayed,
        "a module in the batch was moved, but only tensors are: ask isinstance(batch, torch.Tensor).",
        "batch 안의 module까지 옮겼습니다. tensor만 옮겨야 합니다: isinstance(batch, torch.Tensor)로 확인하세요.",
    )
    # What crosses is a copy; whether the student's own containers were written into shows on the student's side.
    pair = submission.Batch([torch.zeros(2)], {"x": torch.ones(1)})
    submission.to_device(pair, "meta")
    check_moved(list(submission.Batch._asdict(pair).values()), list(pair), "cpu")


def has_fields(named, item):
    """Whether a named tuple of the class ``named`` is one still."""
    try:
        return list(named._asdict(item)) == list(named._fields)
    except SubmissionError:
        return False


@task("to_device", points=2)
def test_to_device_keeps_named_tuples(submission, rng):
    """A named tuple comes out as one of its own class, also inside another.
    named tuple은 같은 클래스의 named tuple로 나옵니다. 겹쳐 있어도 마찬가지입니다."""
    x = torch.from_numpy(rng.normal(size=(2, 3)))
    classes = [submission.Batch]
    with suppress(SubmissionError):  # one that the student's file does not name
        classes.append(submission.torch.nn.modules.adaptive._ASMoutput)
    for Inner in classes:
        outer = submission.Batch(Inner(x, "a label"), [x[:1], 4])
        moved = submission.to_device(outer, "meta")
        check_moved(moved, ((x, "a label"), [x[:1], 4]), "meta")
        kept = has_fields(submission.Batch, moved) and has_fields(Inner, moved[0])
        if not kept:
            submission.to_device(outer, "meta")  # the call that the message is about
        check(
            kept,
            "a named tuple came out as another kind of tuple: its class takes its items one by one, cls(*items).",
            "named tuple이 다른 tuple이 되었습니다. named tuple의 클래스는 항목을 하나씩 받습니다: cls(*items).",
        )


def count_tensors(item):
    if isinstance(item, dict):
        item = list(item.values())
    inside = map(count_tensors, item) if isinstance(item, list | tuple) else ()
    return isinstance(item, torch.Tensor) + sum(inside)


@task("to_device", points=1)
def test_to_device_on_cuda(submission, rng):
    """The same on a CUDA device.
    CUDA 장치에서도 같습니다."""
    require_cuda()
    batch = nested(rng)
    check_moved(
        submission.to_device(batch, "cuda"), batch, "cpu"
    )  # what crosses arrives on the CPU
    places = submission.probe.devices(submission.to_device, batch, "cuda")
    check(
        places == ["cuda"] * count_tensors(batch),
        f'moved to "cuda", the tensors of the batch lay on {", ".join(sorted(set(places)))}.',
        f'"cuda"로 옮긴 batch의 tensor가 {", ".join(sorted(set(places)))}에 있습니다.',
    )
    there = submission.probe.tensor(batch["image"]).to("cuda")
    check(
        submission.probe.devices(submission.to_device, {"image": there}, "cpu") == ["cpu"],
        'a tensor on "cuda" was not moved to "cpu".',
        '"cuda"에 있는 tensor를 "cpu"로 옮기지 않았습니다.',
    )


# --- time_on

WARM_UP = 0.03  # seconds that the first call takes
WORK = (0.001, 0.004, 0.015)  # and each of the others: no two of mean, median, least and last agree
REPEATS = len(WORK)
WALL_CLOCKS = ("perf_counter", "monotonic", "time")
CPU_CLOCKS = ("process_time", "thread_time")


class Work:
    """Calls that take their time, or leave it to a device that works on its own; how long each takes is settled."""

    def __init__(self, on_its_own):
        self.on_its_own = on_its_own
        self.calls = 0
        self.queued = 0.0
        self.waits = 0

    def __call__(self, *arguments):
        if arguments:
            raise TypeError("fn takes no arguments")
        times = (WARM_UP, *WORK)
        self.queued += times[min(self.calls, REPEATS)]
        self.calls += 1
        if not self.on_its_own:
            self.finish()
        self.called()

    def wait(self, *arguments, **settings):
        self.waits += 1
        self.finish()
        self.called()

    def called(self):
        """After each call and each wait."""


class PretendWork(Work):
    """Takes no time at all: the submission's clocks are made to say that it did, the same in every run."""

    def __init__(self, on_its_own):
        super().__init__(on_its_own)
        self.now = 1000.0
        self.readings = 0

    def finish(self):
        self.now += self.queued
        self.queued = 0.0

    def put_clocks_into(self, submission):
        """In the place of those that it reaches by the name ``time``."""
        with suppress(SubmissionError):  # no such module there
            module = submission.time.in_the_worker()
            for names, share in ((WALL_CLOCKS, 1.0), (CPU_CLOCKS, 0.01)):
                for name in names:
                    setattr(module, name, self._clock(share, 1))
                    setattr(module, f"{name}_ns", self._clock(share, 10**9))

    def _clock(self, share, unit):
        def read():
            self.readings += 1
            now = 1000.0 + share * (self.now - 1000.0)
            return now if unit == 1 else round(now * unit)

        return read


class RealWork(Work):
    """Sleeps, for a submission that reads a clock of its own. The limits are this process's clock's."""

    def __init__(self, on_its_own):
        super().__init__(on_its_own)
        self.slept = 0.0  # on the calls after the warm-up
        self.log = []  # (number of calls so far, time)

    def finish(self):
        began = time.perf_counter()
        if self.queued:
            time.sleep(self.queued)
            self.queued = 0.0
        if self.calls > 1:
            self.slept += time.perf_counter() - began

    def called(self):
        self.log.append((self.calls, time.perf_counter()))

    def limits(self, ended):
        """The least and the most that the timed calls can have taken together, if ``time_on`` ended then."""
        before = [when for calls, when in self.log if calls == 1]
        least, most = self.slept, ended - before[-1]
        if self.on_its_own and len(before) == 1:  # the warm-up was waited for later, if ever
            least, most = least - WARM_UP, most - WARM_UP
        return max(least, sum(WORK)), most


def check_timing(submission, device, on_its_own):
    """What ``time_on`` returns, by clocks that the grader sets, or else by the real one."""
    work = PretendWork(on_its_own)
    work.put_clocks_into(submission)
    got = timed(submission, device, work)
    least = most = sum(WORK)
    if not work.readings:
        work = RealWork(on_its_own)
        got = timed(submission, device, work)
        least, most = work.limits(time.perf_counter())
    check_statistic(
        got,
        (least + most) / 2 / REPEATS,
        max((most - least) / 6, 0.03 * (least + most)) / 2 / REPEATS,
        f"the {REPEATS} timed calls took {least:.3g} s together, on the clock; the warm-up took {WARM_UP} s more and does "
        "not count. Asked for is the mean of the timed calls in seconds, once the device is done with them",
        f"재는 호출 {REPEATS}번에 실제 시간으로 모두 {least:.3g}초가 걸렸습니다. warm-up의 {WARM_UP}초는 세지 않습니다. 장치가 "
        "일을 끝낼 때까지 잰 호출의 평균을 초로 반환해야 합니다",
    )


def timed(submission, device, work):
    """The number that ``time_on`` returns, once it has called and waited as it should."""
    if work.on_its_own:
        submission.torch.cuda.synchronize = work.wait
    got = submission.time_on(device, work.__call__, REPEATS)
    check(
        work.calls == 1 + REPEATS,
        f"fn was called {work.calls} times. Once for warm-up and {REPEATS} times on the clock make {1 + REPEATS}.",
        f"fn을 {work.calls}번 불렀습니다. warm-up으로 1번, 재면서 {REPEATS}번, 모두 {1 + REPEATS}번 불러야 합니다.",
    )
    scalar = isinstance(got, np.ndarray | torch.Tensor) and got.ndim == 0
    check(
        scalar or isinstance(got, int | float),
        "must return a number of seconds.",
        "초 단위의 수를 반환해야 합니다.",
    )
    check(
        work.waits or not work.on_its_own,
        f'"{device}" is a CUDA device too, but it was never waited for: ask for torch.device(device).type.',
        f'"{device}"도 CUDA 장치인데 한 번도 기다리지 않았습니다. torch.device(device).type으로 확인하세요.',
    )
    return float(got)


@task("time_on", points=3)
def test_time_on_the_cpu(submission):
    """One warm-up that is not timed, then the mean of the calls, on the clock.
    재지 않는 warm-up 한 번 뒤에, 실제 시간으로 잰 호출의 평균입니다."""
    check_timing(submission, "cpu", on_its_own=False)


def names_in(source):
    """All names and attributes, and all numbers."""
    nodes = list(ast.walk(ast.parse(source)))
    names = {getattr(node, "attr", getattr(node, "id", "")) for node in nodes}
    return names, {node.value for node in nodes if isinstance(node, ast.Constant)}


def no_cuda_here(error):
    """Whether it was raised since there is no GPU, and not by a slip of the student's."""
    return bool({"RuntimeError", "AssertionError"} & set(error.classes)) and any(
        word in error.words for word in ("CUDA", "NVIDIA", "dummy base class")
    )


@task("time_on", points=3)
def test_time_on_waits_for_the_device(submission):
    """A CUDA device is waited for before the clock starts and before it stops; a pretend one, so no GPU is needed.
    CUDA 장치를 시계를 시작하기 전과 멈추기 전에 기다립니다. 흉내 낸 장치로 보므로 GPU는 필요 없습니다."""
    names, numbers = names_in(submission.source_of("time_on"))
    check(
        "synchronize" in names,
        "nothing in time_on waits for the device. fn only queues work and returns: call torch.cuda.synchronize() "
        "before each reading of the clock.",
        "time_on에 장치를 기다리는 곳이 없습니다. fn은 일을 줄에 세우고 바로 돌아옵니다. 시계를 읽기 전마다 "
        "torch.cuda.synchronize()를 부르세요.",
    )
    try:
        submission.torch.cuda.is_available = lambda: True
    except SubmissionError:
        return  # the file calls torch by another name
    try:
        check_timing(submission, "cuda:1", on_its_own=True)
    except SubmissionError as error:
        if not no_cuda_here(error):
            raise
        # It waits in a way that can't be followed without a GPU, by events or streams.
        check(
            "elapsed_time" not in names or bool(numbers & {1000, 1e-3}),
            "elapsed_time of two events is in milliseconds. Asked for are seconds.",
            "event의 elapsed_time은 밀리초입니다. 초 단위로 반환해야 합니다.",
        )
