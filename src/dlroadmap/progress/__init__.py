"""What the learner said, and what it adds up to."""
