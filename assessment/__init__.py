"""What is asked and what answers mean: models as data, scoring, levels, advice."""
