"""What students write at midnight, and what they should read."""

import time

import numpy as np
import torch
from solution import amdahl_speedup as right_amdahl_speedup
from solution import arithmetic_intensity as right_arithmetic_intensity
from solution import to_device as right_to_device

from autograder.authoring import mistake

# matmul_flops


@mistake(
    replaces="matmul_flops",
    en="You count a multiply-add once. A multiplication and an addition are two operations, so there are 2 m k n; peak figures of GPUs count like that too.",
    ko="곱하고 더하는 것을 연산 하나로 셌습니다. 곱셈과 덧셈은 연산 둘이므로 2 m k n입니다. GPU의 최대 성능도 그렇게 셉니다.",
)
def multiply_add_counted_once(m, k, n):
    return m * k * n


@mistake(
    replaces="matmul_flops",
    en="You count the numbers in the matrices, not the operations. Each of the m n results takes k multiplications and k additions.",
    ko="연산이 아니라 행렬의 원소 수를 셌습니다. m n개의 결과마다 곱셈 k번과 덧셈 k번이 필요합니다.",
)
def elements_for_operations(m, k, n):
    return 2 * (m * k + k * n)


@mistake(
    replaces="matmul_flops",
    en="The result has m n numbers, each a sum over k: 2 m k n. You have m k results with sums over k.",
    ko="결과는 m n개이고 저마다 k개에 대한 합이므로 2 m k n입니다. 지금은 결과를 m k개로 보고 k개씩 더했습니다.",
)
def inner_size_squared(m, k, n):
    return 2 * m * k * k


@mistake(
    replaces="matmul_flops",
    en="k products need k - 1 additions if one is picky, but the usual count, and the one asked for, starts the sum from 0: 2 m k n.",
    ko="엄밀히는 곱 k개를 더하는 데 덧셈 k - 1번이지만, 관례대로 합을 0에서 시작하는 것으로 셉니다: 2 m k n.",
)
def one_addition_less(m, k, n):
    return m * n * (2 * k - 1)


# arithmetic_intensity


def _intensity(m, k, n, size, elements):
    return 2 * m * k * n / (size * elements)


@mistake(
    replaces="arithmetic_intensity",
    en="The result is missing from your bytes: it has to be written as well, m n elements.",
    ko="byte 수에 결과가 빠졌습니다. m n개의 결과도 메모리에 써야 합니다.",
)
def result_not_written(m, k, n, bytes_per_element):
    return _intensity(m, k, n, bytes_per_element, m * k + k * n)


@mistake(
    replaces="arithmetic_intensity",
    en="You read the result as well as write it. It is written once: m k + k n + m n elements.",
    ko="결과를 쓸 뿐 아니라 읽는 것으로도 셌습니다. 결과는 한 번 쓰기만 합니다: 원소 m k + k n + m n개.",
)
def result_counted_twice(m, k, n, bytes_per_element):
    return _intensity(m, k, n, bytes_per_element, m * k + k * n + 2 * m * n)


@mistake(
    replaces="arithmetic_intensity",
    en="That is operations per element. Divide by the bytes: elements times bytes_per_element.",
    ko="원소당 연산 수입니다. byte, 즉 원소 수 곱하기 bytes_per_element로 나누세요.",
)
def operations_per_element(m, k, n, bytes_per_element):
    return _intensity(m, k, n, 1, m * k + k * n + m * n)


@mistake(
    replaces="arithmetic_intensity",
    en="You take every operation to fetch its two operands from memory. With a cache each element is read once: m k + k n + m n.",
    ko="연산마다 두 값을 메모리에서 새로 읽는다고 보았습니다. 캐시가 있으면 원소마다 한 번만 읽습니다: m k + k n + m n.",
)
def nothing_is_reused(m, k, n, bytes_per_element):
    return _intensity(m, k, n, bytes_per_element, 2 * m * k * n)


@mistake(
    replaces="arithmetic_intensity",
    en="Upside down: that is bytes per operation. Intensity is operations per byte.",
    ko="거꾸로입니다. 연산당 byte 수를 구했습니다. intensity는 byte당 연산 수입니다.",
)
def bytes_per_operation(m, k, n, bytes_per_element):
    return 1 / right_arithmetic_intensity(m, k, n, bytes_per_element)


# roofline


@mistake(
    replaces="roofline",
    en="You take the higher limit. A kernel must respect both, so the lower one holds: min.",
    ko="높은 쪽 한계를 골랐습니다. 두 한계를 모두 지켜야 하므로 낮은 쪽이 적용됩니다: min.",
)
def the_higher_limit(peak_flops, bandwidth, intensity):
    return max(peak_flops, bandwidth * intensity)


@mistake(
    replaces="roofline",
    en="The memory limit is bandwidth times intensity: bytes per second times operations per byte are operations per second. You divide.",
    ko="메모리 한계는 대역폭 곱하기 intensity입니다. 초당 byte에 byte당 연산을 곱하면 초당 연산이 됩니다. 지금은 나누었습니다.",
)
def bandwidth_divided(peak_flops, bandwidth, intensity):
    return min(peak_flops, bandwidth / intensity)


@mistake(
    replaces="roofline",
    en="That holds below the ridge only. No intensity lifts a kernel above the peak of the arithmetic units.",
    ko="꺾이는 점 아래에서만 맞습니다. intensity가 아무리 커도 연산 장치의 최대 성능을 넘을 수 없습니다.",
)
def no_roof(peak_flops, bandwidth, intensity):
    return bandwidth * intensity


@mistake(
    replaces="roofline",
    en="You add the two times up, as if memory and arithmetic took turns. At best they work at once, and the slower one decides: min.",
    ko="메모리와 연산이 번갈아 일하는 것처럼 두 시간을 더했습니다. 최선의 경우 동시에 일하므로 느린 쪽이 결정합니다: min.",
)
def one_after_the_other(peak_flops, bandwidth, intensity):
    return 1 / (1 / peak_flops + 1 / (bandwidth * intensity))


# amdahl_speedup


@mistake(
    replaces="amdahl_speedup",
    en="You forget the serial rest. It takes 1 - p of the time however many workers there are: 1 / ((1 - p) + p / w).",
    ko="병렬화되지 않는 나머지를 잊었습니다. worker가 몇이든 시간의 1 - p는 그대로입니다: 1 / ((1 - p) + p / w).",
)
def serial_part_forgotten(parallel_fraction, workers):
    return workers / max(parallel_fraction, 1 / workers)


@mistake(
    replaces="amdahl_speedup",
    en="You have swapped the two shares: it is the parallel one that the workers divide between them.",
    ko="두 비율을 바꾸어 썼습니다. worker들이 나누는 것은 병렬화되는 쪽입니다.",
)
def serial_and_parallel_swapped(parallel_fraction, workers):
    return right_amdahl_speedup(1 - parallel_fraction, workers)


@mistake(
    replaces="amdahl_speedup",
    en="That is Gustafson's law, for a job that grows with the workers. Here the job stays the same: 1 / ((1 - p) + p / w).",
    ko="worker와 함께 일도 커지는 경우의 Gustafson 법칙입니다. 여기서는 일의 양이 그대로입니다: 1 / ((1 - p) + p / w).",
)
def gustafson_for_amdahl(parallel_fraction, workers):
    return (1 - parallel_fraction) + parallel_fraction * workers


@mistake(
    replaces="amdahl_speedup",
    en="That is the time that is left, not the speed-up. Take its inverse.",
    ko="빨라진 배수가 아니라 남은 시간의 비율입니다. 역수를 취하세요.",
)
def time_for_speedup(parallel_fraction, workers):
    return 1 / right_amdahl_speedup(parallel_fraction, workers)


# pairwise_distances


def _floats(X, Y):
    if np.issubdtype(X.dtype, np.floating):
        return X, Y
    return X.astype(np.float64), Y.astype(np.float64)


def _squared(X, Y):
    return (X**2).sum(axis=1)[:, None] + (Y**2).sum(axis=1) - 2 * X @ Y.T


@mistake(
    replaces="pairwise_distances",
    en="Where rows nearly agree, rounding makes |x|^2 + |y|^2 - 2 x.y a little less than 0, and its root is NaN. Raise it to 0 first: np.maximum(squared, 0).",
    ko="두 행이 거의 같으면 반올림 때문에 |x|^2 + |y|^2 - 2 x.y가 0보다 조금 작아지고 제곱근은 NaN이 됩니다. 먼저 0으로 끌어올리세요: np.maximum(squared, 0).",
)
def nan_below_zero(X, Y):
    with np.errstate(invalid="ignore"):
        return np.sqrt(_squared(*_floats(X, Y)))


@mistake(
    replaces="pairwise_distances",
    en="X[:, None] - Y makes an array of N x M x D numbers; at this size the memory is gone. Expand the square: |x|^2 + |y|^2 - 2 X @ Y.T needs N x M only.",
    ko="X[:, None] - Y는 N x M x D개의 수를 만들어서 이 크기에서는 메모리가 모자랍니다. 제곱을 전개한 |x|^2 + |y|^2 - 2 X @ Y.T는 N x M개면 됩니다.",
)
def all_differences_at_once(X, Y):
    X, Y = _floats(X, Y)
    return np.sqrt(((X[:, None] - Y) ** 2).sum(axis=2))


@mistake(
    replaces="pairwise_distances",
    en="Right, but with a Python loop over rows: each turn does too little to keep even a CPU busy. One matrix product, X @ Y.T, does it all.",
    ko="답은 맞지만 행마다 파이썬 반복문을 돕니다. 한 번에 하는 일이 너무 적어 CPU조차 놉니다. 행렬 곱 X @ Y.T 하나로 모두 계산하세요.",
)
def loop_over_rows(X, Y):
    X, Y = _floats(X, Y)
    return np.stack([np.sqrt(((x - Y) ** 2).sum(axis=1)) for x in X])


@mistake(
    replaces="pairwise_distances",
    en="These are squared distances. Take the root.",
    ko="거리의 제곱입니다. 제곱근을 취하세요.",
)
def root_forgotten(X, Y):
    return np.maximum(_squared(*_floats(X, Y)), 0)


@mistake(
    replaces="pairwise_distances",
    en="You add a small number under the root against NaN; then equal rows are not at distance 0 but at its root, 1e-4. Use np.maximum(squared, 0).",
    ko="NaN을 막으려고 제곱근 안에 작은 수를 더했습니다. 그러면 같은 행의 거리가 0이 아니라 그 제곱근인 1e-4가 됩니다. np.maximum(squared, 0)을 쓰세요.",
)
def epsilon_under_the_root(X, Y):
    squared = _squared(*_floats(X, Y))
    return np.sqrt(np.maximum(squared, 0) + squared.dtype.type(1e-8))


@mistake(
    replaces="pairwise_distances",
    en="You compute in float32, and the difference of large squares loses too many digits there: near 0 the error is some 1e-4 of the norms. Keep float64.",
    ko="float32로 계산해서, 큰 제곱끼리 빼는 동안 자릿수를 너무 많이 잃습니다. 0 근처에서 오차가 norm의 1e-4쯤 됩니다. float64를 유지하세요.",
)
def computed_in_float32(X, Y):
    given = _floats(X, Y)[0].dtype
    X, Y = X.astype(np.float32), Y.astype(np.float32)
    return np.sqrt(np.maximum(_squared(X, Y), 0)).astype(given)


@mistake(
    replaces="pairwise_distances",
    en="You compute with the integers as they come; in uint8 a square of 16 wraps round to 0. Turn integers into float64 first.",
    ko="정수를 그대로 계산했습니다. uint8에서는 16의 제곱이 0으로 넘칩니다. 먼저 float64로 바꾸세요.",
)
def integers_wrap_round(X, Y):
    return np.sqrt(np.maximum(_squared(X, Y), 0))


@mistake(
    replaces="pairwise_distances",
    en="Both squared norms lie along the columns in yours. Those of X belong to the rows: (X**2).sum(axis=1)[:, None], or keepdims=True.",
    ko="두 norm의 제곱이 모두 열 방향으로 놓였습니다. X의 것은 행 방향입니다: (X**2).sum(axis=1)[:, None] 또는 keepdims=True.",
)
def norms_along_one_axis(X, Y):
    X, Y = _floats(X, Y)
    norms = np.resize((X**2).sum(axis=1), len(Y))
    return np.sqrt(np.maximum(norms + (Y**2).sum(axis=1) - 2 * X @ Y.T, 0))


# to_device


@mistake(
    replaces="to_device",
    en="x.to(device) does not move x, it returns a moved one, and yours is dropped. (Only a module's .to works in place.)",
    ko="x.to(device)는 x를 옮기지 않고 옮겨진 tensor를 반환하는데 그 값을 버렸습니다. (제자리에서 옮기는 것은 module의 .to뿐입니다.)",
)
def moved_tensor_dropped(batch, device):
    right_to_device(batch, device)
    return batch


@mistake(
    replaces="to_device",
    en="You look into the outermost container only. Containers may be nested: call to_device on each item again.",
    ko="가장 바깥 컨테이너만 보았습니다. 컨테이너는 겹칠 수 있으므로 항목마다 to_device를 다시 부르세요.",
)
def outermost_only(batch, device):
    def move(item):
        return item.to(device) if isinstance(item, torch.Tensor) else item

    if isinstance(batch, dict):
        return {key: move(item) for key, item in batch.items()}
    if isinstance(batch, tuple) and hasattr(batch, "_fields"):
        return type(batch)(*map(move, batch))
    return type(batch)(map(move, batch)) if isinstance(batch, list | tuple) else move(batch)


@mistake(
    replaces="to_device",
    en="Tuples come out as lists in yours. Make each container anew in its own kind: type(batch)(items).",
    ko="tuple이 list로 나옵니다. 컨테이너를 같은 종류로 다시 만드세요: type(batch)(items).",
)
def tuples_become_lists(batch, device):
    if isinstance(batch, dict):
        return {key: tuples_become_lists(value, device) for key, value in batch.items()}
    if isinstance(batch, list | tuple):
        return [tuples_become_lists(item, device) for item in batch]
    return right_to_device(batch, device)


@mistake(
    replaces="to_device",
    en="A named tuple comes out as a plain tuple, and batch.images fails from then on. Where there is _fields, build it with type(batch)(*items).",
    ko="named tuple이 보통의 tuple로 나와서 batch.images를 쓸 수 없게 됩니다. _fields가 있으면 type(batch)(*items)로 만드세요.",
)
def named_tuples_become_tuples(batch, device):
    if isinstance(batch, dict):
        return {key: named_tuples_become_tuples(value, device) for key, value in batch.items()}
    if isinstance(batch, tuple):
        return tuple(named_tuples_become_tuples(item, device) for item in batch)
    if isinstance(batch, list):
        return [named_tuples_become_tuples(item, device) for item in batch]
    return right_to_device(batch, device)


@mistake(
    replaces="to_device",
    en="You look for Batch alone, but loaders have named tuples of their own. Any tuple with _fields is one: type(batch)(*items).",
    ko="Batch만 확인하는데, 데이터 로더마다 named tuple이 따로 있습니다. _fields가 있는 tuple은 모두 named tuple입니다: type(batch)(*items).",
)
def only_batch_is_named(batch, device):
    if isinstance(batch, dict):
        return {key: only_batch_is_named(value, device) for key, value in batch.items()}
    if isinstance(batch, list | tuple):
        items = [only_batch_is_named(item, device) for item in batch]
        if isinstance(batch, list):
            return items
        return type(batch)(*items) if type(batch).__name__ == "Batch" else tuple(items)
    return right_to_device(batch, device)


@mistake(
    replaces="to_device",
    en="type(batch)(items) raises for a named tuple, whose class takes its items one by one: type(batch)(*items).",
    ko="named tuple에서는 type(batch)(items)가 예외를 냅니다. named tuple의 클래스는 항목을 하나씩 받습니다: type(batch)(*items).",
)
def named_tuple_from_a_list(batch, device):
    if isinstance(batch, dict):
        return {key: named_tuple_from_a_list(value, device) for key, value in batch.items()}
    if isinstance(batch, list | tuple):
        return type(batch)([named_tuple_from_a_list(item, device) for item in batch])
    return right_to_device(batch, device)


@mistake(
    replaces="to_device",
    en="You make tensors of numbers and arrays. What is no tensor passes through as it is.",
    ko="수와 배열까지 tensor로 만들었습니다. tensor가 아닌 것은 그대로 두어야 합니다.",
)
def everything_becomes_a_tensor(batch, device):
    if isinstance(batch, dict):
        return {key: everything_becomes_a_tensor(value, device) for key, value in batch.items()}
    if isinstance(batch, list | tuple):
        items = [everything_becomes_a_tensor(item, device) for item in batch]
        return type(batch)(*items) if hasattr(batch, "_fields") else type(batch)(items)
    if isinstance(batch, int | float | np.ndarray):
        return torch.as_tensor(batch, device=device)
    return right_to_device(batch, device)


@mistake(
    replaces="to_device",
    en="What is no tensor is missing from your result. Pass numbers, strings and None through as they are.",
    ko="결과에서 tensor가 아닌 것이 빠졌습니다. 수, 문자열, None은 그대로 담으세요.",
)
def the_rest_left_out(batch, device):
    kept = torch.Tensor, dict, list, tuple
    if isinstance(batch, dict):
        items = {key: value for key, value in batch.items() if isinstance(value, kept)}
        return {key: the_rest_left_out(value, device) for key, value in items.items()}
    if isinstance(batch, tuple) and hasattr(batch, "_fields"):
        return right_to_device(batch, device)
    if isinstance(batch, list | tuple):
        return type(batch)(the_rest_left_out(v, device) for v in batch if isinstance(v, kept))
    return right_to_device(batch, device)


@mistake(
    replaces="to_device",
    en="You write the moved tensors into the batch that you were given. Its owner may still need it on the old device: make new containers.",
    ko="받은 batch 안에 옮긴 tensor를 써넣었습니다. 원래 주인은 이전 장치의 것이 아직 필요할 수 있으니 새 컨테이너를 만드세요.",
)
def moved_in_place(batch, device):
    if isinstance(batch, dict | list):
        for key in batch if isinstance(batch, dict) else range(len(batch)):
            batch[key] = moved_in_place(batch[key], device)
        return batch
    if isinstance(batch, tuple):
        items = [moved_in_place(item, device) for item in batch]
        return type(batch)(*items) if hasattr(batch, "_fields") else type(batch)(items)
    return right_to_device(batch, device)


@mistake(
    replaces="to_device",
    en="You move whatever has a .to. A module has one too, and it works in place: the owner's model is moved without being asked for. Ask isinstance(batch, torch.Tensor).",
    ko=".to가 있으면 무엇이든 옮겼습니다. module에도 .to가 있고 제자리에서 옮기므로 남의 모델까지 옮겨집니다. isinstance(batch, torch.Tensor)로 확인하세요.",
)
def whatever_has_a_to(batch, device):
    if hasattr(batch, "to"):
        return batch.to(device)
    if isinstance(batch, dict):
        return {key: whatever_has_a_to(value, device) for key, value in batch.items()}
    if isinstance(batch, list | tuple):
        items = [whatever_has_a_to(item, device) for item in batch]
        return type(batch)(*items) if hasattr(batch, "_fields") else type(batch)(items)
    return batch


# time_on


def _timer(device, wait_first=True, wait_last=True, clock="perf_counter"):
    """Two readings of the clock, each after the device if it should be waited for."""
    on_cuda = torch.device(device).type == "cuda"

    def read(wait):
        if wait and on_cuda:
            torch.cuda.synchronize()
        return getattr(time, clock)()

    return lambda: read(wait_first), lambda: read(wait_last)


@mistake(
    replaces="time_on",
    en="You never wait for the device. On CUDA fn() only queues work, so you measure how fast Python can queue: call torch.cuda.synchronize() before each reading of the clock.",
    ko="장치를 기다리지 않습니다. CUDA에서 fn()은 일을 줄에 세우기만 하므로 파이썬이 줄 세우는 속도를 잰 셈입니다. 시계를 읽기 전마다 torch.cuda.synchronize()를 부르세요.",
)
def no_synchronisation(device, fn, repeats):
    fn()
    started = time.perf_counter()
    for _ in range(repeats):
        fn()
    return (time.perf_counter() - started) / repeats


@mistake(
    replaces="time_on",
    en='You wait only where the device is "cuda" to the letter. "cuda:1" and torch.device("cuda", 0) are CUDA devices too: ask for torch.device(device).type.',
    ko='device가 글자 그대로 "cuda"일 때만 기다립니다. "cuda:1"이나 torch.device("cuda", 0)도 CUDA 장치이므로 torch.device(device).type으로 확인하세요.',
)
def only_cuda_to_the_letter(device, fn, repeats):
    fn()
    if device == "cuda":
        torch.cuda.synchronize()
    started = time.perf_counter()
    for _ in range(repeats):
        fn()
    if device == "cuda":
        torch.cuda.synchronize()
    return (time.perf_counter() - started) / repeats


@mistake(
    replaces="time_on",
    en="You return the median of the calls. Asked for is their mean.",
    ko="호출 시간의 중앙값을 반환했습니다. 평균을 반환해야 합니다.",
)
def median_call(device, fn, repeats):
    first, last = _timer(device)
    fn()
    times = []
    for _ in range(repeats):
        started = first()
        fn()
        times.append(last() - started)
    return float(np.median(times))


@mistake(
    replaces="time_on",
    en="You wait at the end only. When your clock starts, the device is still busy with the warm-up, and that is counted: synchronize before the first reading too.",
    ko="끝에서만 기다립니다. 시계를 시작할 때 장치는 아직 warm-up을 하고 있어서 그 시간까지 들어갑니다. 처음 읽기 전에도 synchronize하세요.",
)
def waits_at_the_end_only(device, fn, repeats):
    first, last = _timer(device, wait_first=False)
    fn()
    started = first()
    for _ in range(repeats):
        fn()
    return (last() - started) / repeats


@mistake(
    replaces="time_on",
    en="You don't wait before the last reading of the clock (to wait after it is too late). The device may still have everything before it then: synchronize first.",
    ko="마지막으로 시계를 읽기 전에 기다리지 않습니다(읽은 뒤에 기다리면 늦습니다). 그때 장치에는 일이 그대로 남아 있을 수 있으므로 먼저 synchronize하세요.",
)
def waits_at_the_start_only(device, fn, repeats):
    first, last = _timer(device, wait_last=False)
    fn()
    started = first()
    for _ in range(repeats):
        fn()
    return (last() - started) / repeats


@mistake(
    replaces="time_on",
    en='torch.cuda.synchronize() is called for every device, and raises where there is no CUDA. Ask for the device\'s type first: torch.device(device).type == "cuda".',
    ko='모든 장치에서 torch.cuda.synchronize()를 불러서 CUDA가 없으면 예외가 납니다. 먼저 장치 종류를 확인하세요: torch.device(device).type == "cuda".',
)
def always_synchronises(device, fn, repeats):
    fn()
    torch.cuda.synchronize()
    started = time.perf_counter()
    for _ in range(repeats):
        fn()
    torch.cuda.synchronize()
    return (time.perf_counter() - started) / repeats


@mistake(
    replaces="time_on",
    en="The warm-up is on your clock. Start it after the first call (and after the device has ended it): what is loaded once does not belong to a call's time.",
    ko="warm-up까지 시간에 넣었습니다. 첫 호출이 (장치에서도) 끝난 뒤에 시계를 시작하세요. 한 번만 드는 준비 시간은 호출 시간이 아닙니다.",
)
def warm_up_counted(device, fn, repeats):
    first, last = _timer(device)
    started = first()
    for _ in range(repeats + 1):
        fn()
    return (last() - started) / (repeats + 1)


@mistake(
    replaces="time_on",
    en="There is no warm-up. The first call loads kernels and fills caches: make one call before the clock starts.",
    ko="warm-up이 없습니다. 첫 호출은 커널을 불러오고 캐시를 채웁니다. 시계를 시작하기 전에 한 번 부르세요.",
)
def no_warm_up(device, fn, repeats):
    first, last = _timer(device)
    started = first()
    for _ in range(repeats):
        fn()
    return (last() - started) / repeats


@mistake(
    replaces="time_on",
    en="That is the time of all calls together. Divide by repeats.",
    ko="모든 호출을 합친 시간입니다. repeats로 나누세요.",
)
def total_for_mean(device, fn, repeats):
    first, last = _timer(device)
    fn()
    started = first()
    for _ in range(repeats):
        fn()
    return last() - started


@mistake(
    replaces="time_on",
    en="You measure the CPU time of this process. While it waits for a device that stands still: use a wall clock, time.perf_counter().",
    ko="이 프로세스의 CPU 시간을 쟀습니다. 장치를 기다리는 동안 그 시계는 멈춰 있습니다. 실제 시간을 재는 time.perf_counter()를 쓰세요.",
)
def cpu_time_measured(device, fn, repeats):
    first, last = _timer(device, clock="process_time")
    fn()
    started = first()
    for _ in range(repeats):
        fn()
    return (last() - started) / repeats


@mistake(
    replaces="time_on",
    en="You return the quickest call. Asked for is the mean over all timed calls.",
    ko="가장 빠른 호출의 시간을 반환했습니다. 잰 호출 모두의 평균을 반환해야 합니다.",
)
def quickest_call(device, fn, repeats):
    first, last = _timer(device)
    fn()
    times = []
    for _ in range(repeats):
        started = first()
        fn()
        times.append(last() - started)
    return min(times)


@mistake(
    replaces="time_on",
    en="These are milliseconds. Asked for are seconds.",
    ko="밀리초입니다. 초 단위로 반환하세요.",
)
def milliseconds(device, fn, repeats):
    first, last = _timer(device)
    fn()
    started = first()
    for _ in range(repeats):
        fn()
    return 1000 * (last() - started) / repeats
