//! Exchange: what goes out comes back, and whatever does not is told.

use std::collections::BTreeSet;

use casework::assessment::{AssessorKind, View};
use casework::case::{ClosureReason, LegalName, Stage};
use casework::consent::{DataKind, Told};
use casework::exchange::{
    CTDC_COLUMNS, CaseRecord, Direction, FIELDS, FormError, HtcdsCase, Loss, LossReason,
    PlanRecord, ReferralReason, ReferralRecord, ctdc_csv, ctdc_row, export, from_csv, from_json,
    from_primero, import, sheet, to_csv, to_json, to_workbook,
};
use casework::fact::{
    App, Event, EventKind, Exploitation, Gender, Industry, MeansOfControl, RecruiterRelation,
    Recruitment, Role, Said, SexExploitation,
};
use casework::words::Private;
use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

fn everything() -> BTreeSet<DataKind> {
    DataKind::ALL.iter().copied().collect()
}

/// A record that HTCDS can carry whole.
fn record() -> CaseRecord {
    CaseRecord {
        organization: "Example Office".to_owned(),
        owner: "Example Worker".into(),
        stage: Stage::Closed,
        closure: Some(ClosureReason::GoalsMet),
        legal_name: Some(LegalName {
            first: "Exemple".into(),
            middle: Private::default(),
            second: "=Fictive".into(),
        }),
        birth_date: Some(date(1999, 2, 28)),
        gender: Some(Gender::Feminine),
        citizenships: vec!["CO".to_owned(), "CA".to_owned()],
        languages: vec!["es".parse().expect("a tag"), "fr".parse().expect("a tag")],
        children: Some(2),
        facts: vec![
            Said::Means(MeansOfControl::DebtBondage),
            Said::Means(MeansOfControl::ThreatOfLawEnforcement),
            Said::Exploitation(Exploitation::SexualExploitation),
            Said::SexExploitation(SexExploitation::Prostitution),
            Said::Recruitment(Recruitment::SocialNetworks),
            Said::RecruitmentApp(App::FourSale),
            Said::Industry(Industry::AccommodationFood),
            Said::RecruiterRelation(RecruiterRelation::Stranger),
            Said::AgeWhenTrafficked(17),
            Said::ExploiterRole(Role::Recruiter),
            Said::Event(Event {
                kind: EventKind::Exploitation,
                country: Some("CA".to_owned()),
                state: "Manitoba".into(),
                city: "Example".into(),
                date: Some(date(2025, 1, 1)),
                description: "a; b\n\"c\"".into(),
            }),
        ],
        view: Some((View::Possible, AssessorKind::Ngo)),
        referrals: vec![ReferralRecord {
            direction: Direction::Incoming,
            organization: "Example Police".into(),
            worker: Private::default(),
            on: Some(date(2026, 1, 2)),
            reason: Some(ReferralReason::AdditionalServicesRequired),
            details: "asks for a room".into(),
        }],
        comments: vec!["Elle préfère le matin. 早上".into()],
        plans: vec![PlanRecord {
            objectives: "a room".into(),
            actions: "ask two houses".into(),
            planned_end: Some(date(2026, 6, 1)),
            ended: None,
        }],
        told: Some(Told::every(true)),
        ..CaseRecord::new(Uuid::from_u128(0x1234))
    }
}

fn sorted(record: &CaseRecord) -> CaseRecord {
    let mut record = record.clone();
    record.facts.sort();
    record
}

fn reasons(losses: &[Loss]) -> BTreeSet<(String, LossReason)> {
    losses
        .iter()
        .map(|loss| (loss.field.clone(), loss.why))
        .collect()
}

fn has(losses: &[Loss], field: &str, why: LossReason) -> bool {
    losses
        .iter()
        .any(|loss| loss.field == field && loss.why == why)
}

#[test]
fn what_htcds_can_carry_comes_back_whole_in_every_form() {
    let (case, losses) = export(&record(), &everything());
    assert_eq!(
        reasons(&losses),
        BTreeSet::from([("told".to_owned(), LossReason::Coarser)])
    );
    let (json, _) = from_json(&to_json(std::slice::from_ref(&case))).expect("written by us");
    let (csv, lost) = to_csv(std::slice::from_ref(&case));
    assert_eq!(lost, []);
    let (csv, _) = from_csv(&csv).expect("written by us");
    for read in [json, csv] {
        assert_eq!(read.len(), 1);
        let (back, lost) = import(&read[0], Uuid::nil());
        assert_eq!(sorted(&back), sorted(&record()));
        assert_eq!(
            reasons(&lost),
            BTreeSet::from([("con_Consent".to_owned(), LossReason::ConsentWithoutScope)])
        );
    }
}

#[test]
fn every_loss_is_told() {
    let lossy = CaseRecord {
        alias: "Example".into(),
        gender: Some(Gender::TwoSpirit),
        languages: vec![
            "cr".parse().expect("a tag"),
            "en".parse().expect("a tag"),
            "fr".parse().expect("a tag"),
        ],
        stage: Stage::Review,
        has_contact: true,
        facts: vec![
            Said::Means(MeansOfControl::RestrictsMovement),
            Said::RecruiterRelation(RecruiterRelation::IntimatePartner),
            Said::RecruiterRelation(RecruiterRelation::Friend),
            Said::Act(casework::fact::Act::Transport),
        ],
        ..record()
    };
    let (case, losses) = export(&lossy, &everything());
    for (field, why) in [
        ("alias", LossReason::NoField),
        ("prs_Gender", LossReason::Coarser),
        ("languages", LossReason::OneOnly),
        ("cas_Status", LossReason::Coarser),
        ("contact", LossReason::Unsafe),
        ("vic_MethodsOfControl", LossReason::Coarser),
        ("vic_RelationshipToTrafficker", LossReason::OneOnly),
        ("act", LossReason::NoField),
    ] {
        assert!(has(&losses, field, why), "{field} {why}: {losses:?}");
    }
    let json = to_json(&[case]);
    assert!(json.contains(r#""prs_Gender":"NonConforming""#), "{json}");
    assert!(
        !json.contains("Phone") && !json.contains("Example\""),
        "{json}"
    );
}

#[test]
fn what_consent_does_not_name_stays_here() {
    let (case, losses) = export(&record(), &BTreeSet::from([DataKind::Outline]));
    let json = to_json(&[case]);
    for private in [
        "Exemple",
        "Fictive",
        "1999",
        "DebtBondage",
        "Manitoba",
        "préfère",
        "a room",
        "NGO",
    ] {
        assert!(!json.contains(private), "{private}");
    }
    assert!(has(&losses, "prs_FirstName", LossReason::NotConsented));
    // The report of what was left out does not carry it out.
    assert!(
        losses
            .iter()
            .all(|loss| loss.why != LossReason::NotConsented || loss.value.is_empty())
    );
}

#[test]
fn one_row_has_room_for_one() {
    let several = CaseRecord {
        comments: vec!["one".into(), "two".into()],
        ..record()
    };
    let (case, _) = export(&several, &everything());
    let (_, losses) = to_csv(std::slice::from_ref(&case));
    assert!(has(&losses, "cco_CaseComment", LossReason::OneOnly));
    let (rows, losses) = sheet(&[case]);
    assert!(has(&losses, "cco_CaseComment", LossReason::OneOnly));
    assert_eq!(
        (rows.len(), rows[0].len(), rows[0][0].as_str()),
        (3, FIELDS.len(), "org_Name")
    );
    assert_eq!(rows[1][0], "Organisation Name");
    // A name that a spreadsheet would run stays a name: guarded in CSV, a cell of text in a workbook.
    assert!(rows[2].contains(&"=Fictive".to_owned()));
    assert!(
        to_csv(&[export(&several, &everything()).0])
            .0
            .contains(",'=Fictive,")
    );
}

#[test]
fn the_workbook_hides_its_first_row_and_its_cells_are_text() {
    let (case, _) = export(&record(), &everything());
    let (bytes, _) = to_workbook(std::slice::from_ref(&case)).expect("in memory");
    assert_eq!(
        to_workbook(&[case]).expect("in memory").0,
        bytes,
        "the same rows give the same bytes"
    );
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    let mut part = archive
        .by_name("xl/worksheets/sheet1.xml")
        .expect("the sheet");
    std::io::Read::read_to_string(&mut part, &mut text).expect("UTF-8");
    assert!(text.contains(
        r#"<row r="1" hidden="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">org_Name</t>"#
    ));
    assert!(
        text.contains(
            r#"<c r="L3" t="inlineStr"><is><t xml:space="preserve">Exemple</t></is></c>"#
        )
    );
    assert!(text.contains(">=Fictive</t>") && !text.contains("<f>"));
    assert!(text.contains("a; b\n&quot;c&quot;"));
    assert!(text.contains(r#"r="CE2""#), "83 columns");
}

#[test]
fn the_standards_own_defects_are_tolerated_and_told() {
    let text = "\u{feff}prs_First_Name,vic_Methods_of_Control,vic_TraffickinStatusDecisionMakingOrg,vic_TraffickingStatus,\
                vic_ForcedLabourIndustry,vic_RelationshipToTrafficker,prs_MobilePhone,vic_Vulnerabilities,nonsense\r\n\
                First Name,Methods of Control,Trafficking Status Decision Making Organization,Trafficking Status,\
                Forced Labour Industry,Relationship to Trafficker,Mobile Phone,Vulnerabilities,Nonsense\r\n\
                Exemple,Threats; RestrictsMovement;Threats of law enforcement;Magic,NGO,Possible victim of trafficking,\
                F_Construction;C_Manufacturing,Unacquainted,+15550100,Poverty,x\r\n";
    let (cases, losses) = from_csv(text).expect("a file");
    assert_eq!(cases.len(), 1, "the row of labels is none");
    for field in [
        "prs_First_Name",
        "vic_Methods_of_Control",
        "vic_TraffickinStatusDecisionMakingOrg",
    ] {
        assert!(has(&losses, field, LossReason::Misprint), "{field}");
    }
    assert!(has(&losses, "nonsense", LossReason::UnknownField));
    let (record, losses) = import(&cases[0], Uuid::nil());
    assert_eq!(
        record.facts,
        [
            Said::Means(MeansOfControl::Threats),
            Said::Means(MeansOfControl::RestrictsMovement),
            Said::Means(MeansOfControl::ThreatOfLawEnforcement),
            Said::Industry(Industry::Construction),
            Said::Industry(Industry::Manufacturing),
            Said::RecruiterRelation(RecruiterRelation::Stranger),
        ]
    );
    assert_eq!(record.view, Some((View::Possible, AssessorKind::Ngo)));
    assert!(has(
        &losses,
        "vic_MethodsOfControl",
        LossReason::UnknownValue
    ));
    assert!(has(&losses, "prs_MobilePhone", LossReason::NotKept));
    assert!(has(&losses, "vic_Vulnerabilities", LossReason::Deprecated));
}

#[test]
fn what_is_no_file_of_theirs_is_refused() {
    assert_eq!(from_json("{").expect_err("not JSON"), FormError::Json);
    assert_eq!(from_json("{}").expect_err("no cases"), FormError::NoCases);
    assert_eq!(from_json("3").expect_err("no cases"), FormError::NoCases);
    assert_eq!(from_csv("").expect_err("empty"), FormError::Csv);
    assert_eq!(
        from_csv("a,b\r\n1,2").expect_err("no fields"),
        FormError::NoFields
    );
    let (cases, losses) =
        from_json(r#"[{"person": {"prs_FirstName": {"a": 1}, "prs_Birthdate": "soon"}}, 7]"#)
            .expect("JSON");
    assert_eq!((cases.len(), losses.len()), (1, 2));
    let (_, losses) = import(&cases[0], Uuid::nil());
    assert!(has(&losses, "prs_Birthdate", LossReason::UnknownValue));
}

#[test]
fn ctdc_has_its_columns_and_blank_is_not_no() {
    let record = CaseRecord {
        year: Some(2026),
        ..record()
    };
    let (row, losses) = ctdc_row(&record);
    let cell = |column: &str| {
        let at = CTDC_COLUMNS
            .iter()
            .position(|known| *known == column)
            .expect(column);
        row[at].as_str()
    };
    for (column, value) in [
        ("yearOfRegistration", "2026"),
        ("ageBroad", ""),
        ("majorityStatus", "Adult"),
        ("majorityEntry", "Minor"),
        ("citizenship", "CO"),
        ("meansOfControlDebtBondage", "1"),
        ("meansOfControlThreatOfLawEnforcement", "1"),
        ("meansOfControlThreats", ""),
        (
            "meansOfControlConcatenated",
            "DebtBondage;ThreatOfLawEnforcement",
        ),
        ("isSexualExploit", "1"),
        ("isForcedLabour", ""),
        ("typeOfSexProstitution", "1"),
        ("typeOfExploitConcatenated", "Sexual exploitation"),
        ("CountryOfExploitation", "CA"),
        ("RecruiterRelationship", "Other"),
    ] {
        assert_eq!(cell(column), value, "{column}");
    }
    assert!(has(&losses, "citizenship", LossReason::OneOnly));
    assert!(has(&losses, "recruiterRelation", LossReason::Coarser));
    // Born in 1999, registered in 2026: 26 or 27, which are two of their bands.
    let (text, _) = ctdc_csv(&[record]);
    assert_eq!(text.lines().count(), 2);
    assert!(!text.contains("Exemple") && !text.contains("1999"));
    let unique: BTreeSet<_> = CTDC_COLUMNS.iter().collect();
    assert_eq!(unique.len(), 63);
}

#[test]
fn every_means_and_labour_has_its_column_or_a_loss() {
    for &means in MeansOfControl::ALL {
        let record = CaseRecord {
            facts: vec![Said::Means(means)],
            ..CaseRecord::new(Uuid::nil())
        };
        let (row, _) = ctdc_row(&record);
        let marked = CTDC_COLUMNS
            .iter()
            .zip(&row)
            .filter(|(column, cell)| column.starts_with("meansOfControl") && *cell == "1")
            .count();
        assert_eq!(marked, 1, "{means}");
    }
    for &labour in casework::fact::Labour::ALL {
        let record = CaseRecord {
            facts: vec![Said::Labour(labour)],
            ..CaseRecord::new(Uuid::nil())
        };
        let (row, _) = ctdc_row(&record);
        assert!(
            row.iter().filter(|cell| *cell == "1").count() >= 2,
            "{labour}"
        );
    }
}

#[test]
fn a_case_of_primero_is_read_by_the_mapping() {
    let text = include_str!("exchange/primero.json");
    let mut next = 100;
    let (records, losses) = from_primero(text, || {
        next += 1;
        Uuid::from_u128(next)
    })
    .expect("a fixture");
    assert_eq!(records.len(), 2);
    let first = &records[0];
    assert_eq!(first.stage, Stage::Active);
    assert_eq!(first.gender, Some(Gender::Feminine));
    assert_eq!(
        (first.citizenships.as_slice(), first.year),
        (&["CO".to_owned()][..], Some(2026))
    );
    assert_eq!(
        first.facts,
        [Said::Exploitation(Exploitation::SexualExploitation)]
    );
    assert_eq!(first.comments.len(), 1);
    assert_eq!(first.referrals[0].on, Some(date(2026, 5, 12)));
    assert_eq!(first.told, None, "a yes without scope opens nothing");
    assert_eq!(records[1].id, Uuid::from_u128(101));
    for (field, why) in [
        ("age", LossReason::Coarser),
        ("nationality", LossReason::UnknownValue),
        ("language", LossReason::UnknownValue),
        ("protection_concerns", LossReason::UnknownValue),
        ("consent_for_services", LossReason::ConsentWithoutScope),
        ("disclosure_other_orgs", LossReason::ConsentWithoutScope),
        ("photos", LossReason::UnknownField),
        ("telephone_current", LossReason::UnknownField),
        ("notes_section.note_subject", LossReason::UnknownField),
        ("services_section.service_type", LossReason::UnknownField),
        ("sex", LossReason::UnknownValue),
        ("status", LossReason::UnknownValue),
        ("data", LossReason::UnknownValue),
    ] {
        assert!(has(&losses, field, why), "{field} {why}");
    }
    assert!(from_primero("{\"data\": 3}", Uuid::nil).is_err());
}

fn any_said() -> impl Strategy<Value = Said> {
    prop_oneof![
        prop::sample::select(MeansOfControl::ALL.to_vec()).prop_map(Said::Means),
        prop::sample::select(Exploitation::ALL.to_vec()).prop_map(Said::Exploitation),
        prop::sample::select(SexExploitation::ALL.to_vec()).prop_map(Said::SexExploitation),
        prop::sample::select(Recruitment::ALL.to_vec()).prop_map(Said::Recruitment),
        prop::sample::select(RecruiterRelation::ALL.to_vec()).prop_map(Said::RecruiterRelation),
        prop::sample::select(App::ALL.to_vec()).prop_map(Said::ExploitationApp),
        prop::sample::select(Role::ALL.to_vec()).prop_map(Said::ExploiterRole),
        prop::sample::select(Industry::ALL.to_vec()).prop_map(Said::Industry),
        (0_u8..120).prop_map(Said::AgeWhenTrafficked),
        (1_u16..200).prop_map(Said::Months),
    ]
}

proptest! {
    /// A fact goes out and comes back, or its field stands in the report of losses. Never neither.
    #[test]
    fn no_fact_is_lost_in_silence(facts in prop::collection::btree_set(any_said(), 0..8), gender in prop::sample::select(Gender::ALL.to_vec())) {
        let record = CaseRecord {
            facts: facts.iter().cloned().collect(),
            gender: Some(gender),
            ..CaseRecord::new(Uuid::from_u128(5))
        };
        let (case, losses) = export(&record, &everything());
        let (read, _) = from_json(&to_json(&[case])).expect("written by us");
        let (back, _) = import(&read[0], Uuid::nil());
        let told: BTreeSet<String> = losses.iter().map(|loss| loss.value.expose().to_owned()).collect();
        for fact in &facts {
            if !back.facts.contains(fact) {
                let written = serde_json::to_value(fact).expect("plain")["value"].clone();
                let word = written.as_str().map_or_else(|| written.to_string(), str::to_owned);
                prop_assert!(told.contains(&word), "{word}");
            }
        }
        prop_assert!(back.gender == Some(gender) || told.contains(gender.as_str()));
    }

    /// Any words survive the CSV, whatever they hold, and no cell begins like a formula.
    #[test]
    fn words_survive_csv(first in "\\PC{1,40}", comment in "[\\s\\S]{0,60}") {
        let record = CaseRecord {
            legal_name: Some(LegalName { first: first.as_str().into(), ..LegalName::default() }),
            comments: vec![comment.as_str().into()],
            ..CaseRecord::new(Uuid::from_u128(6))
        };
        let (case, _) = export(&record, &everything());
        let (text, _) = to_csv(std::slice::from_ref(&case));
        let (read, _) = from_csv(&text).expect("written by us");
        let back = read.first().map(|case| import(case, Uuid::nil()).0);
        let name = |record: &CaseRecord| record.legal_name.as_ref().map(|name| name.first.expose().to_owned());
        let kept = name(&record).filter(|name| !name.trim().is_empty());
        prop_assert_eq!(back.as_ref().and_then(name), kept);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[\\s\\S]{0,200}") {
        let _ = from_json(&text);
        let _ = from_csv(&text);
        let _ = from_csv(&format!("prs_FirstName,cco_CaseComment\n{text}"));
        let _ = from_primero(&text, Uuid::nil);
        let mut case = HtcdsCase::default();
        case.tables.insert(
            casework::exchange::Table::Person,
            vec![[("prs_Birthdate".to_owned(), vec![text])].into()],
        );
        let _ = import(&case, Uuid::nil());
    }
}
