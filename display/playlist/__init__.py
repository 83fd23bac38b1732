"""The place beside the calls: pictures, videos, notices and waits, played in turn.

What may hang or break is read by processes of their own; the screen only ever shows what these
have drawn.
"""
