//! Guides on the web: every guide and step, help near the reader, papers, what the law asks.

use axum::http::{Method, StatusCode};
use guidance::jurisdiction::{JURISDICTIONS, Subject};
use kernel::{Lang, Text};

use super::html;
use super::weight::weight;
use super::{Answer, LONG_ID, Sample, Visit, encoded, long_listing, settings};
use crate::routes::Route;
use crate::{Settings, shipped_guides};

/// RFC 6928's first flight, as `weight.rs` holds it against other pages.
const STEP: usize = 14_000;

fn sound(path: &str, answer: &Answer) {
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    let faults = html::faults(&answer.body);
    assert!(faults.is_empty(), "{path}: {faults:#?}");
    assert!(answer.body.contains("<title>Information</title>"), "{path}");
    assert!(answer.body.contains("id=\"exit\""), "{path}");
}

/// Every page about every guide.
fn every_address(lang: Lang) -> Vec<String> {
    let mut addresses = Vec::new();
    for guide in &shipped_guides().guides {
        let number = guide.number;
        for route in [
            Route::Guide,
            Route::GuideSheet,
            Route::GuideBoth,
            Route::Near,
        ] {
            addresses.push(route.guide(number, lang));
        }
        let steps = 1..=guide.article(lang).cards.len();
        addresses.extend(steps.map(|step| Route::step(number, step, lang)));
    }
    addresses
}

#[tokio::test]
async fn every_guide_and_every_step_is_a_sound_and_light_page() {
    let visit = Visit::to(Sample::Usual).await;
    for lang in Lang::ALL {
        for path in every_address(lang) {
            sound(&path, &visit.get(&path).await);
            let size = weight(&visit, Method::GET, &path, "").await;
            assert!(size <= STEP, "{path}: {size}");
        }
    }
}

#[tokio::test]
async fn every_link_of_a_guide_leads_to_a_page() {
    let visit = Visit::to(Sample::Usual).await;
    let mut known = std::collections::HashSet::new();
    for lang in Lang::ALL {
        let mut addresses = every_address(lang);
        addresses.push(Route::Guides.address(lang).to_owned());
        for path in addresses {
            let body = visit.get(&path).await.body;
            let tags = html::read(&body).expect("sound");
            let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
            for href in tags.iter().filter_map(|tag| tag.get("href")) {
                if let Some(id) = href.strip_prefix('#') {
                    assert!(ids.contains(&id), "{path}: {href} is not on the page");
                }
                let is_ours =
                    href.starts_with('/') && !href.contains("/desk") && !href.contains("/bureau");
                if is_ours && known.insert(href.to_owned()) {
                    assert_eq!(
                        visit.get(href).await.status,
                        StatusCode::OK,
                        "{path}: {href}"
                    );
                }
                // Services near the reader have sites of their own.
                let listed = path.ends_with("/near") || path.ends_with("/pres");
                assert!(
                    listed || !href.starts_with("http") || tags_of_exit(&body, href),
                    "{path}: {href}"
                );
            }
        }
    }
    assert!(known.len() > 200, "{}", known.len());
}

/// The way out is the one link of a guide that leaves the house.
fn tags_of_exit(body: &str, href: &str) -> bool {
    let tags = html::read(body).unwrap_or_default();
    tags.iter()
        .filter(|tag| tag.get("href") == Some(href))
        .all(|tag| tag.get("id") == Some("exit"))
}

#[tokio::test]
async fn the_list_leads_to_every_guide_and_the_front_door_to_the_list() {
    let visit = Visit::to(Sample::Usual).await;
    for lang in Lang::ALL {
        let list = Route::Guides.address(lang);
        let start = visit.get(Route::Start.address(lang)).await.body;
        assert_eq!(
            start.matches(&format!("href=\"{list}\"")).count(),
            2,
            "start and frame"
        );
        let body = visit.get(list).await.body;
        for guide in &shipped_guides().guides {
            let address = Route::Guide.guide(guide.number, lang);
            assert!(body.contains(&format!("href=\"{address}\"")), "{address}");
        }
        for route in [Route::Duty, Route::Orders, Route::Contacts, Route::Pocket] {
            assert!(body.contains(&format!("href=\"{}\"", route.address(lang))));
        }
    }
}

#[tokio::test]
async fn a_step_says_how_far_one_is_and_leads_on_and_back() {
    let visit = Visit::to(Sample::Usual).await;
    let first = visit.get("/en/guides/1/1").await.body;
    assert!(first.contains("Step 1 of 6") && first.contains("href=\"/en/guides/1/2\""));
    assert!(
        first.contains("href=\"tel:911\""),
        "an emergency is never far"
    );
    let last = visit.get("/fr/guides/1/6").await.body;
    assert!(last.contains("Étape 6 de 6") && last.contains("href=\"/fr/guides/1/5\""));
    assert!(last.contains("class=\"button\" href=\"/fr/guides/1/pres\""));
    assert!(
        last.contains("href=\"/en/guides/1/6\""),
        "the same step in English"
    );
    for nowhere in [
        "/en/guides/1/7",
        "/en/guides/1/0",
        "/en/guides/01",
        "/en/guides/+1",
        "/en/guides/999",
        "/en/guides/99999999999",
        "/en/guides/respond",
        "/en/guides/1/x",
    ] {
        assert_eq!(
            visit.get(nowhere).await.status,
            StatusCode::NOT_FOUND,
            "{nowhere}"
        );
    }
}

#[tokio::test]
async fn what_nobody_read_is_marked_and_the_mark_is_explained_once() {
    let visit = Visit::to(Sample::Usual).await;
    let mut marked = 0;
    for path in every_address(Lang::En) {
        let body = visit.get(&path).await.body;
        let marks = body.matches(", not verified\">").count();
        let explained = body.matches("With a question mark").count();
        if path.ends_with("/both") {
            continue;
        }
        if marks > 0 {
            assert_eq!(explained, 1, "{path}");
            marked += 1;
        }
    }
    assert!(marked > 20, "{marked}");
    let guide = visit.get("/fr/guides/9").await.body;
    assert!(guide.contains("Vérifié le 25 novembre 2026"), "checked on");
    assert!(guide.contains("d’ici le 31 mai 2027"), "review by");
    assert!(guide.contains("Personne d’autre n’a encore relu ce guide."));
}

#[tokio::test]
async fn a_list_of_signs_says_on_paper_that_no_list_proves_anything() {
    let visit = Visit::to(Sample::Usual).await;
    let sheet = visit.get("/en/guides/6/both").await.body;
    assert!(sheet.contains("Signs have no score. No list can prove"));
    assert!(sheet.contains("Aucune liste ne peut prouver"));
    assert!(sheet.contains("lang=\"fr-CA\"") && sheet.matches("side-of-paper").count() >= 2);
}

#[tokio::test]
async fn help_near_a_place_is_for_the_guide_and_tells_nothing_in_an_address() {
    let visit = Visit::to(Sample::Usual).await;
    let page = visit.post("/en/guides/9/near", "place=Winnipeg").await;
    sound("near", &page);
    assert!(page.body.contains("<h1>Help near Winnipeg, MB</h1>"));
    assert!(
        page.body.contains("<h2>Protect a child or teen"),
        "the first need of the guide"
    );
    assert!(
        page.body.contains("href=\"/en/rules\""),
        "the duty to report is beside it"
    );
    for tag in html::read(&page.body).expect("sound") {
        for name in ["href", "action", "formaction"] {
            let told = tag.get(name).unwrap_or_default().to_lowercase();
            assert!(!told.contains("winnipeg") && !told.contains('?'), "{told}");
        }
    }
    // The other language asks the same again, by a form.
    assert!(page.body.contains("<form method=\"post\" action=\"/fr/guides/9/pres\"><input type=\"hidden\" name=\"place\" value=\"Winnipeg\">"));
    let size = weight(&visit, Method::POST, "/fr/guides/2/pres", "place=Toronto").await;
    assert!(size <= STEP, "{size}");
    // Nothing from the other end of the country.
    let far = visit.post("/en/guides/2/near", "place=X0A").await.body;
    assert!(!far.contains("Vancouver") && far.contains("<h2>"));
}

#[tokio::test]
async fn a_place_nobody_knows_keeps_its_words_and_offers_others() {
    let visit = Visit::to(Sample::Usual).await;
    for (path, body) in [
        ("/en/guides/1/near", "place=Prinse+Gorge"),
        ("/en/sheet", "place=Prinse+Gorge&sides=both&guide=1"),
        ("/en/pocket", "place=Prinse+Gorge"),
        ("/en/rules", "place=Prinse+Gorge"),
    ] {
        let page = visit.post(path, body).await;
        sound(path, &page);
        assert!(
            page.body.contains("value=\"Prinse Gorge\"")
                && page.body.contains("aria-invalid=\"true\""),
            "{path}"
        );
        assert!(
            page.body
                .contains("name=\"place-meant\" value=\"Prince George, BC\""),
            "{path}"
        );
        let meant = visit
            .post(path, &format!("{body}&place-meant=Prince+George%2C+BC"))
            .await;
        sound(path, &meant);
        assert!(!meant.body.contains("aria-invalid=\"true\""), "{path}");
    }
    let typed = "\"><script>alert('x')</script>";
    for path in [
        "/fr/guides/1/pres",
        "/fr/feuille",
        "/fr/poche",
        "/fr/regles",
    ] {
        let page = visit.post(path, &format!("place={}", encoded(typed))).await;
        sound(path, &page);
        assert!(!page.body.contains("<script>alert"), "{path}");
    }
}

#[tokio::test]
async fn the_finder_points_to_a_guide_for_the_person_themselves() {
    let visit = Visit::to(Sample::Usual).await;
    let page = visit
        .post(
            "/en/find",
            "text=my+boss+keeps+my+passport+and+pays+me+nothing",
        )
        .await
        .body;
    assert!(
        page.contains("A guide may help too: <a href=\"/en/guides/20\">"),
        "rights of workers"
    );
    for other in ["text=zzzz+qqqq", "text=", "need=legal", "text=a+lawyer"] {
        let page = visit.post("/en/find", other).await.body;
        assert!(!page.contains("A guide may help too"), "{other}");
    }
}

#[tokio::test]
async fn from_help_near_one_opens_a_service_and_comes_back() {
    let visit = Visit::to(Sample::Usual).await;
    let id = visit.any_service().expect("one");
    let page = visit
        .post(&Route::Service.of(id, Lang::En), "place=Regina&guide=9")
        .await
        .body;
    assert!(page.contains(
        "action=\"/en/guides/9/near\"><input type=\"hidden\" name=\"place\" value=\"Regina\">"
    ));
    let page = visit
        .post(&Route::Service.of(id, Lang::En), "place=Regina&guide=999")
        .await
        .body;
    assert!(
        page.contains(
            "action=\"/en/find\"><input type=\"hidden\" name=\"place\" value=\"Regina\">"
        )
    );
}

#[tokio::test]
async fn a_contact_sheet_is_for_the_place_in_both_languages_with_the_name_of_who_gives_it() {
    let mut visit = Visit::to(Sample::Usual).await;
    visit.choose(Settings {
        name_on_paper: Text::new("Example <Office>", "Bureau Exemple"),
        ..settings()
    });
    let page = visit
        .post("/fr/feuille", "place=Thompson&sides=both&guide=9")
        .await;
    sound("sheet", &page);
    for words in [
        "Qui appeler\u{a0}: Thompson",
        "Whom to call: Thompson",
        "Example &lt;Office&gt;",
        "Bureau Exemple",
        "tel:911",
        "Feuille faite le 24 novembre 2026",
    ] {
        assert!(page.body.contains(words), "{words}");
    }
    // Each line says how to reach it, by a number or at least by a page.
    let (_, sheet) = page.body.split_once("class=\"halves\"").expect("a sheet");
    let sheet = sheet.split("</main>").next().unwrap_or_default();
    for item in sheet.split("<li>").skip(1) {
        assert!(
            item.contains("href=\"tel:")
                || item.contains("href=\"sms:")
                || item.contains("class=\"address\""),
            "{item}"
        );
    }
    let whole = visit.post("/en/sheet", "place=").await;
    sound("sheet", &whole);
    assert!(whole.body.contains("Whom to call: all of Canada"));
    let size = weight(
        &visit,
        Method::POST,
        "/en/sheet",
        "place=Toronto&sides=both",
    )
    .await;
    assert!(size <= STEP, "{size}");
}

#[tokio::test]
async fn a_card_with_a_plain_cover_has_numbers_alone() {
    let mut visit = Visit::to(Sample::Usual).await;
    visit.choose(Settings {
        name_on_paper: Text::new("Example Office", "Bureau Exemple"),
        ..settings()
    });
    let fold = |body: &str| {
        let (_, rest) = body.split_once("class=\"fold\"").expect("a card");
        rest.split("</main>").next().unwrap_or_default().to_owned()
    };
    let card = visit.post("/en/pocket", "place=Toronto&sides=both").await;
    sound("card", &card);
    let card = fold(&card.body);
    assert!(
        card.contains("Who can help")
            && card.contains("Qui peut aider")
            && card.contains("Example Office")
    );
    let plain = visit
        .post("/en/pocket", "place=Toronto&sides=both&plain=1")
        .await;
    sound("card", &plain);
    let plain = fold(&plain.body);
    assert!(plain.contains("911") && plain.contains("1010") && plain.contains("Numbers"));
    let lower = plain.to_lowercase();
    for telling in [
        "help", "aide", "traffick", "traite", "office", "danger", "cairn", "shelter", "toronto",
    ] {
        assert!(!lower.contains(telling), "{telling}: {plain}");
    }
}

#[tokio::test]
async fn paper_tells_of_a_confidential_place_no_more_than_its_listing() {
    // The listing has no location: what is confidential has none.
    let mut listing = long_listing();
    listing.location = None;
    listing.needs = vec!["crisis-line".into()];
    listing.phones.truncate(1);
    let visit = Visit::with(Sample::Long, vec![listing]).await;
    for (path, body) in [
        ("/fr/feuille", "place=St.+John%27s"),
        ("/fr/guides/1/pres", "place=St.+John%27s"),
        ("/fr/poche", "place=St.+John%27s"),
    ] {
        let page = visit.post(path, body).await;
        sound(path, &page);
        assert!(
            !page.body.contains("1 &lt;rue&gt;") && !page.body.contains("Anse"),
            "{path}"
        );
        assert!(page.body.contains("0100"), "{path}: it is listed");
        assert!(
            !page.body.contains(&LONG_ID.to_string()) || path.contains("guides"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn every_province_has_its_duty_and_says_what_is_not_verified() {
    let visit = Visit::to(Sample::Usual).await;
    let guides = shipped_guides();
    for lang in Lang::ALL {
        let path = Route::Duty.address(lang);
        for code in JURISDICTIONS {
            let code = code.to_uppercase();
            let sheet = guides
                .sheet_of(&code, Subject::DutyToReport)
                .expect("ships");
            let page = visit.post(path, &format!("province={code}")).await;
            sound(path, &page);
            assert_eq!(
                page.body.matches("<dt>").count(),
                sheet.rules.len(),
                "{code}"
            );
            let label = if lang == Lang::En {
                ">Not verified<"
            } else {
                ">Non vérifié<"
            };
            let unverified = sheet.rules.iter().filter(|rule| !rule.verified).count();
            assert_eq!(page.body.matches(label).count(), unverified, "{code}");
            assert!(page.body.contains("href=\"tel:911\""));
            // The limits are told before anybody tells anything.
            assert!(page.body.contains("<blockquote>"));
            let has_line = page.body.contains("class=\"list\"");
            let missing = if lang == Lang::En {
                "We have no phone number for this place yet"
            } else {
                "Nous n’avons pas encore de numéro pour ce lieu"
            };
            assert_ne!(has_line, page.body.contains(missing), "{code}");
        }
    }
    for (place, name, number) in [("R3C", "Manitoba", "tel:"), ("Iqaluit", "Nunavut", "tel:")] {
        let page = visit
            .post("/en/rules", &format!("place={place}"))
            .await
            .body;
        assert!(
            page.contains(&format!("<h2>{name}</h2>")) && page.contains(number),
            "{place}"
        );
    }
    let ontario = visit.post("/fr/regles", "place=Toronto").await.body;
    assert!(
        ontario.contains("<h2>Ontario</h2>")
            && ontario.contains("Nous n’avons pas encore de numéro")
    );
    // Of the seventeen lines of Quebec, the one of the region.
    let all = visit.post("/fr/regles", "province=QC").await.body;
    let own = visit.post("/fr/regles", "place=Gasp%C3%A9").await.body;
    let lines = |body: &str| body.matches("class=\"one\"").count();
    assert!(
        lines(&all) > 10 && lines(&own) < 4 && lines(&own) > 0,
        "{} {}",
        lines(&all),
        lines(&own)
    );
    let nothing = visit.post("/en/rules", "").await;
    sound("nothing", &nothing);
    assert!(nothing.body.contains("Type a town, or choose"));
    // What happens online leads out, and takes nothing in.
    let page = visit.get("/en/rules").await.body;
    assert!(page.contains("href=\"/en/guides/22\"") && !page.contains("type=\"file\""));
}

#[tokio::test]
async fn four_provinces_have_an_order_and_what_nobody_found_is_said() {
    let visit = Visit::to(Sample::Usual).await;
    for lang in Lang::ALL {
        let path = Route::Orders.address(lang);
        let list = visit.get(path).await;
        sound(path, &list);
        for code in ["AB", "MB", "ON", "SK"] {
            assert!(
                list.body
                    .contains(&format!("name=\"province\" value=\"{code}\""))
            );
            let page = visit.post(path, &format!("province={code}")).await;
            sound(path, &page);
            let sheet = shipped_guides();
            let sheet = sheet
                .sheet_of(code, Subject::ProtectionOrder)
                .expect("ships");
            assert_eq!(page.body.matches("<dt>").count(), sheet.rules.len());
            for rule in &sheet.rules {
                assert!(rule.review_by.year() > 2026);
            }
        }
        assert_eq!(list.body.matches("name=\"province\"").count(), 4);
        for other in ["province=BC", "province=%3Cb%3E", ""] {
            sound(path, &visit.post(path, other).await);
        }
    }
    let page = visit.post("/en/orders", "province=MB").await.body;
    assert!(page.contains("3 years, unless the order says otherwise."));
    assert!(page.contains("Section 7(4), 7(5). Read in November 2026:"));
    let page = visit.post("/fr/ordonnances", "province=SK").await.body;
    assert!(
        page.contains("Aucune source lue (novembre 2026)."),
        "no English words of the data"
    );
    assert!(!page.contains("looked for"));
}

#[tokio::test]
async fn an_operators_guide_is_served_and_leads_nowhere_wrong() {
    let shipped = shipped_guides();
    let mut own = (*shipped).clone();
    own.guides.retain(|guide| guide.slug != "first-things");
    if let Some(guide) = own.guides.iter_mut().find(|guide| guide.slug == "respond") {
        guide.reviewed_by = vec!["A. <Example>, nurse".to_owned()];
        guide.en.title = "Ours & <theirs>".to_owned();
    }
    let mut visit = Visit::to(Sample::Usual).await;
    visit.choose(Settings {
        guides: std::sync::Arc::new(own),
        ..settings()
    });
    let page = visit.get("/en/guides/1").await;
    sound("own", &page);
    assert!(page.body.contains("Ours &amp; &lt;theirs&gt;"));
    assert!(page.body.contains("Reviewed by A. &lt;Example&gt;, nurse."));
    // What led to the guide that is left out is words now.
    let step = visit.get("/en/guides/1/3").await;
    sound("own", &step);
    assert!(!step.body.contains("/en/guides/2"));
    assert_eq!(
        visit.get("/en/guides/2").await.status,
        StatusCode::NOT_FOUND
    );
}
