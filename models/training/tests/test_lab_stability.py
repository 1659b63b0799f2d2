import numpy as np
from test_lab import lab, with_families

from tidemark_training import dataset, synthetic
from tidemark_training.lab import stability, study

HOUR = synthetic.HOUR
OF = study.parse(with_families("ridge"))


def test_a_lead_of_one_year_and_of_one_hour_is_seen_there_and_nowhere_else():
    time = synthetic.START + HOUR * np.arange(2 * 366 * 24)
    named = {"year": np.where(np.arange(len(time)) < 366 * 24, "2020", "2021"), "hour": hours(time)}
    lead = np.where((named["year"] == "2021") & (named["hour"] == "03-06"), 1.0, 0.0)
    found = stability.of(lead, time // (24 * HOUR), named, 100, 1)
    assert [each["group"] for each in found["year"]] == ["2020", "2021"]
    first, last = (each["lead"] for each in found["year"])
    assert first["high"] == 0 < last["low"] and abs(last["value"] - 3 / 24) < 1e-9
    ahead = [each["group"] for each in found["hour"] if each["lead"]["value"] > 0]
    assert ahead == ["03-06"]
    assert sum(each["rows"] for each in found["hour"]) == len(time)


def hours(time):
    return np.array([f"{at:02}-{at + 3:02}" for at in time // HOUR % 24 // 3 * 3])


def test_regimes_are_thirds_by_the_volatility_before_a_row(tmp_path):
    """The control: another outcome of a row changes no group."""
    synthetic.write(tmp_path / "hours", rows=2000, seed=7)
    data = dataset.load([tmp_path / "hours"], OF.names, HOUR)
    data.features[1000:1300, 0] *= 30
    asked = np.arange(500, 2000)
    found = stability.groups(data, OF, asked)
    assert set(found["year"]) == {"2020"} and (found["hour"] == hours(data.time[asked])).all()
    assert [int((found["regime"] == name).sum()) for name in stability.REGIMES] == [500, 500, 500]
    before, during = found["regime"][:500], found["regime"][520:]  # it falls again within hundreds of bars
    assert "wild" not in before and "calm" not in during
    data.forward_return[:] = 7
    assert (stability.groups(data, OF, asked)["regime"] == found["regime"]).all()


def test_a_report_divides_the_lead_of_each_family(tmp_path, export):
    found = lab(tmp_path, with_families("ridge"), export)
    ridge = found["entries"][-1]
    for kind, names in (("year", ["2020"]), ("regime", list(stability.REGIMES))):
        groups = ridge["stability"][kind]
        assert [each["group"] for each in groups] == names
        whole = sum(each["rows"] * each["lead"]["value"] for each in groups) / found["rows"]
        assert abs(whole - ridge["dieboldMariano"]["lead"]) < 1e-6
    assert len(ridge["stability"]["hour"]) == 8
    text = (tmp_path / "out" / "report.html").read_text()
    assert all(f"log loss under base rate, by {by}" in text for by in ("refit", "year", "hour", "regime"))
