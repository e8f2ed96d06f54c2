"""Other right ways."""

import ast

import numpy as np

from autograder.authoring import alternative


@alternative(replaces="backward", why="indices instead of zip, the list turned round at the end")
def with_indices(params, cache, labels):
    p = np.exp(cache[-1] - cache[-1].max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    p[np.arange(len(p)), labels] -= 1
    delta, grads = p / len(p), []
    for i in reversed(range(len(params))):
        grads.append((cache[i].T @ delta, delta.sum(0)))
        delta = np.where(cache[i] > 0, delta @ params[i][0].T, 0)
    return grads[::-1]


@alternative(
    replaces="backward", why="by recursion: the deltas of the layers above, then this one's"
)
def by_recursion(params, cache, labels):
    def deltas(i):
        if i == len(params):
            e = np.exp(cache[-1] - cache[-1].max(1, keepdims=True))
            return [(e / e.sum(1, keepdims=True) - np.eye(e.shape[1])[labels]) / len(e)]
        above = deltas(i + 1)
        return [(above[0] @ params[i][0].T) * (cache[i] > 0), *above]

    grads = [(a.T @ d, np.ones(len(d)) @ d) for a, d in zip(cache, deltas(1))]
    return [(dW.astype(W.dtype), db.astype(W.dtype)) for (dW, db), (W, _) in zip(grads, params)]


@alternative(replaces="backward", why="PyTorch's autograd from the parameters and the input")
def by_autograd(params, cache, labels):
    import torch

    pairs = [[torch.tensor(p, requires_grad=True) for p in pair] for pair in params]
    a = torch.tensor(cache[0])
    for W, b in pairs[:-1]:
        a = torch.relu(a @ W + b)
    logits = a @ pairs[-1][0] + pairs[-1][1]
    torch.nn.functional.cross_entropy(logits, torch.tensor(labels)).backward()
    return [(W.grad.numpy(), b.grad.numpy()) for W, b in pairs]


@alternative(replaces="logical_lines", why="a visitor that walks by itself")
def by_a_visitor(source):
    class Counter(ast.NodeVisitor):
        lines = 0

        def generic_visit(self, node):
            if isinstance(node, (ast.stmt, ast.Lambda)):
                self.lines += 1
            body = getattr(node, "body", None)
            if (
                isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
                and body
                and isinstance(body[0], ast.Expr)
                and isinstance(body[0].value, ast.Constant)
                and isinstance(body[0].value.value, str)
            ):
                self.lines -= 1
            super().generic_visit(node)

    counter = Counter()
    counter.visit(ast.parse(source))
    return counter.lines


@alternative(replaces="logical_lines", why="by recursion over the fields of the nodes")
def by_fields(source):
    def count(node):
        own = isinstance(node, ast.stmt) + isinstance(node, ast.Lambda)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            own -= ast.get_docstring(node, clean=False) is not None
        return own + sum(count(child) for child in ast.iter_child_nodes(node))

    return count(ast.parse(source))
