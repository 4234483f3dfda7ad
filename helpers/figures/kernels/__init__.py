"""Kernels and what they make of digits, drawn."""
