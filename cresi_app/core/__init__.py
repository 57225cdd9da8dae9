"""What every desk shares and that knows no Qt, no SQL and no paper."""
