"""Where a history goes to meet those of the learner's other devices."""
