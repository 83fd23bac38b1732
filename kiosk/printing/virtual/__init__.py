"""A ticket printer made of software: a TCP 9100 server with paper, sensors and a cutter.

It understands the commands we send, answers status requests like a real one, can be told to run
out of paper in the middle of a ticket, and shows what it printed as a picture.
"""
