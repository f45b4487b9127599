"""Settings: `dev` (the default), `test` and `production` on top of `base`."""
