"""Other right ways."""

import itertools
import math

import numpy as np

from autograder.authoring import alternative


@alternative(replaces="Dropout", why="where, a mask of bools, and both ends apart")
class by_where:
    def __init__(self, p):
        if p < 0 or p > 1:
            raise ValueError("p must lie between 0 and 1")
        self.p = p

    def forward(self, x, training, rng):
        x = x if x.dtype.kind == "f" else x.astype(np.float64)
        self.training = training
        if not training:
            return x
        if self.p == 1:
            self.mask = np.zeros(x.shape, dtype=bool)
        else:
            self.mask = rng.uniform(size=x.shape) > self.p
        return self._masked(x)

    def backward(self, dout):
        return self._masked(dout) if self.training else dout

    def _masked(self, values):
        kept = values / (1 - self.p) if self.p < 1 else values
        return np.where(self.mask, kept, 0).astype(values.dtype)


@alternative(replaces="Dropout", why="rng.binomial, in its own shape, divided by its mean")
class by_binomial:
    mask = None

    def __init__(self, p):
        if math.isnan(p) or not 0 <= p <= 1:
            raise ValueError("no probability")
        self.keep = 1 - p

    def forward(self, x, training, rng):
        x = np.array(x, dtype=np.result_type(x, np.float32) if x.dtype.kind == "f" else float)
        if training and self.keep:
            self.mask = rng.binomial(1, self.keep, x.size).reshape(x.shape) / self.keep
        else:
            self.mask = np.full(x.shape, 0.0 if training else 1.0)
        x *= self.mask
        return x

    def backward(self, dout):
        if self.mask is None:
            raise RuntimeError("forward first")
        return (self.mask * dout).astype(dout.dtype)


@alternative(replaces="Dropout", why="torch's own dropout, on a mask of ones, with a seed from rng")
class by_torch:
    def __init__(self, p):
        import torch

        self.layer = torch.nn.Dropout(p)  # raises ValueError itself

    def forward(self, x, training, rng):
        import torch

        x = torch.from_numpy(np.array(x if x.dtype.kind == "f" else x.astype(float)))
        self.mask = torch.ones_like(x)
        if training:
            with torch.random.fork_rng():
                torch.default_generator.manual_seed(int(rng.integers(2**63)))
                self.mask = self.layer(self.mask)
        return (x * self.mask).numpy()

    def backward(self, dout):
        return dout * self.mask.numpy()


@alternative(replaces="Dropout", why="choice of the two factors, row by row; the ends by powers")
class by_choice:
    def __init__(self, p):
        if abs(p - 0.5) > 0.5:
            raise ValueError("p")
        self.p = p

    def forward(self, x, training, rng):
        x = np.asarray(x) * np.ones(1, dtype=x.dtype if x.dtype.kind == "f" else float)
        factors = np.array([0.0, 1 / (1 - self.p) if self.p < 1 else 0.0])
        chances = [self.p, 1 - self.p]
        self.factors = np.ones(x.shape)
        if training:
            rows = [rng.choice(factors, p=chances, size=x.shape[1:]) for _ in range(len(x))]
            self.factors = np.stack(rows)
        self.factors = self.factors.astype(x.dtype)
        return self.factors * x

    def backward(self, dout):
        return np.multiply(self.factors, dout)


@alternative(replaces="monte_carlo_predict", why="Welford's running mean and variance")
def running(f, x, num_samples, rng):
    mean = squares = None
    for number in range(1, num_samples + 1):
        sample = f(x, rng)
        if mean is None:
            mean, squares = sample.copy(), np.zeros_like(sample)
            continue
        step = sample - mean
        mean = mean + step / number
        squares = squares + step * (sample - mean)
    return [mean, np.sqrt(squares / num_samples)]


@alternative(replaces="monte_carlo_predict", why="torch's std_mean, without the correction")
def by_std_mean(f, x, num_samples, rng):
    import torch

    samples = torch.stack([torch.tensor(f(x, rng)) for _ in range(num_samples)])
    std, mean = torch.std_mean(samples, dim=0, correction=0)
    return mean.numpy(), std.numpy()


@alternative(replaces="monte_carlo_predict", why="an array made beforehand, its last axis averaged")
def along_the_last_axis(f, x, num_samples, rng):
    samples = np.array([f(x, rng) for _ in range(num_samples)])
    samples = np.moveaxis(samples, 0, -1)
    mean = samples.sum(-1) / num_samples
    return mean, np.sqrt(((samples - mean[..., None]) ** 2).sum(-1) / num_samples)


@alternative(replaces="ensemble_average", why="mask by mask, with the number of its ones")
def mask_by_mask(W, x, p, activation=None):
    D = len(W)
    total = 0.0
    for mask in itertools.product((0, 1), repeat=D):
        kept = sum(mask)
        z = (x * np.array(mask, dtype=x.dtype)) @ W
        total = total + (1 - p) ** kept * p ** (D - kept) * (activation(z) if activation else z)
    return total


@alternative(replaces="ensemble_average", why="one input after the other, kept or dropped")
def one_input_after_the_other(W, x, p, activation=None):
    activation = activation or (lambda z: z)

    def average(first, z):
        if first == len(W):
            return activation(z)
        kept = average(first + 1, z + x[..., first, None] * W[first])
        return (1 - p) * kept + p * average(first + 1, z)

    return average(0, np.zeros((*x.shape[:-1], W.shape[1]), dtype=np.result_type(x, W)))


@alternative(
    replaces="ensemble_average", why="the bits of 0 to 2^D - 1, a Kronecker product of chances"
)
def by_bits(W, x, p, activation=None):
    D, H = W.shape
    masks = (np.arange(2**D)[:, None] >> np.arange(D)[::-1]) & 1
    chances = np.ones(1)
    for _ in range(D):
        chances = np.kron(chances, [p, 1 - p])
    kind = np.result_type(x, W) if np.result_type(x, W).kind == "f" else float
    z = np.einsum("md,nd,dh->mnh", masks.astype(kind), np.atleast_2d(x), W)
    if activation is not None:
        z = activation(z.reshape(-1, H)).reshape(z.shape)
    mean = np.tensordot(chances, z, axes=1).astype(z.dtype)
    return mean[0] if x.ndim == 1 else mean


@alternative(replaces="ensemble_average", why="examples in a loop, torch for the products")
def by_torch_products(W, x, p, activation=None):
    import torch

    if x.ndim == 2:
        return np.stack([by_torch_products(W, row, p, activation) for row in x])
    tensor = torch.tensor(W if W.dtype.kind == "f" else W.astype(float))
    masks = torch.cartesian_prod(*[torch.tensor([0.0, 1.0])] * len(W)).reshape(-1, len(W))
    chances = np.prod(np.where(masks.numpy() > 0, 1 - p, p), axis=1)
    z = ((masks.to(tensor.dtype) * torch.tensor(x).to(tensor.dtype)) @ tensor).numpy()
    z = z if activation is None else activation(z)
    return np.average(z, axis=0, weights=chances).astype(z.dtype)
