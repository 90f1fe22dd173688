"""What must survive kills, restarts, a full disk, a lost network and impatient people.

Each test prints its figures (`-s` shows them). The ordinary run makes a few of each; `make faults`
makes as many as `docs/resilience.md` promises.
"""
