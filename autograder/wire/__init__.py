"""The codec between the grader and the confined worker: data of exactly known types, and nothing else.

Both sides import this package, so it imports nothing of either.
"""

from autograder.wire.errors import ProtocolError
from autograder.wire.frames import Channel, Limits
from autograder.wire.values import CallbackRef, HandleRef, MetaTensor, decode, encode

__all__ = [
    "CallbackRef",
    "Channel",
    "HandleRef",
    "Limits",
    "MetaTensor",
    "ProtocolError",
    "decode",
    "encode",
]
