"""``torch.optim.SGD`` itself, its buffer put in before the step and taken out after it."""

import numpy as np
import torch


def _tensor(x):
    x = np.array(x)
    return torch.from_numpy(x if x.dtype.kind == "f" else x.astype(np.float64))


def torch_sgd_step(theta, buf, grad, lr, momentum, dampening=0.0, nesterov=False, weight_decay=0.0):
    parameter = torch.nn.Parameter(_tensor(theta))
    settings = {"dampening": dampening, "nesterov": nesterov, "weight_decay": weight_decay}
    optimizer = torch.optim.SGD([parameter], lr, momentum, **settings)
    parameter.grad = _tensor(grad)
    if buf is not None:
        optimizer.state[parameter]["momentum_buffer"] = _tensor(buf)
    optimizer.step()
    new = optimizer.state[parameter].get("momentum_buffer") if momentum else None
    return parameter.detach().numpy(), buf if new is None else new.numpy()
