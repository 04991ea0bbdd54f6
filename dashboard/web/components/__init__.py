"""The visible parts pages are made of; one part a module, each a plain function to components."""
