"""What an officer does with the visitor at the counter, beside calling and finishing."""
