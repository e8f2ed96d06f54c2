"""What a worker needs beyond computing to use an NVIDIA GPU: device files, the driver's libraries, its requests.

The driver is a large piece of the kernel that a submission can then talk to, and what it maps can't be limited by
the address space. So a grader hands it out only when it is told to, and only for the cases that need it.

The list was read off driver 580 (CUDA 13, an H100), call by call as it started in a confined worker.
"""

from __future__ import annotations

import ctypes
import glob
import os

DRIVER = "libcuda.so.1"
DEVICES = ("/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia-uvm-tools", "/dev/nvidia[0-9]*")
FACTS = (  # what the driver asks about the machine
    "/proc/driver/nvidia",
    "/proc/devices",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/sys/vm/mmap_min_addr",
    "/sys/devices/system",
)
OWN_FACTS = "/proc/self/maps"
OWN_THREADS = "/proc/self/task"  # it names each of its threads there, and where that is refused it does not start


def device_files() -> list[str]:
    """The driver's device files on this machine."""
    return sorted(path for pattern in DEVICES for path in glob.glob(pattern))


def load_driver() -> list[str]:
    """Loads the driver's library, without starting it, and tells what else a worker must be able to read.

    Without a driver there is nothing to add, and torch in the worker will say that it finds no GPU.
    """
    try:
        ctypes.CDLL(DRIVER)
    except OSError:
        return []
    with open("/proc/self/maps") as maps:
        mapped = [line.split(maxsplit=5)[-1].strip() for line in maps if "libcuda.so" in line]
    folders = {os.path.dirname(path) for path in mapped}
    libraries = [path for folder in folders for path in glob.glob(f"{folder}/lib*.so*")]
    return sorted({*libraries, *FACTS})
