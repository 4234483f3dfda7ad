"""`python -m helpers.training [NAME …]`: make the networks that come with the series."""

from helpers.training.release import main

raise SystemExit(main())
