"""Reference statistics: the scores of many teams, among which one team can be placed.

They are built from Parquet files of answers, one file at a time, in this process or on a Dask
cluster (docs/scaling.md). pyarrow, dask and distributed come from `requirements-scale.txt`.
What works on one file knows no Django settings, so that any Dask worker can run it.
"""
