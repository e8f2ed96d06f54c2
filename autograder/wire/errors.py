"""The one error that a malformed message may cause."""

from __future__ import annotations


class ProtocolError(Exception):
    """The bytes are no message of this protocol, or break one of its limits."""
