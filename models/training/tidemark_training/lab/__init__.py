"""The lab: families side by side, walked forward over the same rows. Begin at `command`; a configuration is `study`.

`folds` cuts the rows, `tasks` says what is asked and measured, `fitting` fits and keeps what is done, `tests` compares,
`report` is what comes out.
"""
