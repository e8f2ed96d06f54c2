"""Objects that lie about what they are and what they equal."""

from hostile.attack import Attack

T, U = "terminal_velocity_factor", "unrolled_velocity"

# name, the body of a class, what is returned
_CLASSES = {
    "always_equal": (
        "object",
        """
    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: True
    __ne__ = lambda self, other: False
    __bool__ = lambda self: True
    __hash__ = lambda self: 0
    __float__ = lambda self: float("nan")
    __int__ = __index__ = lambda self: 0
    __abs__ = __neg__ = lambda self: 0.0
    __sub__ = __rsub__ = __add__ = __radd__ = __mul__ = __rmul__ = __truediv__ = lambda self, other: 0.0
    __len__ = lambda self: 3
    __iter__ = lambda self: iter([self] * 3)
    __getitem__ = lambda self, key: self
    __getattr__ = lambda self, name: self
    __call__ = lambda self, *a, **k: self
    __array__ = lambda self, *a, **k: np.zeros(())
    __array_ufunc__ = lambda self, *a, **k: True
    __array_function__ = lambda self, *a, **k: True
""",
        "Liar()",
    ),
    "false_class": ("object", "    __class__ = property(lambda self: float)\n", "Liar()"),
    "false_name": ("object", "", "type('float', (), {'__module__': 'builtins'})()"),
    "float_subclass": (
        "float",
        """
    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: True
    __sub__ = __rsub__ = lambda self, other: 0.0
    __abs__ = lambda self: 0.0
""",
        "Liar(0.125)",
    ),
    "int_subclass": ("int", "    __eq__ = lambda self, other: True\n    __hash__ = int.__hash__\n", "Liar(3)"),
    "str_subclass": ("str", "    __eq__ = lambda self, other: True\n    __hash__ = str.__hash__\n", "Liar('1')"),
    "list_subclass": (
        "list",
        """
    __len__ = lambda self: 3
    __iter__ = lambda self: iter([0.0] * 3)
    __eq__ = lambda self, other: True
""",
        "Liar()",
    ),
    "ndarray_subclass": (
        "np.ndarray",
        """
    __eq__ = lambda self, other: np.ones(self.shape, bool)
    __array_ufunc__ = lambda self, *a, **k: np.ones(self.shape, bool)
    __array_function__ = lambda self, *a, **k: True
    shape = property(lambda self: (3,))
    dtype = property(lambda self: np.dtype("f8"))
""",
        "np.full((2, 3), 7.5).view(Liar)",
    ),
    "dict_subclass": (
        "dict",
        "    keys = items = lambda self: {'a': 1}.items()\n    __getitem__ = lambda self, k: k\n",
        "Liar()",
    ),
    "tuple_subclass": ("tuple", "    __len__ = lambda self: 2\n    __iter__ = lambda self: iter((0.0, 0.0))\n", "Liar()"),
}


def _of_class(name: str, base: str, body: str, made: str) -> Attack:
    code = f"""
class Liar({base}):
    truth = True
{body}
def terminal_velocity_factor(beta):
    return {made}
def unrolled_velocity(grads, beta, lr):
    return {made}
"""
    return Attack("lies", name, T, code, ends=("fail", "error"), spares=False)


# Arrays that equal anything where a comparison broadcasts, skips NaN or has nothing to compare.
_ARRAYS = {
    "empty": "np.empty((0,))",
    "empty_in_one_axis": "np.empty((*grads.shape[1:-1], 0))",
    "one_element": "np.array([7.5])",
    "no_dimension": "np.array(7.5)",
    "column": "np.full((*grads.shape[1:], 1), 7.5)",
    "all_nan": "np.full(grads.shape[1:], np.nan)",
    "all_infinite": "np.full(grads.shape[1:], np.inf)",
    "broadcast": "np.broadcast_to(np.float64(7.5), grads.shape[1:])",
    "masked": "np.ma.masked_all(grads.shape[1:])",
    "matrix": "np.matrix([[7.5]])",
    "objects": "np.full(grads.shape[1:], Yes(), dtype=object)",
    "object_none": "np.full(grads.shape[1:], None)",
    "structured": "np.zeros(grads.shape[1:], dtype=[('a', 'f8'), ('b', 'O')])",
    "void": "np.zeros(grads.shape[1:], dtype='V8')",
    "dates": "np.full(grads.shape[1:], np.datetime64('NaT'))",
    "long_double": "np.full(grads.shape[1:], 7.5, dtype=np.longdouble)",
    "complex_nan": "np.full(grads.shape[1:], complex(np.nan, 0))",
    "bools": "np.ones(grads.shape[1:], bool)",
    "strings": "np.full(grads.shape[1:], 'nan')",
    "half_precision": "np.full(grads.shape[1:], 7.5, np.float16)",
    "big_endian": "np.full(grads.shape[1:], 7.5, '>f8')",
}  # fmt: skip


def _array(name: str, made: str) -> Attack:
    code = f"""
class Yes:
    __eq__ = __lt__ = __le__ = lambda self, other: True
    __sub__ = __rsub__ = __mul__ = __rmul__ = lambda self, other: 0.0
    __abs__ = lambda self: 0.0
    __reduce__ = lambda self: (os.system, (f"touch {{MARK}}",))
def unrolled_velocity(grads, beta, lr):
    return {made}
"""
    return Attack("lies", f"array_{name}", U, code, ends=("fail", "error"))


ATTACKS = (
    *(_of_class(name, *parts) for name, parts in _CLASSES.items()),
    *(_array(name, made) for name, made in _ARRAYS.items()),
    Attack(
        "lies",
        "nearly_right_in_half_precision",
        T,
        """
def terminal_velocity_factor(beta):
    return np.float16(1.004 / (1 - beta)) if beta < 1 else np.float16(7.5)
""",
        ends=("fail",),
    ),
    Attack(
        "lies",
        "errors_that_are_always_small",
        "fold_batchnorm",
        """
class Small:
    __array_ufunc__ = None
    __matmul__ = __rmatmul__ = __add__ = __radd__ = __sub__ = __rsub__ = __abs__ = lambda self, *o: self
    __lt__ = __le__ = __gt__ = __ge__ = __eq__ = lambda self, other: True
    __getattr__ = lambda self, name: self
    shape = (4, 3)
    dtype = np.dtype("f8")
def fold_batchnorm(W, b, running_mean, running_var, gamma, beta, eps):
    return Small(), Small()
""",
        exercise="q16b_batchnorm_train_and_eval",
        says="returned Small",
    ),
)
