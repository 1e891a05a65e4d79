"""Curricula from elsewhere: fetched as data, checked, placed in the learner's folder, recorded."""
