"""Every command wherever people can type it: each cell of docs/commands.md is a test."""
