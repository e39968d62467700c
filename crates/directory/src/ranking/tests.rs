//! The promises of the ranking rule, over every combination of facts and ways.

use super::*;

const CALLS: [Call; 4] = [Call::NoPhone, Call::Closed, Call::HoursUnknown, Call::Now];
const TRUSTS: [Trust; 3] = [Trust::NotYetVerified, Trust::ReadInSource, Trust::Verified];
const INSIDE: [Reach; 5] = [
    Reach::Region,
    Reach::Outskirts,
    Reach::Province,
    Reach::National,
    Reach::Perhaps,
];

fn fits() -> Vec<Fit> {
    let mut fits = Vec::new();
    for (need, exploitation, population) in [
        (0, 0, 0),
        (60, 0, 0),
        (100, 100, 40),
        (u16::MAX, u16::MAX, u16::MAX),
    ] {
        for (in_name, in_text) in [(0, 0), (0, 50), (50, 100), (100, 100)] {
            for audience in [Audience::Open, Audience::Unnamed, Audience::OfOthers] {
                for (for_it, against) in [(true, false), (false, true)] {
                    fits.push(Fit {
                        need,
                        main_need: need.min(100),
                        exploitation,
                        made_for_it: for_it,
                        other_exploitation: against,
                        population,
                        audience,
                        other_language: against,
                        in_name,
                        named: in_name == 100,
                        in_text,
                    });
                }
            }
        }
    }
    fits
}

fn best_fit() -> Fit {
    let best = fits().into_iter().max_by_key(fit_points);
    best.expect("there are some")
}

fn worst_fit() -> Fit {
    let worst = fits().into_iter().min_by_key(fit_points);
    worst.expect("there are some")
}

fn all_facts() -> Vec<Facts> {
    let mut all = Vec::new();
    for call in CALLS {
        for (emergency, far) in [(false, false), (false, true), (true, false)] {
            for trust in TRUSTS {
                for (reachable, dedicated) in
                    [(true, true), (true, false), (false, true), (false, false)]
                {
                    // What has a number can be reached.
                    if reachable || call == Call::NoPhone {
                        all.push(Facts {
                            call,
                            reachable,
                            dedicated,
                            emergency,
                            trust,
                            far,
                        });
                    }
                }
            }
        }
    }
    all
}

fn ways(reaches: &[Reach]) -> Vec<Way> {
    let distances = (0..=Band::UP_TO_KM.len())
        .map(|band| Some(Band::numbered(band)))
        .chain([None]);
    distances
        .flat_map(|distance| reaches.iter().map(move |&reach| Way { reach, distance }))
        .collect()
}

fn points(fit: Fit, facts: Facts, way: Way, urgent: bool) -> Score {
    score(&Features {
        fit,
        facts,
        way,
        urgent,
    })
}

#[test]
fn a_line_that_answers_now_is_never_below_a_closed_one_of_equal_fit() {
    for facts in all_facts()
        .into_iter()
        .filter(|facts| facts.call == Call::Now)
    {
        for trust in TRUSTS {
            let closed = Facts {
                call: Call::Closed,
                trust,
                ..facts
            };
            for here in ways(&INSIDE) {
                for there in ways(&INSIDE) {
                    assert!(
                        points(Fit::default(), facts, here, false)
                            > points(Fit::default(), closed, there, false),
                        "{facts:?} {here:?} against {closed:?} {there:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_cannot_be_reached_comes_last() {
    let (best, worst) = (best_fit(), worst_fit());
    for urgent in [false, true] {
        for lost in all_facts().into_iter().filter(|facts| !facts.reachable) {
            for found in all_facts().into_iter().filter(|facts| facts.reachable) {
                let near = Way {
                    reach: Reach::Region,
                    distance: Some(Band::numbered(0)),
                };
                let far = Way {
                    reach: Reach::Outside,
                    distance: None,
                };
                assert!(points(best, lost, near, urgent) < points(worst, found, far, urgent));
            }
        }
    }
}

#[test]
fn what_serves_other_places_comes_after_what_reaches_the_person() {
    let (best, worst) = (best_fit(), worst_fit());
    let reachable = || all_facts().into_iter().filter(|facts| facts.reachable);
    for outside in reachable() {
        for inside in reachable() {
            for way in ways(&INSIDE) {
                let next_door = Way {
                    reach: Reach::Outside,
                    distance: Some(Band::numbered(0)),
                };
                assert!(points(best, outside, next_door, true) < points(worst, inside, way, true));
            }
        }
    }
}

#[test]
fn nearer_is_never_lower() {
    for reach in [
        Reach::Region,
        Reach::Province,
        Reach::National,
        Reach::SomeRegion,
        Reach::Outside,
    ] {
        for band in 0..Band::UP_TO_KM.len() {
            let at = |number| {
                way_points(Way {
                    reach,
                    distance: Some(Band::numbered(number)),
                })
            };
            assert!(at(band) >= at(band + 1));
        }
    }
    assert!(Band::of_km(0.0) < Band::of_km(9.0));
    assert_eq!(Band::of_km(5.0), Band::numbered(1));
    assert_eq!(Band::of_km(9_000.0), Band::FARTHEST);
}

#[test]
fn in_danger_the_emergency_number_comes_before_what_fits_equally() {
    for fit in fits() {
        for number in all_facts()
            .into_iter()
            .filter(|facts| facts.emergency && facts.call == Call::Now)
        {
            for other in all_facts().into_iter().filter(|facts| !facts.emergency) {
                for here in ways(&[Reach::National]) {
                    for there in ways(&INSIDE) {
                        assert!(
                            points(fit, number, here, true) > points(fit, other, there, true),
                            "{number:?} {here:?} against {other:?} {there:?}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_for_others_fits_less() {
    let fit = Fit {
        need: 100,
        ..Fit::default()
    };
    let less = [
        Fit {
            audience: Audience::Unnamed,
            ..fit
        },
        Fit {
            audience: Audience::OfOthers,
            ..fit
        },
        Fit {
            other_language: true,
            ..fit
        },
        Fit {
            other_exploitation: true,
            ..fit
        },
    ];
    for less in less {
        assert!(fit_points(&less) < fit_points(&fit), "{less:?}");
    }
}

#[test]
fn a_better_fit_is_never_lower() {
    for fit in fits() {
        let more = [
            Fit {
                need: fit.need.saturating_add(10),
                ..fit
            },
            Fit {
                main_need: fit.main_need.saturating_add(10),
                ..fit
            },
            Fit {
                made_for_it: true,
                ..fit
            },
            Fit {
                audience: Audience::Open,
                ..fit
            },
            Fit {
                exploitation: fit.exploitation.saturating_add(10),
                ..fit
            },
            Fit {
                population: fit.population.saturating_add(10),
                ..fit
            },
            Fit {
                in_name: (fit.in_name + 10).min(100),
                ..fit
            },
            Fit {
                in_text: (fit.in_text + 10).min(100),
                ..fit
            },
        ];
        for better in more {
            assert!(fit_points(&better) >= fit_points(&fit));
        }
    }
}

#[test]
fn the_bound_is_never_below_what_it_bounds() {
    for way in ways(&[
        Reach::Region,
        Reach::Province,
        Reach::National,
        Reach::SomeProvince,
        Reach::SomeRegion,
        Reach::Outside,
    ]) {
        for nearest in 0..=Band::UP_TO_KM.len() {
            let nearest = Band::numbered(nearest);
            if way.distance.is_none_or(|distance| distance >= nearest) {
                assert!(best_way_points(Some(nearest)) >= way_points(way));
            }
        }
    }
}
