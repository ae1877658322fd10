"""`make bench`: speed, weight and memory as ratios within one run. BENCH.md says what each row means.

    __main__.py   what is run and in which order, what is written
    rows.py       a row of the table, the goals, and how both are printed
    parts: start_up.py, weight.py, reactions.py, blocks.py, memory.py, lateness.py, builds.py
    what they share: pages.py (what the helper is compared with), host.py (serves them all alike),
    visitors.py (somebody with a browser), slowed.py (on a slow device)

Absolute figures depend on the machine; what counts is each against the other one of the same run, by turns.
"""
