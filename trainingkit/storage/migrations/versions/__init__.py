"""One file a step, numbered; each can be undone, and neither way loses what both shapes can hold."""
