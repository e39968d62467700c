//! Words that many names share, in both languages and shortened: `Ctr`, `Center` and `Centre` are
//! one word, and so are `shelter` and `refuge`. A name in one language meets the other's through them.

use std::collections::HashMap;
use std::sync::OnceLock;

use kernel::Lang;

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
    if let Some(known) = words.get(word) {
        return Some(*known);
    }
    let singular = singular(word);
    if singular.len() < word.len() {
        return words.get(singular).copied();
    }
    None
}

/// A word without the s of a plural, in both languages alike.
pub(super) fn singular(word: &str) -> &str {
    if word.len() > 3 && !word.ends_with("ss") {
        word.strip_suffix('s').unwrap_or(word)
    } else {
        word
    }
}

fn table() -> &'static HashMap<&'static str, Known> {
    static TABLE: OnceLock<HashMap<&'static str, Known>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut words = HashMap::new();
        let lines = MEANINGS.lines().filter(|line| !line.is_empty());
        for (meaning, line) in (0_u16..).zip(lines) {
            let (english, french) = line.split_once('|').unwrap_or((line, ""));
            for (forms, others, lang) in [(english, french, Lang::En), (french, english, Lang::Fr)]
            {
                for form in forms.split_whitespace() {
                    let shared = others.split_whitespace().any(|other| other == form);
                    let known = Known::Meaning(meaning, (!shared).then_some(lang));
                    words.entry(form).or_insert(known);
                }
            }
        }
        for form in LEFT_OUT_EN.split_whitespace() {
            words.insert(form, Known::LeftOut(Some(Lang::En)));
        }
        for form in LEFT_OUT_FR.split_whitespace() {
            let lang = (form != "a").then_some(Lang::Fr);
            words.insert(form, Known::LeftOut(lang));
        }
        for form in LEGAL_FORMS.split_whitespace() {
            words.insert(form, Known::LeftOut(None));
        }
        words
    })
}
