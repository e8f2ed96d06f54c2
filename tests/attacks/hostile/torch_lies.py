"""The same with torch: patched functions, tensor subclasses, tensors that have no values."""

from hostile.attack import Q16B, Attack


def _attack(name: str, code: str, task: str = "predict", **more) -> Attack:
    return Attack("torch_lies", name, task, code, exercise=Q16B, **more)


def _answers(name: str, made: str, **more) -> Attack:
    code = f"""
class Agreeable(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        return True
    __eq__ = __lt__ = __le__ = lambda self, other: True
    shape = property(lambda self: torch.Size([2]))
def predict(model, x):
    return {made}
"""
    return _attack(name, code, spares=False, **more)


ATTACKS = (
    _attack(
        "comparisons",
        """
yes = lambda *a, **k: True
torch.allclose = torch.equal = torch.is_tensor = torch.Tensor.allclose = torch.Tensor.equal = yes
torch.testing.assert_close = yes
torch.Tensor.item = lambda self: 0.0
torch.Tensor.dim = lambda self: 0
""",
        spares=False,
    ),
    _attack(
        "probes_that_agree",
        """
from autograder.worker.probes import measure
measure.call_module = lambda module, *inputs: torch.full((2,), 7.5)
""",
        spares=False,
    ),
    _answers("subclass", "torch.full((2,), 7.5).as_subclass(Agreeable)"),
    _answers("empty", "torch.empty(0)"),
    _answers("nan", "torch.full((2,), float('nan'))"),
    _answers("meta", "torch.empty(3, 2, device='meta')"),
    _answers("sparse", "torch.eye(3).to_sparse()"),
    _answers("quantized", "torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.quint8)"),
    _answers("expanded", "torch.ones(1).expand(2, 3)"),
    _answers("half_floats", "torch.full((2,), 7.5, dtype=torch.bfloat16)"),
    _answers("the_function_itself", "predict"),
    _answers("the_model", "model"),
)
