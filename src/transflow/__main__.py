"""`python -m transflow` is `transflow`."""

import sys

from transflow.cli import main

sys.exit(main())
