"""Lives of virtual runners, many of each kind, and the week in which each door opened for them.

`python -m benchmarks.simulate 20` lives 20 of each kind on all cores and prints the distribution.
"""

import sys

from tests.training.simulator import KINDS, describe, distribution, live_all

USUAL_LIVES = 5


def main() -> None:
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else USUAL_LIVES
    lives = live_all([(number, seed) for number in range(len(KINDS)) for seed in range(asked)])
    print(distribution(lives))
    print(describe(lives))
    wrongs = [wrong for one in lives for wrong in one.wrongs]
    print("\n".join(wrongs) or "no rule broken on any day")
    sys.exit(bool(wrongs))


if __name__ == "__main__":
    main()
