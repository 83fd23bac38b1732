"""The journal as a witness: its head signed once a day, verified, and handed to an auditor."""
