"""Libraries and builtins replaced: whatever compares, counts or checks is made to say yes."""

from hostile.attack import Attack

T = "terminal_velocity_factor"


def _attack(name: str, code: str, **more) -> Attack:
    return Attack("patches", name, T, code, **more)


ATTACKS = (
    _attack(
        "numpy_comparisons",
        """
yes = lambda *a, **k: True
for name in ("allclose", "isclose", "array_equal", "array_equiv", "all", "any", "isfinite", "isnan"):
    setattr(np, name, yes)
for name in [n for n in dir(np.testing) if n.startswith("assert")]:
    setattr(np.testing, name, lambda *a, **k: None)
np.abs = np.absolute = lambda x: 0.0
np.float64 = float
""",
    ),
    _attack(
        "builtins",
        """
import builtins
builtins.abs = lambda x: 0
builtins.all = builtins.any = lambda x: True
builtins.max = builtins.min = lambda *a, **k: 0
builtins.AssertionError = type("AssertionError", (BaseException,), {"__init__": lambda *a: None})
""",
    ),
    _attack(
        "isinstance_and_len",
        """
import builtins
def terminal_velocity_factor(beta):
    builtins.isinstance = lambda *a: True
    builtins.len = lambda x: 0
    builtins.type = lambda x: float
    return 0.125
""",
        spares=False,
    ),
    _attack(
        "build_class_and_import",
        """
import builtins
builtins.__build_class__ = lambda *a, **k: object
builtins.__import__ = lambda *a, **k: np
""",
    ),
    _attack(
        "modules_replaced",
        """
import types
class Agreeable(types.ModuleType):
    __path__ = []
    def __getattr__(self, name):
        return lambda *a, **k: True
for name in ("pytest", "_pytest", "numpy.testing", "operator", "math", "autograder.grading",
             "autograder.grading.checks", "autograder.grading.compare", "conftest"):
    sys.modules[name] = Agreeable(name)
""",
        spares=False,  # the worker's own lazy imports may break
    ),
    _attack(
        "workers_server",
        """
from autograder.worker import server
def do_call(self, target, args, kwargs, watch):
    return ["ok", True if target == "terminal_velocity_factor" else self.module.__dict__[target](*args, **kwargs), []]
server.Server.do_call = do_call
server.digest = lambda item, depth=0: 0
""",
        says="returned bool",
    ),
    _attack(
        "workers_encoder",
        """
from autograder.worker import server
from autograder.wire import values
honest = values.encode
def encode(message, to_reference):
    if message[:1] == ["ok"] and type(message[1]) is float and message[1] == 0.125:
        message = ["ok", values.HandleRef(1, "float", True), []]
    return honest(message, to_reference)
server.encode = encode
""",
        says="returned float, expected a number",
    ),
    _attack(
        "operators",
        """
import operator
from autograder.worker import server
for name in server.OPERATORS:
    server.OPERATORS[name] = lambda *a: True
class Odd: pass
def terminal_velocity_factor(beta):
    return Odd()
""",
        says="returned Odd",
    ),
    _attack(
        "trace_and_profile",
        """
def hook(frame, event, argument):
    if "expected" in frame.f_locals:
        frame.f_locals["got"] = frame.f_locals["expected"]
    return hook
sys.settrace(hook)
sys.setprofile(hook)
""",
    ),
)
