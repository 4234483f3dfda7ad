"""What maintainers run: notebooks, pictures, pages."""
