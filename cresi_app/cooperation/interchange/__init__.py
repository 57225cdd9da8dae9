"""What the Coopérations desk reads from files of others."""
