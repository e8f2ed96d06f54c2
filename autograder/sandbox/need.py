"""What an exercise's worker has to be able to do."""

from __future__ import annotations

from dataclasses import dataclass

OUTPUT_BYTES = 4 * 2**20
SCRATCH_BYTES = 16 * 2**20
OPEN_FILES, OPEN_FILES_ON_CUDA = 64, 256


@dataclass(frozen=True)
class Need:
    """What an exercise's worker has to be able to do."""

    zygote: str = "numpy"
    network: bool = False
    scratch: bool = False
    memory_mb: int = 1024
    cpu_seconds: int = 60

    @property
    def cuda(self) -> bool:
        return self.zygote == "cuda"

    def limits(self) -> dict[str, int | None]:
        return {
            "address_space_bytes": None if self.cuda else self.memory_mb * 2**20,
            "cpu_seconds": self.cpu_seconds,
            "file_bytes": SCRATCH_BYTES if self.scratch else OUTPUT_BYTES,
            "open_files": OPEN_FILES_ON_CUDA if self.cuda else OPEN_FILES,
        }
