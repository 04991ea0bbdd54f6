"""What a person decides about the figures, and how it comes into indicators.yaml."""
