"""The wait, predicted: the queue played forward by the rule, by a process beside the hub.

`scene` describes the hall as it stands, `learned` is what the journal tells of service times,
staff and passing, `play` plays on from there (the only place with numpy), `forecaster` is the
hub's end of it, `between` what it tells until the next play, and `judge` says afterwards how good
the promises were.
"""
