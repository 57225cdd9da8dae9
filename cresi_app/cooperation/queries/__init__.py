"""What the cooperation desk asks the library, the SQL beside each question."""
