"""What curriculum files may say, and how they become what the program works with."""
