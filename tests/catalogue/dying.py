"""A reading child that dies, or falls silent, of pages that say so: what a broken file may do to the real one."""

import os
import signal
import time
from collections.abc import Mapping
from typing import Any

from cresi_app.core.apart import Reply
from cresi_app.core.filereading import child


def answer(request: Mapping[str, Any]) -> Reply:
    """Answer as the real child does, until a page says « MORT » or « SILENCE »."""
    reply, data = child.answer(request)
    for text in reply.get("texts", ()):
        if text and "MORT" in text:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        if text and "SILENCE" in text:
            time.sleep(3_600)
    return reply, data
