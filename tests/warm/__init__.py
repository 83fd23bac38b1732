"""Programs that start warm: forked from a process that has imported what they are made of.

Hundreds of tests start a hub or a command, and each start imports the same modules for most of a
second. Here that is done once in a test run (`server`), and each program that a test starts is
that process' copy (`starter`): a process of its own and a child of the test's, with its own
command line, environment, files, signals and end. A test that is about starting itself, or that
measures time, is marked ``cold`` or ``alone`` and starts its programs from nothing.
"""
