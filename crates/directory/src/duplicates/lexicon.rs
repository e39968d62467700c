//! Words that many names share, in both languages and shortened: `Ctr`, `Center` and `Centre` are
//! one word, and so are `shelter` and `refuge`. A name in one language meets the other's through them.

use std::sync::OnceLock;

use kernel::Lang;

use super::hashing::{Map, hash};

/// One meaning to a line: English forms, a bar, French forms. Folded, without a plural's s. A form
/// that stands on both sides tells nothing of the language.
const MEANINGS: &str = "
abuse|maltraitance abus mauvais
addiction|toxicomanie dependance
adult|adulte
advocacy|
aid assistance help|aide secour entraide
alliance|alliance
assault|agression
association assn assoc|association assn assoc
beginner|debutant
bed|lit
care|soin
case|cas
centre center ctr cntr|centre ctre
child children kid|enfant enfance
church|eglise
city|ville
clinic clin|clinique
club|club
coalition|coalition
collective|collectif
committee cttee|comite
community comm cmty|communaute communautaire comm
connection|
council|conseil
counselling counseling counsel|counseling counselling
couple|couple
court|tribunal cour palais
crime|crime acte
crisis|crise
cultural culture|culturel culture
day|jour
department dept|departement ministere
desk|guichet bureau
development devt|developpement
disability disabled|handicap handicape
distress|detresse
drop|halte
east|est
education educational|education educatif
elder senior|aine
emergency emerg|urgence
employment job work|emploi travail
employer|employeur
exploitation|exploitation
family fam|famille familial familiale fam
father|pere
farm agricultural|agricole ferme
federation|federation
first|premier premiere
food meal|alimentaire repa nourriture
foundation fdn fndn|fondation fond
foreign|etranger
free|gratuit
friendship|amitie
girl|fille
group grp|groupe
health|sante
home house|maison foyer
hope|espoir
hospital hosp|hopital hop
hotline line helpline|ligne
housing|logement hebergement
immigration immigrant|immigration immigrant
indigenous aboriginal native|autochtone
information info|information info renseignement
institute inst|institut inst
intervention|intervention
interpreter interpretation|interprete interpretation
justice|justice
labour labor|travail
language|langue linguistique
law legal|juridique droit
lawyer|avocat
league|ligue
life|vie
man men|homme
medical|medical medicale
mental|mental mentale
mission|mission
mother mom|mere maman
mount mt|mont
municipal|municipal municipale
national natl|national nationale natl
network|reseau
newcomer|arrivant nouveau
night overnight|nuit
north|nord
northern|nordique
nurse nursing|infirmier infirmiere
office|bureau
online|ligne
organization organisation org|organisation organisme org
outreach|proximite rue
parent parenting|parent parental parentale
partner|partenaire
peer|pair
permit|permi
police|police policier policiere
prevention|prevention
program programme prog prgm|programme prog
protection protective|protection
public|public publique
recovery|retablissement
referral|orientation aiguillage
refugee|refugie
region regional reg|region regional regionale reg
resource|ressource
right|droit
river|riviere
rural|rural rurale
safe safety|securite securitaire sur
saint st ste sainte|saint st ste sainte
school|ecole scolaire
second transition transitional|transition etape
service svc serv srv|service serv svc
settlement|etablissement
sexual|sexuel sexuelle
shelter refuge|refuge abri
skill|competence
social soc|social sociale
society socy|societe
south|sud
spiritual|spirituel
street|rue
student|etudiant etudiante
support|soutien appui
survivor|survivant survivante
team|equipe
teen youth young|jeune jeunesse adolescent ado
text texting|texto
therapy therapeutic|therapie therapeutique
training|formation
trafficking|traite
transport transportation|transport
trauma|trauma traumatisme
treatment|traitement
university univ|universite univ
victim|victime
violence violent|violence violent
visit|visite
volunteer|benevole
west|ouest
welcome reception|accueil
woman women|femme
worker|travailleur travailleuse
";

/// Words that join others, and forms of business: they tell one name from another so little that
/// every source leaves out different ones.
const LEFT_OUT_EN: &str = "the a an of for and in at on to with by from s & or your our";
const LEFT_OUT_FR: &str =
    "le la les l un une de du des d et pour en au aux a sur dans par avec ou qu que votre notre";
const LEGAL_FORMS: &str = "inc incorporated incorporee ltd ltee limited limitee corp corporation co cie company llc llp \
     senc enr reg osbl obnl npo nfp";

/// What the lexicon knows of a word.
#[derive(Debug, Clone, Copy)]
pub(super) enum Known {
    /// A word that joins others, and the language that has it.
    LeftOut(Option<Lang>),
    /// A word of many names: its meaning, and the language that has this form.
    Meaning(u16, Option<Lang>),
}

/// Looks a folded word up, without and with a plural's s.
pub(super) fn look_up(word: &str) -> Option<Known> {
    let words = table();
    let look = |word: &str| words.get(&hash(word.as_bytes())).copied();
    look(word).or_else(|| {
        let singular = singular(word);
        (singular.len() < word.len()).then(|| look(singular))?
    })
}

/// The bit of the language that a folded word names: `English`, `anglophone`, `français`; 0: none.
/// The two official languages only: "Chinese" in a name says whom a service is for, not what it speaks.
pub(super) fn names_language(word: &str) -> u8 {
    match word {
        "english" | "anglai" | "anglais" | "anglaise" | "anglophone" | "anglophones" => 1,
        "french" | "francai" | "francais" | "francaise" | "francophone" | "francophones" => 2,
        _ => 0,
    }
}

/// A word without the s of a plural, in both languages alike.
pub(super) fn singular(word: &str) -> &str {
    if word.len() > 3 && !word.ends_with("ss") {
        word.strip_suffix('s').unwrap_or(word)
    } else {
        word
    }
}

/// By the words' hashes: no two words of the list share one (a test looks), and of other words one in
/// 10¹⁷ would be taken for a word of the list.
fn table() -> &'static Map<u64, Known> {
    static TABLE: OnceLock<Map<u64, Known>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut words = Map::default();
        let lines = MEANINGS.lines().filter(|line| !line.is_empty());
        for (meaning, line) in (0_u16..).zip(lines) {
            let (english, french) = line.split_once('|').unwrap_or((line, ""));
            for (forms, others, lang) in [(english, french, Lang::En), (french, english, Lang::Fr)]
            {
                for form in forms.split_whitespace() {
                    let shared = others.split_whitespace().any(|other| other == form);
                    let known = Known::Meaning(meaning, (!shared).then_some(lang));
                    words.entry(hash(form.as_bytes())).or_insert(known);
                }
            }
        }
        for form in LEFT_OUT_EN.split_whitespace() {
            words.insert(hash(form.as_bytes()), Known::LeftOut(Some(Lang::En)));
        }
        for form in LEFT_OUT_FR.split_whitespace() {
            let lang = (form != "a").then_some(Lang::Fr);
            words.insert(hash(form.as_bytes()), Known::LeftOut(lang));
        }
        for form in LEGAL_FORMS.split_whitespace() {
            words.insert(hash(form.as_bytes()), Known::LeftOut(None));
        }
        words
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_word_of_the_list_has_a_number_of_its_own() {
        let lists = [MEANINGS, LEFT_OUT_EN, LEFT_OUT_FR, LEGAL_FORMS];
        let words: HashSet<&str> = lists
            .into_iter()
            .flat_map(|list| list.split(|letter: char| letter.is_whitespace() || letter == '|'))
            .filter(|word| !word.is_empty())
            .collect();
        let numbers: HashSet<u64> = words.iter().map(|word| hash(word.as_bytes())).collect();
        assert_eq!(numbers.len(), words.len());
        assert_eq!(table().len(), words.len());
    }

    #[test]
    fn a_language_is_known_by_its_name_in_either_language() {
        for (word, bit) in [
            ("english", 1),
            ("anglais", 1),
            ("francophone", 2),
            ("angle", 0),
        ] {
            assert_eq!(names_language(word), bit, "{word}");
        }
    }
}
