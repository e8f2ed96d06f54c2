"""``torch.optim.lr_scheduler.CosineAnnealingWarmRestarts``, asked for one step.

Loses cosine_warm_restarts_at_the_starts: PyTorch looks for the cycle with a rounded logarithm, and at
some starts (step 121 of T_0 = 1 and T_mult = 3) finds the end of the one before.
"""

import torch


def cosine_warm_restarts(t, lr_max, lr_min, T_0, T_mult):
    if t < 0 or T_0 < 1 or T_mult < 1:
        raise ValueError("t must not be below 0, T_0 and T_mult not below 1")
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=lr_max)
    schedule = torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(optimizer, T_0, T_mult, lr_min)
    schedule.step(t)
    return optimizer.param_groups[0]["lr"]
