"""The kiosk's paper: what stands on a ticket, its bytes, and the printers they go to.

From the data to the paper: `paper` (what is to be said) → `ticket_layout` (lines and sizes)
→ `escpos_bytes` (the printer's language) → `press` (a thread of its own, in order)
→ a `Printer` of `port`, made by `addresses`. `virtual` is a printer for people who have none.
"""
