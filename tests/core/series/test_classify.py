"""Kinds of motion against invented series whose kind is known, and against cases worked by hand."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from slipline.core.series.breaks import bend, best_break
from slipline.core.series.classes import BREAK, JUMP, LINEAR, NOISY, SEASONAL, STABLE, UNKNOWN, WORDS, Rules
from slipline.core.series.classify import classify
from slipline.core.series.common_signal import common_signal
from slipline.core.series.memory import variance_growth
from slipline.core.series.nested_fits import dates_of, fit, gains, own_term, shared_term, with_term

from .invented import HALF_WAVE, KINDS, invented, noise, some_days

FIVE = [kind for kind in KINDS if kind != "jump"]
DAYS = [dt.date(2016, 1, 4) + dt.timedelta(12 * i) for i in range(120)]
YEARS = np.array([(day - DAYS[0]).days for day in DAYS]) / 365.25


def told(seeds, count, common=True, **options):
    """Truth, found words, and the days by which found breaks are off, over some scenes."""
    truth, found, off = [], [], []
    for seed in seeds:
        scene = invented(seed, count, **options)
        dates = dates_of(scene.days)
        shared = common_signal(scene.x, scene.y, scene.values, dates) if common else None
        values = scene.values - (0.0 if shared is None else shared.at(scene.x, scene.y))
        trends = classify(values, dates, Rules())
        word = np.array([WORDS[code] for code in trends.code])
        word[np.isin(word, ("accelerating", "slowing"))] = "curved"
        truth.append(scene.kind)
        found.append(word)
        off.append(np.where(word == "break", np.abs(trends.break_day - scene.break_day), np.inf))
    return np.concatenate(truth), np.concatenate(found), np.concatenate(off)


def test_kinds_break_dates_and_false_breaks_of_invented_series():
    truth, found, off = told(range(9000, 9008), 250)
    for kind in FIVE:
        assert np.mean(found[truth == kind] == kind) > 0.88, kind
    assert np.mean((truth == found)[truth != "jump"]) > 0.92
    assert np.mean(found[truth == "jump"] == "jump") > 0.95
    assert np.mean(off[truth == "break"] <= 60.0) > 0.8
    assert np.mean(found[truth == "stable"] == "break") <= 0.02


def test_what_all_targets_share_hides_motion_until_it_is_taken_out():
    with_it, without = (told([9100], 300, common, common_mm=8.0) for common in (True, False))
    assert np.mean(with_it[0] == with_it[1]) > np.mean(without[0] == without[1]) + 0.1


def test_a_break_that_all_targets_share_is_no_air():
    scene = invented(3, 200, kinds=("stable",), dates=150, common_mm=3.0)
    dates = dates_of(scene.days)
    bent = 20.0 * np.maximum(dates.time, 0.0) * dates.half_years
    shared = common_signal(scene.x, scene.y, scene.values + bent, dates)
    trends = classify(scene.values + bent - shared.at(scene.x, scene.y), dates, Rules())
    assert np.mean(trends.code == BREAK) > 0.9
    assert common_signal(scene.x[:20], scene.y[:20], scene.values[:20], dates) is None


def test_plain_series_without_noise_give_their_numbers():
    rng = np.random.default_rng(1)
    quiet = 0.05 * rng.normal(size=(7, len(DAYS)))
    middle = YEARS[-1] / 2
    break_at = 2.0
    motions = [
        0 * YEARS,
        -7.0 * YEARS,
        3.0 * YEARS + 0.5 * 4.0 * YEARS**2,
        -20.0 * YEARS + 0.5 * 4.0 * YEARS**2,
        6.0 * np.cos(2 * np.pi * YEARS + 1.0),
        2.0 * YEARS - 15.0 * np.maximum(YEARS - break_at, 0.0),
        np.where(middle < YEARS, -2 * HALF_WAVE, 0.0),
    ]
    trends = classify(np.array(motions) + quiet, dates_of(DAYS), Rules())
    words = [WORDS[code] for code in trends.code]
    assert words == ["stable", "linear", "accelerating", "slowing", "seasonal", "break", "jump"]
    assert trends.velocity[1] == pytest.approx(-7.0, abs=0.05)
    np.testing.assert_allclose(trends.acceleration[[2, 3]], 4.0, atol=0.05)
    assert trends.after[2] == pytest.approx(3.0 + 4.0 * YEARS[-1], abs=0.2)
    assert trends.before[3] == pytest.approx(-20.0, abs=0.2)
    assert trends.season_mm[4] == pytest.approx(6.0, abs=0.05)
    assert abs(trends.break_day[5] - DAYS[0].toordinal() - break_at * 365.25) < 12
    np.testing.assert_allclose([trends.before[5], trends.after[5]], [2.0, -13.0], atol=0.2)
    assert trends.jumps.tolist() == [0, 0, 0, 0, 0, 0, 1]
    assert trends.motion[6] == STABLE
    assert trends.shift[6].min() == pytest.approx(-2 * HALF_WAVE)
    assert trends.velocity[6] == pytest.approx(0.0, abs=0.05)


def test_results_do_not_depend_on_neighbours_level_or_time_of_day_one():
    scene = invented(11, 80)
    dates, rules = dates_of(scene.days), Rules()
    whole = classify(scene.values, dates, rules)
    turned = classify(-scene.values[::-1] + 1000.0, dates, rules)
    assert (whole.code == turned.code[::-1]).mean() > 0.97  # memory is shared, all else is each series' own
    np.testing.assert_allclose(whole.velocity, -turned.velocity[::-1], atol=1e-6)


def test_short_noisy_and_empty_series_are_said_to_be_so():
    rng = np.random.default_rng(5)
    values = rng.normal(0.0, 1.0, (5, len(DAYS)))
    values[1] = rng.uniform(-14.0, 14.0, len(DAYS))
    values[2, 10:] = np.nan
    values[3] = np.nan
    values[4, 30:90] = np.nan
    values[4] += 12.0 * YEARS
    trends = classify(values, dates_of(DAYS), Rules())
    assert trends.code.tolist() == [STABLE, NOISY, UNKNOWN, UNKNOWN, LINEAR]
    assert np.isnan(trends.velocity[[2, 3]]).all()
    assert np.isnan(trends.before[1])


def test_single_bad_dates_and_a_short_span():
    rng = np.random.default_rng(6)
    values = rng.normal(0.0, 1.0, (1, len(DAYS)))
    values[0, [20, 70]] += 40.0
    assert classify(values, dates_of(DAYS), Rules()).code.tolist() == [STABLE]
    short = dates_of(DAYS[:30])
    assert not short.has_season
    trends = classify(rng.normal(0.0, 1.0, (3, 30)), short, Rules())
    assert np.isnan(trends.season_mm).all()
    assert not (trends.code == SEASONAL).any()


def test_a_jump_is_half_a_wavelength_and_nothing_else():
    rng = np.random.default_rng(7)
    after = YEARS > 2.0
    values = rng.normal(0.0, 1.5, (4, len(DAYS))) + 5.0 * YEARS
    for row, step in enumerate((HALF_WAVE, -HALF_WAVE, 0.5 * HALF_WAVE, 15.5)):
        values[row] += np.where(after, step, 0.0)
    codes = classify(values, dates_of(DAYS), Rules()).code
    assert (codes == JUMP).tolist() == [True, True, False, False]
    x_band = classify(values, dates_of(DAYS), Rules(half_wave_mm=15.5)).code
    assert x_band[3] == JUMP


def test_nested_fits_agree_with_plain_least_squares():
    rng = np.random.default_rng(8)
    dates = dates_of(DAYS)
    values = rng.normal(size=(6, len(DAYS)))
    known = (rng.random(values.shape) > 0.2).astype(float)
    values *= known
    line = fit(values, known, dates.base)
    term = shared_term(line, dates.time**2)
    rich = with_term(line, term, dates.time**2)
    place = np.linspace(-0.5, 0.5, 6)
    kink = own_term(line, bend(dates, place, known))
    for row in range(6):
        here = known[row] > 0
        for extra, found in ((dates.time**2, term), (np.maximum(dates.time - place[row], 0), kink)):
            table = np.column_stack([dates.base, extra])[here]
            beta, rss, _, _ = np.linalg.lstsq(table, values[row, here], rcond=None)
            assert found.coefficient[row] == pytest.approx(beta[-1], rel=1e-6)
            assert line.rss[row] - found.gain[row] == pytest.approx(rss[0], rel=1e-6)
        table = np.column_stack([dates.base, dates.time**2])[here]
        beta, rss, _, _ = np.linalg.lstsq(table, values[row, here], rcond=None)
        np.testing.assert_allclose(rich.beta[row], beta[:-1], atol=1e-7)
        assert rich.rss[row] == pytest.approx(rss[0], rel=1e-6)
        without = np.linalg.lstsq(table[:, [0, 2, 3, 4]], values[row, here], rcond=None)[1][0]
        assert rich.gain_of(1, 2)[row] == pytest.approx(without - rss[0], rel=1e-6)
    candidates = np.maximum(dates.time - np.linspace(-0.7, 0.7, 8)[:, None], 0.0)
    expected = np.column_stack([shared_term(line, one).gain for one in candidates])
    np.testing.assert_allclose(gains(line, candidates), expected, rtol=1e-6)
    assert (best_break(line, dates).term.gain >= gains(line, candidates[1:-1]).max(axis=1) * 0.98).all()


def test_memory_of_the_noise_is_found():
    rng = np.random.default_rng(9)
    days = some_days(rng, 200)
    dates = dates_of(days)
    free = rng.normal(size=(400, 200))
    kept = np.empty_like(free)
    kept[:, 0] = free[:, 0]
    for i in range(1, 200):
        kept[:, i] = 0.6 * kept[:, i - 1] + 0.8 * free[:, i]
    terms = np.column_stack([dates.base, dates.time**2])
    growth = [np.median(variance_growth(fit(values, np.ones_like(values), terms), 5.0)) for values in (free, kept)]
    assert growth[0] == pytest.approx(1.0, abs=0.1)
    assert growth[1] == pytest.approx(4.0, abs=0.8)  # (1 + 0.6) / (1 - 0.6)
    assert noise(rng, 3, days).shape == (3, 200)
