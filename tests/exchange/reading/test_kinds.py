"""Which format a text is in, and what is said of one that is in none."""

import pytest

from dlroadmap.exchange.reading.failure import UnreadableError
from dlroadmap.exchange.reading.kinds import JSON_READERS, read


@pytest.mark.parametrize("text", ["{}", '{"concepts": [], "exercises": {}}', "[{}]"])
def test_json_of_no_format_is_refused_with_a_way_on(text: str) -> None:
    """The message names the formats, the option that sets one, and the page about converting."""
    with pytest.raises(UnreadableError) as caught:
        read(text.encode(), "x")
    message = str(caught.value)
    assert all(name in message for name in JSON_READERS)
    assert any("--from" in line for line in caught.value.advice)
    assert any("“Concept graphs”" in line for line in caught.value.advice)
