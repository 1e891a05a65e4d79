"""All makings: twelve that `dlr assess` is tuned on, and those that only judge it in the end."""

from kept_out import KEPT_OUT
from making import Making, Nature
from tuned import TUNED

__all__ = ["KEPT_OUT", "TUNED", "Making", "Nature"]
