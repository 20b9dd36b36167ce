"""Reconcile: what the claims of all articles amount to, with copies counted once."""
