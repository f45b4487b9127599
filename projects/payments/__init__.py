"""Money on its way: drawdown from the funder, disbursement to the carrier."""
