"""The clock of the sessions and pictures: it stands still, so that a page is the same every day."""

import time
from datetime import UTC, datetime

TODAY = datetime(2026, 3, 19, 12, tzinfo=UTC)
"""A Thursday."""

time.time = TODAY.timestamp
