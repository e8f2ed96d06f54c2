"""Answers so odd that the grader itself might break: a case that is our fault would cost nobody a point."""

from hostile.attack import Attack

T = "terminal_velocity_factor"
_ANSWERS = {
    "none": "None",
    "ellipsis": "...",
    "module": "sys",
    "itself": "terminal_velocity_factor",
    "generator": "(i for i in iter(int, 1))",
    "frame_object": "sys._getframe()",
    "long_integer": "10 ** 5000",
    "far_too_long_integer": "1 << 2_000_000",
    "keys_without_words": "{10 ** 5000: 1, (1, (2, 10 ** 4999)): 2}",
    "list_of_itself": "recursive",
    "dict_of_itself": "recursive_dict",
    "deep_list": "deep(list)",
    "deep_tuple": "deep(tuple)",
    "wide_list": "[None] * 1_500_000",
    "long_string": "'a' * 3_000_000",
    "wide_string_array": "np.array(['x' * 4000] * 50)",
    "impossible_characters": "np.full(3, 0x7FFFFFFF, 'u4').view('U1')",
    "half_characters": "'\\ud800' * 40",
    "nan_with_payload": "np.frombuffer(b'\\x01\\0\\0\\0\\0\\0\\xf4\\xff')[0]",
    "huge_array": "np.zeros(15_000_000)",
    "broadcast_monster": "np.broadcast_to(np.float64(1), (1 << 20, 1 << 20))",
    "sparse_view": "np.lib.stride_tricks.as_strided(np.zeros(10), (10,), (8,))[::-3]",
    "many_objects": "[object() for _ in range(150_000)]",
    "exception": "ValueError('x')",
    "pickle": "__import__('pickle').dumps(Bomb())",
    "pickle_bomb": "Bomb()",
}


def _answer(name: str, made: str) -> Attack:
    code = f"""
recursive = []
recursive.append(recursive)
recursive_dict = {{}}
recursive_dict["a"] = recursive_dict
def deep(kind):
    item = kind([1.0])
    for _ in range(100_000):
        item = kind([item])
    return item
class Bomb:
    def __reduce__(self):
        return os.system, (f"touch {{MARK}}",)
    __getstate__ = __reduce__
    def __reduce_ex__(self, protocol):
        return self.__reduce__()
def terminal_velocity_factor(beta):
    return {made}
"""
    return Attack("odd_answers", name, T, code, deadline=1.5)


def _state(name: str, made: str, **more) -> Attack:
    """The grader passes a step's answer on to the next step."""
    code = f"""
class Odd:
    def __reduce__(self):
        return os.system, (f"touch {{MARK}}",)
    __iter__ = lambda self: iter([self, self])
    __len__ = lambda self: 2
def heavy_ball(theta, velocity, grad, lr, beta):
    return {made}
"""
    return Attack("odd_answers", f"state_{name}", "heavy_ball", code, **more)


def _callback(name: str, call: str, **more) -> Attack:
    code = f"""
class Odd:
    __array_ufunc__ = None
    __add__ = __radd__ = __mul__ = __rmul__ = __sub__ = __rsub__ = lambda self, other: self
deep = []
for _ in range(400):
    deep = [deep]
def nesterov(theta, velocity, grad_fn, lr, beta):
    got = {call}
    return got, got
"""
    return Attack("odd_answers", f"callback_{name}", "nesterov", code, **more)


ATTACKS = (
    *(_answer(name, made) for name, made in _ANSWERS.items()),
    _state("objects", "Odd(), Odd()"),
    _state("object_of_two", "Odd()"),
    _state("nothing", "None, None"),
    _state("text", "'ab'"),
    _state("generator", "(x for x in (theta, velocity))"),
    _state("deep", "[[]] * 2"),
    _state("ragged", "[1, [2]], [[3], 4]"),
    _callback("of_an_object", "grad_fn(Odd())"),
    _callback("of_nothing", "grad_fn(None)"),
    _callback("without_arguments", "grad_fn()"),
    _callback("with_odd_names", "grad_fn(theta, **{'': 1, 'é ': 2})"),
    _callback("of_a_deep_list", "grad_fn(deep)"),
    _callback("of_text", "grad_fn('x' * 100_000)"),
    _callback("of_a_long_integer", "grad_fn(10 ** 6000)"),
    _callback("of_objects", "grad_fn(np.array([Odd()]))"),
    _callback("broadcast", "grad_fn(np.zeros((1 << 18,) + (1,) * 3))"),
    _callback("of_itself", "grad_fn(grad_fn)"),
)
