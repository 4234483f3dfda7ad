"""What every demonstration is made of."""
