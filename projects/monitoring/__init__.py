"""Success measurement while a project runs: milestones, interim notes, risk, rounds."""
