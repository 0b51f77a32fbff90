"""When and where a figure was measured."""

import os
import platform
from datetime import UTC, datetime


def machine() -> dict[str, object]:
    """Date, processor's cores, load and Python."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "machine": platform.machine(),
        "python": platform.python_version(),
    }
