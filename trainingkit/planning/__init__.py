"""Planning: people into groups and roles (later: days into less time, shifts into cohorts). Pure; no file, no clock."""
