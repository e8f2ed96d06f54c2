"""Every test runs as this user and, where that is root, once more as `nobody`; on tier 3 and on tier 2."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from confined import BEST_TIER, USERS


@pytest.fixture(params=USERS)
def user(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(params=[3, 2])
def tier(request: pytest.FixtureRequest) -> int:
    if request.param > BEST_TIER:
        pytest.skip(f"tier {request.param} is not available here")
    return request.param


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user may enter and write to; pytest's own are private to one user."""
    folder = Path(tempfile.mkdtemp(prefix="confinement-", dir="/tmp"))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)
