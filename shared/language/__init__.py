"""How numbers, calls and dates are said and written in each language of the hall."""
