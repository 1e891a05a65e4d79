"""What journals say of themselves, drawn by chance."""

from datetime import datetime

from hypothesis import strategies as st

from dlroadmap.remote.journal import About, shorten

IDS = st.integers(0, 9).map(lambda number: f"{number:032x}")
"""Ids of histories, few enough to meet again."""

ABOUTS = st.builds(
    About,
    st.frozensets(IDS, min_size=1, max_size=3),
    st.text().map(shorten),
    st.integers(0, 10**9 - 1),
    st.datetimes(min_value=datetime(1970, 1, 1)).map(lambda time: f"{time:%Y-%m-%dT%H:%M:%S}Z"),
)
"""What devices of few histories, some of them joined, say of their journals."""
