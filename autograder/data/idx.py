"""IDX, the file format in which MNIST is published (LeCun, Cortes & Burges, 1998).

Two zero bytes, a byte for the type of a number, a byte for the number of dimensions, each dimension as a big-endian
32-bit number, then the numbers themselves in row-major order. Often inside gzip.
"""

from __future__ import annotations

import gzip
import math
import struct
import zlib
from pathlib import Path

import numpy as np

from autograder.course.layout import shown
from autograder.errors import DeepdrillError

DTYPES = {0x08: "u1", 0x09: "i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
GZIP = b"\x1f\x8b"


def read_idx(path: Path) -> np.ndarray:
    """The array in ``path``, in the machine's own byte order. ``DeepdrillError`` where it is no whole IDX file."""
    content = _content(path)
    if len(content) < 4 or content[:2] != b"\0\0" or content[2] not in DTYPES:
        raise DeepdrillError(f"{shown(path)} is no IDX file: it does not begin as one")
    dtype, rank = np.dtype(DTYPES[content[2]]), content[3]
    start = 4 + 4 * rank
    if len(content) < start:
        raise DeepdrillError(f"{shown(path)} ends within its header; download it again")
    shape = struct.unpack(f">{rank}I", content[4:start])
    size = math.prod(shape) * dtype.itemsize
    if len(content) - start != size:
        raise DeepdrillError(
            f"{shown(path)} holds {len(content) - start} bytes of data where its header, of shape {shape}, "
            f"promises {size}; download it again"
        )
    array = np.frombuffer(content, dtype, offset=start).reshape(shape)
    return array.astype(dtype.newbyteorder("="))


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
        return gzip.decompress(content) if content.startswith(GZIP) else content
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DeepdrillError(f"{shown(path)} is damaged ({error}); download it again") from None
    except OSError as error:
        raise DeepdrillError(f"{shown(path)} can't be read: {error.strerror or error}") from None
