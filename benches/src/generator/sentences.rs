//! Sentence templates, English and French, and the filling of their gaps.

use super::words::Pair;

/// What a gap in a sentence is filled with.
#[derive(Debug, Clone, Copy)]
pub struct Filling<'a> {
    /// `{service}`
    pub service: Pair,
    /// `{town}`, in English and French.
    pub town: (&'a str, &'a str),
    /// `{one}`, `{two}`, `{three}`: things it does.
    pub activities: [Pair; 3],
    /// `{for}`: who it has in mind.
    pub audience: Pair,
    /// `{how}`, `{also}`: how it is.
    pub qualities: [Pair; 2],
    /// `{by}`: a landmark.
    pub corner: Pair,
    /// `{name}`: an invented name.
    pub name: &'a str,
}

/// First sentences.
pub const OPENINGS: &[Pair] = &[
    (
        "We offer {one}, {two} and {three} for {for} in {town}.",
        "Nous offrons {one}, {two} et {three} pour {for} à {town}.",
    ),
    (
        "A {how} and {also} place for {for}, with {one} and {two}.",
        "Un endroit {how} et {also} pour {for}, avec {one} et {two}.",
    ),
    (
        "Our team in {town} provides {one} to {for}, as well as {two}.",
        "Notre équipe de {town} assure {one} et {two} pour {for}.",
    ),
    (
        "The {name} program brings {one}, {two} and {three} together under one roof.",
        "Le programme {name} réunit {one}, {two} et {three} sous un même toit.",
    ),
    (
        "Talk to someone who listens: {one} and {two}, {how} and {also}, for {for}.",
        "Parlez à quelqu'un qui écoute : {one} et {two}, service {how} et {also}, pour {for}.",
    ),
];

/// Sentences in the middle.
pub const MIDDLES: &[Pair] = &[
    (
        "You do not need a referral, and no one will ask why you came.",
        "Aucune recommandation n'est exigée et personne ne vous demandera pourquoi vous venez.",
    ),
    (
        "Workers can meet you near {by} or wherever you feel comfortable.",
        "Les intervenantes peuvent vous rencontrer près de {by} ou là où vous êtes à l'aise.",
    ),
    (
        "The {name} fund pays small urgent costs such as a taxi or a room.",
        "Le fonds {name} paie de petites dépenses urgentes comme un taxi ou une chambre.",
    ),
    (
        "With your permission we share only what the next agency must know.",
        "Avec votre accord, nous transmettons seulement ce que le prochain organisme doit savoir.",
    ),
    (
        "Staff are trained to support {for}; everything stays {how}.",
        "Le personnel est formé pour soutenir {for}; tout demeure {how}.",
    ),
    (
        "There may be a waiting list; while you wait we can offer {three}.",
        "Il peut y avoir une liste d'attente; entre-temps, nous pouvons offrir {three}.",
    ),
    (
        "We work closely with hospitals, schools and shelters around {town}.",
        "Nous travaillons avec les hôpitaux, les écoles et les refuges autour de {town}.",
    ),
    (
        "Bring a friend if you like, and stop at any time.",
        "Venez avec une amie si vous le voulez et arrêtez quand vous voulez.",
    ),
    (
        "Groups meet weekly in the {name} room, with tea and a quiet corner.",
        "Les groupes se réunissent chaque semaine dans la salle {name}, avec du thé et un coin tranquille.",
    ),
    (
        "If your employer or partner holds your papers, ask us about {three}.",
        "Si votre employeur ou votre conjoint garde vos papiers, demandez-nous {three}.",
    ),
];

/// Last sentences.
pub const CLOSINGS: &[Pair] = &[
    (
        "Call before you come; the entrance is beside {by}.",
        "Appelez avant de venir; l'entrée est à côté de {by}.",
    ),
    (
        "Leave a message and we return calls within one working day.",
        "Laissez un message et nous rappelons en un jour ouvrable.",
    ),
    (
        "Interpreters can be arranged in advance.",
        "Des interprètes peuvent être réservés à l'avance.",
    ),
    (
        "Evening appointments are possible on request.",
        "Des rendez-vous en soirée sont possibles sur demande.",
    ),
    (
        "The building has a ramp, a gender-neutral washroom and a play area.",
        "L'immeuble a une rampe, des toilettes non genrées et une aire de jeux.",
    ),
    (
        "Part of the {name} partnership, funded by the province and by donors.",
        "Membre du partenariat {name}, financé par la province et des donateurs.",
    ),
];

/// Appends the English and the French of `template`, gaps filled, to `en` and `fr`.
pub fn write(template: Pair, filling: &Filling<'_>, en: &mut String, fr: &mut String) {
    write_side(template.0, en, |gap| english(gap, filling));
    write_side(template.1, fr, |gap| french(gap, filling));
}

fn write_side<'a>(template: &str, to: &mut String, fill: impl Fn(&str) -> &'a str) {
    if !to.is_empty() {
        to.push(' ');
    }
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        to.push_str(before);
        let Some((gap, after)) = after.split_once('}') else {
            break;
        };
        to.push_str(fill(gap));
        rest = after;
    }
    to.push_str(rest);
}

fn english<'a>(gap: &str, filling: &Filling<'a>) -> &'a str {
    match gap {
        "service" => filling.service.0,
        "town" => filling.town.0,
        "name" => filling.name,
        _ => pair(gap, filling).0,
    }
}

fn french<'a>(gap: &str, filling: &Filling<'a>) -> &'a str {
    match gap {
        "service" => filling.service.1,
        "town" => filling.town.1,
        "name" => filling.name,
        _ => pair(gap, filling).1,
    }
}

fn pair(gap: &str, filling: &Filling<'_>) -> Pair {
    match gap {
        "one" => filling.activities[0],
        "two" => filling.activities[1],
        "three" => filling.activities[2],
        "for" => filling.audience,
        "how" => filling.qualities[0],
        "also" => filling.qualities[1],
        "by" => filling.corner,
        _ => ("", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gap_is_known() {
        let filling = Filling {
            service: ("x", "x"),
            town: ("x", "x"),
            activities: [("x", "x"); 3],
            audience: ("x", "x"),
            qualities: [("x", "x"); 2],
            corner: ("x", "x"),
            name: "x",
        };
        for template in OPENINGS.iter().chain(MIDDLES).chain(CLOSINGS) {
            for side in [template.0, template.1] {
                for gap in side.split('{').skip(1) {
                    let gap = gap.split('}').next().unwrap_or_default();
                    assert_eq!(english(gap, &filling), "x", "{{{gap}}} in {side:?}");
                }
            }
        }
    }
}
