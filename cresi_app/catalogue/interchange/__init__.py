"""What enters and leaves the catalogue: notices of other centres read with care, our own written so that others read them."""
