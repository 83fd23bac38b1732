"""Pictures for idle times: chosen by the screen, read and made to fit by a process of their own."""
