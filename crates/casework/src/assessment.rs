//! Assessments: by organization X on date D. Views may differ and stand side by side; none is "confirmed".
//!
//! Canada has no authority that identifies a trafficked person, apart from an immigration officer's
//! opinion for a permit (casework.md 4.2). So a view is always somebody's view.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::{AssessmentId, CaseId, OrganizationId, Private, WorkerId, words};

words! {
    /// Whether an element of trafficking is there, as far as this organization can tell.
    Element {
        /// It is there.
        Present = "present",
        /// It is not.
        Absent = "absent",
        /// It is not known.
        NotKnown = "not-known",
    }

    /// How the organization sees it (HTCDS `vic_TraffickingStatus`, in words that do not decide).
    View {
        /// There are indicators.
        Possible = "possible",
        /// In this organization's view the elements are there. Not a finding of fact.
        ElementsPresent = "elements-present",
        /// In this organization's view it is something else.
        SomethingElse = "something-else",
        /// It does not say.
        NoView = "no-view",
    }

    /// What sort of organization it is (HTCDS `vic_TraffickingStatusDecisionMakingOrg`).
    AssessorKind {
        /// Police.
        Police = "police",
        /// A non-governmental organization.
        Ngo = "ngo",
        /// A court or a prosecution.
        CourtOrProsecution = "court-or-prosecution",
        /// Another part of government.
        NonPoliceGovernment = "non-police-government",
        /// Something else.
        Other = "other",
    }

    /// Whose risks are looked at (HTCDS: "performed several times during a case").
    Domain {
        /// Her own.
        Individual = "individual",
        /// Of her household.
        Household = "household",
        /// Of her community.
        Community = "community",
    }
}

/// One assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// Its id.
    pub id: AssessmentId,
    /// The case.
    pub case: CaseId,
    /// Whose view it is.
    pub organization: OrganizationId,
    /// What sort of organization that is.
    pub assessor: AssessorKind,
    /// The day.
    pub on: Date,
    /// Whose risks.
    pub domain: Domain,
    /// What was done to her.
    pub act: Element,
    /// By which means. For a child the law asks for none.
    pub means: Element,
    /// To which purpose.
    pub purpose: Element,
    /// How they see it.
    pub view: View,
    /// What speaks for and against, in words.
    #[serde(default)]
    pub grounds: Private,
    /// Which instrument was used, and its version.
    #[serde(default)]
    pub instrument: Option<String>,
    /// Who wrote it.
    pub by: WorkerId,
}

/// The latest view of each organization, and whether they differ.
pub fn views(assessments: &[Assessment]) -> (Vec<&Assessment>, bool) {
    let mut latest: Vec<&Assessment> = Vec::new();
    for assessment in assessments.iter().filter(|one| one.view != View::NoView) {
        match latest
            .iter_mut()
            .find(|known| known.organization == assessment.organization)
        {
            Some(known) if known.on <= assessment.on => *known = assessment,
            Some(_) => {}
            None => latest.push(assessment),
        }
    }
    let differ = latest.windows(2).any(|pair| pair[0].view != pair[1].view);
    (latest, differ)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    fn view(organization: u128, day: i8, view: View) -> Assessment {
        Assessment {
            id: AssessmentId(Uuid::nil()),
            case: CaseId(Uuid::nil()),
            organization: OrganizationId(Uuid::from_u128(organization)),
            assessor: AssessorKind::Ngo,
            on: date(2026, 11, day),
            domain: Domain::Individual,
            act: Element::Present,
            means: Element::NotKnown,
            purpose: Element::Present,
            view,
            grounds: Private::default(),
            instrument: None,
            by: WorkerId(Uuid::nil()),
        }
    }

    #[test]
    fn views_stand_side_by_side() {
        let all = [
            view(1, 3, View::Possible),
            view(2, 4, View::SomethingElse),
            view(1, 9, View::ElementsPresent),
            view(1, 5, View::SomethingElse),
            view(3, 9, View::NoView),
        ];
        let (latest, differ) = views(&all);
        assert!(differ);
        let latest: Vec<_> = latest.iter().map(|one| one.view).collect();
        assert_eq!(latest, [View::ElementsPresent, View::SomethingElse]);
        assert!(!views(&all[..1]).1);
        assert!(View::parse("confirmed").is_none());
    }

    #[test]
    fn words_hold() {
        use crate::words::tests::hold;
        hold::<Element>();
        hold::<View>();
        hold::<AssessorKind>();
        hold::<Domain>();
    }
}
