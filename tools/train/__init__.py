"""Re-creates the weights of the English pipeline from open treebanks. Nothing here is imported by the package."""
