"""The table of probes: only what is in it can be asked for, torch only where it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from autograder.worker import probes


@pytest.mark.parametrize("name", sorted(probes.PROBES))
def test_every_probe_is_there_and_documented(name):
    probe = probes.find(name)
    assert callable(probe)
    assert probe.__doc__
    assert "No secret here" in " ".join(sys.modules[probe.__module__].__doc__.split())


@pytest.mark.parametrize("name", ["os", "errors", "_digest", "find", "", None, ["rng"]])
def test_nothing_else_can_be_asked_for(name):
    with pytest.raises(probes.ProbeError, match="no probe called"):
        probes.find(name)


def test_makers_leave_their_result_in_the_worker():
    makers = {name for name in probes.PROBES if getattr(probes.find(name), "returns_handle", False)}
    assert makers == {"rng", "array", "tensor", "module", "optimizer", "loss", "loader"}


def test_probes_for_numpy_import_no_torch():
    program = (
        "import sys; from autograder.worker import probes; probes.preload(torch=False);"
        "array = probes.find('array'); read = probes.find('read'); fill = probes.find('fill');"
        "live = array([1.0, 2.0]); fill(live, [3, 4]); assert read(live).tolist() == [3, 4];"
        "probes.find('rng')(0); probes.find('global_rng_digest')(); probes.find('loader')([1]);"
        "probes.find('scratch')();"
        "assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_preload_for_torch_imports_everything_and_runs_no_backward_pass():
    program = (
        "import sys; from autograder.worker import probes; probes.preload(torch=True);"
        "assert all(f'autograder.worker.probes.{file}' in sys.modules for file in probes._FILES)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
