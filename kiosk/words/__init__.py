"""Words as visitors type them: everyday spellings, Indonesian word forms, slips of the finger."""
