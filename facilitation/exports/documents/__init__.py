"""Documents before they are files: a cover and blocks, which Word and PDF are made of."""
