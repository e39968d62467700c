//! What is found in words, what is let through, and that no text can make the check fall over.

use super::*;
use proptest::prelude::*;

fn signs(text: &str) -> Vec<(Sign, Weight)> {
    check(text, &Known::default())
        .into_iter()
        .map(|finding| (finding.sign, finding.weight))
        .collect()
}

fn refused(text: &str) -> bool {
    signs(text)
        .iter()
        .any(|(_, weight)| *weight == Weight::Refuse)
}

#[test]
fn plain_questions_pass() {
    for text in [
        "Could you house a woman with two children, Spanish-speaking, tonight?",
        "Pourriez-vous loger ce soir une femme et ses deux enfants, qui parlent espagnol ?",
        "Bed for 1 adult, 3 nights from Friday. No police report. Wheelchair access needed.",
        "Lit pour une personne majeure, 3 nuits. Elle parle cri. Pas de rapport de police.",
        "Needed by 18:30. She has a dog. Halal food if you can.",
        "",
        "24/7? 2 + 2 beds?",
        "She called yesterday and left no name with us.",
    ] {
        assert_eq!(signs(text), [], "{text}");
    }
}

#[test]
fn what_surely_leads_to_somebody_is_refused() {
    for text in [
        "Call her at 613-555-0100",
        "call (613) 555 0100 after six",
        "613.555.0100",
        "+1 613 555 0100",
        "her number is 5550100",
        "son numéro : 613\u{2011}555\u{2011}0100",
        "رقم ٦١٣٥٥٥٠١٠٠",
        "health card 1234 567 890",
        "write to someone@example.org",
        "she is @example_handle",
        "https://example.org/someone",
        "www.example.org",
        "lives near V6B 1A1",
        "H2X1Y4",
        "born 1990-04-12",
        "née le 12/04/1990",
        "born April 12, 1990",
        "née le 12 avril 1990",
        "a woman named Example",
        "her name is Example",
        "elle s’appelle Exemple",
        "Une femme nommée Exemple",
        "Mrs. Example needs a bed",
        "Mme Exemple cherche un lit",
        "goes by Example",
    ] {
        assert!(refused(text), "{text}: {:?}", signs(text));
    }
}

#[test]
fn what_may_be_a_name_is_shown_again() {
    for (text, sign) in [
        ("Bed tonight for Example Person", Sign::LooksLikeName),
        ("A bed for Exemple tonight", Sign::Capital),
        ("a woman named example", Sign::BeforeName),
        ("elle s’appelle exemple", Sign::BeforeName),
        ("a 34-year-old woman", Sign::ExactAge),
        ("une femme de 34 ans", Sign::ExactAge),
    ] {
        assert_eq!(signs(text), [(sign, Weight::Warn)], "{text}");
    }
}

#[test]
fn what_the_case_knows_is_found_however_it_is_written() {
    let words = ["Zoé Example-Person", "613-555-0100", "zo@example.org"];
    let known = Known { words: &words };
    for text in [
        "a bed for zoe",
        "a bed for ZOÉ.",
        "zoé's bed",
        "for l’zoé",
        "a bed for person",
        "a bed for Example-something",
        "ends in 0100",
    ] {
        let found = check(text, &known);
        assert!(
            found.iter().any(|finding| finding.sign == Sign::KnownOfHer),
            "{text}: {found:?}"
        );
    }
    assert_eq!(check("a bed for three zones", &known), []);
}

#[test]
fn a_client_code_does_not_go_out() {
    let code = ClientCode::new(&kernel::SeededRandom::new(3)).to_string();
    assert!(refused(&format!("about {code}: a bed?")));
    assert!(refused(&format!("about {}: a bed?", code.to_lowercase())));
}

#[test]
fn words_hold() {
    crate::words::tests::hold::<Sign>();
    crate::words::tests::hold::<Weight>();
}

proptest! {
    #[test]
    fn any_text_can_be_checked_and_findings_lie_within(text in "\\PC{0,200}|[\\s\\S]{0,80}", name in "\\PC{0,12}") {
        let words = [name.as_str()];
        for finding in check(&text, &Known { words: &words }) {
            prop_assert!(text.get(finding.from..finding.to).is_some());
        }
    }

    #[test]
    fn a_number_of_ten_digits_is_never_let_through(digits in "[2-9][0-9]{9}", separator in "[ .-]?") {
        let text = format!(
            "Call {}{separator}{}{separator}{} please", &digits[..3], &digits[3..6], &digits[6..]
        );
        prop_assert!(refused(&text));
    }
}
