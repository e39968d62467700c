//! What is recorded of the trafficking: codes of our own superset, each with who said so and when.
//!
//! The codes carry everything that HTCDS 2.0 and CTDC can say, whose lists differ from each other and from
//! themselves (casework.md 1.1). What an export cannot carry is reported by [`crate::exchange`].

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::{CaseId, FactId, OrganizationId, Private, WorkerId, words};

words! {
    /// How somebody describes their gender (HTCDS `prs_Gender`, with what it lacks).
    Gender {
        /// HTCDS `Feminine`.
        Feminine = "feminine",
        /// HTCDS `Masculine`.
        Masculine = "masculine",
        /// HTCDS `TransgenderFeminine`.
        TransgenderFeminine = "transgender-feminine",
        /// HTCDS `TransgenderMasculine`.
        TransgenderMasculine = "transgender-masculine",
        /// Two-Spirit. HTCDS has no word for it: the nearest is `NonConforming`, and the loss is told.
        TwoSpirit = "two-spirit",
        /// HTCDS `NonConforming`.
        NonConforming = "non-conforming",
        /// HTCDS `NonSpecifiedUnknown`.
        NotSpecified = "not-specified",
    }

    /// What was done (the act: Palermo Protocol, article 3; Criminal Code, section 279.01).
    Act {
        /// Recruited.
        Recruitment = "recruitment",
        /// Transported.
        Transport = "transport",
        /// Transferred.
        Transfer = "transfer",
        /// Received.
        Receipt = "receipt",
        /// Held.
        Holding = "holding",
        /// Concealed.
        Concealment = "concealment",
        /// Harboured.
        Harbouring = "harbouring",
        /// Controlled, directed or influenced in where she goes.
        ControlOfMovement = "control-of-movement",
    }

    /// How she was controlled: all of HTCDS's list, its prose and CTDC's columns.
    MeansOfControl {
        /// Threats.
        Threats = "threats",
        /// Threats of the police or of being deported.
        ThreatOfLawEnforcement = "threat-of-law-enforcement",
        /// Threats to children or family.
        ThreatensChildrenFamily = "threatens-children-family",
        /// Children are used.
        UsesChildren = "uses-children",
        /// A debt.
        DebtBondage = "debt-bondage",
        /// Promises that were false.
        FalsePromises = "false-promises",
        /// Violence.
        PhysicalAbuse = "physical-abuse",
        /// Sexual violence.
        SexualAbuse = "sexual-abuse",
        /// Harm to the mind.
        PsychologicalAbuse = "psychological-abuse",
        /// Earnings are taken.
        TakesEarnings = "takes-earnings",
        /// No money of one's own.
        RestrictsFinancialAccess = "restricts-financial-access",
        /// She may not go where she wants.
        RestrictsMovement = "restricts-movement",
        /// No doctor.
        RestrictsMedicalCare = "restricts-medical-care",
        /// No food, sleep, warmth.
        WithholdsNecessities = "withholds-necessities",
        /// Papers are taken.
        WithholdsDocuments = "withholds-documents",
        /// Drugs, alcohol, medicine.
        PsychoactiveSubstances = "psychoactive-substances",
        /// Hours without end.
        ExcessiveWorkingHours = "excessive-working-hours",
        /// Something else.
        Other = "other",
    }

    /// What for.
    Exploitation {
        /// HTCDS `ForcedLabour`.
        ForcedLabour = "forced-labour",
        /// HTCDS `SexualExploitation`.
        SexualExploitation = "sexual-exploitation",
        /// HTCDS `ChildLabour`.
        ChildLabour = "child-labour",
        /// HTCDS `ForcedMarriage`.
        ForcedMarriage = "forced-marriage",
        /// HTCDS `Servitude`.
        Servitude = "servitude",
        /// HTCDS `ForcedMilitaryByNonStateActors`.
        ForcedMilitary = "forced-military",
        /// HTCDS `OrganRemoval`.
        OrganRemoval = "organ-removal",
        /// HTCDS `ForcedBegging`.
        ForcedBegging = "forced-begging",
        /// HTCDS `ForcedAdoption`.
        ForcedAdoption = "forced-adoption",
        /// HTCDS `Surrogacy`.
        Surrogacy = "surrogacy",
        /// Made to commit crimes (CTDC `typeOfLabourIllicitActivities`; the United Kingdom's form).
        ForcedCriminality = "forced-criminality",
        /// CTDC `isSlaveryAndPractices`.
        SlaveryAndPractices = "slavery-and-practices",
        /// HTCDS `Other`.
        Other = "other",
    }

    /// Kinds of sexual exploitation (HTCDS `vic_TypeOfSexExploitation`, CTDC `typeOfSex*`).
    SexExploitation {
        /// HTCDS `Prostitution`.
        Prostitution = "prostitution",
        /// HTCDS `Pornography`.
        Pornography = "pornography",
        /// HTCDS `RemoteInteractiveServices`.
        RemoteInteractiveServices = "remote-interactive-services",
        /// HTCDS `PrivateSexualServices`.
        PrivateSexualServices = "private-sexual-services",
        /// Another kind.
        Other = "other",
    }

    /// Kinds of labour (CTDC `typeOfLabour*`): finer in places than an industry.
    Labour {
        /// CTDC `Agriculture`.
        Agriculture = "agriculture",
        /// CTDC `Aquafarming`.
        Aquafarming = "aquafarming",
        /// CTDC `Begging`.
        Begging = "begging",
        /// CTDC `Construction`.
        Construction = "construction",
        /// CTDC `DomesticWork`.
        DomesticWork = "domestic-work",
        /// CTDC `Hospitality`.
        Hospitality = "hospitality",
        /// CTDC `IllicitActivities`.
        IllicitActivities = "illicit-activities",
        /// CTDC `Manufacturing`.
        Manufacturing = "manufacturing",
        /// CTDC `MiningOrDrilling`.
        MiningOrDrilling = "mining-or-drilling",
        /// CTDC `Peddling`.
        Peddling = "peddling",
        /// CTDC `Transportation`.
        Transportation = "transportation",
        /// CTDC `Other`.
        Other = "other",
    }

    /// Sections of ISIC, revision 4 (HTCDS `vic_ForcedLabourIndustry`).
    Industry {
        /// Section A.
        AgricultureForestryFishing = "a-agriculture-forestry-and-fishing",
        /// Section B.
        MiningQuarrying = "b-mining-and-quarrying",
        /// Section C.
        Manufacturing = "c-manufacturing",
        /// Section D.
        ElectricityGas = "d-electricity-gas-steam-and-air-conditioning-supply",
        /// Section E.
        WaterSewerageWaste = "e-water-supply-sewerage-waste-management",
        /// Section F.
        Construction = "f-construction",
        /// Section G.
        Trade = "g-wholesale-and-retail-trade-repair-of-motor-vehicles",
        /// Section H.
        Transportation = "h-transportation-and-storage",
        /// Section I.
        AccommodationFood = "i-accommodation-and-food-service-activities",
        /// Section J.
        Information = "j-information-and-communication",
        /// Section K.
        Finance = "k-financial-and-insurance-activities",
        /// Section L.
        RealEstate = "l-real-estate-activities",
        /// Section M.
        Professional = "m-professional-scientific-and-technical-activities",
        /// Section N.
        Administrative = "n-administrative-and-support-service-activities",
        /// Section O.
        PublicAdministration = "o-public-administration-and-defence",
        /// Section P.
        Education = "p-education",
        /// Section Q.
        Health = "q-human-health-and-social-work-activities",
        /// Section R.
        Arts = "r-arts-entertainment-and-recreation",
        /// Section S.
        OtherServices = "s-other-service-activities",
        /// Section T.
        Households = "t-activities-of-households-as-employers",
        /// Section U.
        Extraterritorial = "u-activities-of-extraterritorial-organizations",
    }

    /// How she was recruited (HTCDS `vic_MethodOfRecruitment`).
    Recruitment {
        /// HTCDS `AtAPlaceOfBusiness`.
        PlaceOfBusiness = "at-a-place-of-business",
        /// HTCDS `AtAnEducationalInstitution`.
        EducationalInstitution = "at-an-educational-institution",
        /// HTCDS `AtWork`.
        Work = "at-work",
        /// HTCDS `ThroughOnlineSocialNetworks`.
        SocialNetworks = "through-online-social-networks",
        /// HTCDS `ThroughAnOnlineAdvertisement`.
        OnlineAdvertisement = "through-an-online-advertisement",
        /// HTCDS `ThroughATelevisionAdvert`.
        Television = "through-a-television-advert",
        /// HTCDS `ThroughANewspaperAdvert`.
        Newspaper = "through-a-newspaper-advert",
        /// HTCDS `ThroughFamilyOrFamilyEvents`.
        Family = "through-family-or-family-events",
        /// HTCDS `ThroughFriendsOrSocialEvents`.
        Friends = "through-friends-or-social-events",
        /// HTCDS `Other`.
        Other = "other",
    }

    /// What the recruiter is to her: as fine as CTDC, and HTCDS's three.
    RecruiterRelation {
        /// A partner.
        IntimatePartner = "intimate-partner",
        /// Family.
        Family = "family",
        /// A friend.
        Friend = "friend",
        /// An employer.
        Employer = "employer",
        /// Somebody known, more is not said.
        Acquainted = "acquainted",
        /// A stranger.
        Stranger = "stranger",
        /// Somebody else.
        Other = "other",
        /// Not known.
        Unknown = "unknown",
    }

    /// A site or an app (HTCDS `vic_RecruitmentWebsitesAndApps`).
    App {
        /// HTCDS `Facebook`.
        Facebook = "facebook",
        /// HTCDS `Instagram`.
        Instagram = "instagram",
        /// HTCDS `WhatsApp`.
        WhatsApp = "whatsapp",
        /// HTCDS `Telegram`.
        Telegram = "telegram",
        /// HTCDS `FacebookMessenger`.
        FacebookMessenger = "facebook-messenger",
        /// HTCDS `Viber`.
        Viber = "viber",
        /// HTCDS `SnapChat`.
        Snapchat = "snapchat",
        /// HTCDS `Line`.
        Line = "line",
        /// HTCDS `4Sale`.
        FourSale = "4sale",
        /// HTCDS `WeChat`.
        WeChat = "wechat",
        /// HTCDS `QQ`.
        Qq = "qq",
        /// HTCDS `QZone`.
        QZone = "qzone",
        /// HTCDS `TikTok`.
        TikTok = "tiktok",
        /// HTCDS `Twitter`.
        Twitter = "twitter",
        /// HTCDS `Other`.
        Other = "other",
    }

    /// What somebody did in it (HTCDS `per_RoleInProcess`).
    Role {
        /// HTCDS `TravellingPartner`.
        TravellingPartner = "travelling-partner",
        /// HTCDS `Transporter`.
        Transporter = "transporter",
        /// HTCDS `RecruiterOrIntermediary`.
        Recruiter = "recruiter-or-intermediary",
        /// HTCDS `BrokerTravelAgent`.
        Broker = "broker-travel-agent",
        /// HTCDS `TransferredIndividual`.
        Transferred = "transferred-individual",
        /// HTCDS `HarbouredIndividual`.
        Harboured = "harboured-individual",
        /// HTCDS `SoldIndividual`.
        Sold = "sold-individual",
        /// HTCDS `BoughtIndividual`.
        Bought = "bought-individual",
        /// HTCDS `ReceivedIndividual`.
        Received = "received-individual",
        /// HTCDS `ControlledIndividual`.
        Controlled = "controlled-individual",
        /// HTCDS `Smuggler`.
        Smuggler = "smuggler",
        /// HTCDS `Abuser`.
        Abuser = "abuser",
        /// HTCDS `Kidnapper`.
        Kidnapper = "kidnapper",
        /// HTCDS `Exploiter`.
        Exploiter = "exploiter",
        /// HTCDS `Other`.
        Other = "other",
    }

    /// What a place and a date belong to (HTCDS `hte_Type`).
    EventKind {
        /// She was recruited there.
        Recruitment = "recruitment",
        /// She was taken through there.
        Transit = "transit",
        /// She was exploited there.
        Exploitation = "exploitation",
    }

    /// Who said so.
    Source {
        /// She did, of her own accord.
        Person = "person",
        /// A worker saw it.
        Worker = "worker",
        /// Another organization.
        Organization = "organization",
        /// A document.
        Document = "document",
        /// Police.
        Police = "police",
        /// A court.
        Court = "court",
        /// Another system, at an import.
        Imported = "imported",
        /// Somebody else.
        Other = "other",
    }
}

/// One thing that is said to have been.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "kebab-case")]
pub enum Said {
    /// An act.
    Act(Act),
    /// A means.
    Means(MeansOfControl),
    /// A form of exploitation.
    Exploitation(Exploitation),
    /// A kind of sexual exploitation.
    SexExploitation(SexExploitation),
    /// A kind of labour.
    Labour(Labour),
    /// An industry.
    Industry(Industry),
    /// How she was recruited.
    Recruitment(Recruitment),
    /// Through which app she was recruited.
    RecruitmentApp(App),
    /// Through which app she was exploited.
    ExploitationApp(App),
    /// What the recruiter is to her.
    RecruiterRelation(RecruiterRelation),
    /// What somebody did in it; who, belongs to police.
    ExploiterRole(Role),
    /// Her age, in whole years, when it began.
    AgeWhenTrafficked(u8),
    /// How many months it lasted (CTDC `traffickMonths`).
    Months(u16),
    /// Where and when.
    Event(Event),
}

/// A place and a time of it (HTCDS `hte_*`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Event {
    /// What it belongs to.
    #[serde(rename = "type")]
    pub kind: EventKind,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Province or state.
    #[serde(default)]
    pub state: Private,
    /// Town.
    #[serde(default)]
    pub city: Private,
    /// The day, if it was said.
    pub date: Option<Date>,
    /// In words.
    #[serde(default)]
    pub description: Private,
}

/// A thing said, by whom and when. Several may contradict one another: none is struck out for that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Its id.
    pub id: FactId,
    /// The case.
    pub case: CaseId,
    /// What is said.
    pub said: Said,
    /// Who said so.
    pub source: Source,
    /// Which organization, where it is one.
    pub organization: Option<OrganizationId>,
    /// The day it was said.
    pub on: Date,
    /// Who wrote it down.
    pub by: WorkerId,
    /// When it was written down.
    pub at: Timestamp,
    /// It was written in error, and is kept as such.
    #[serde(default)]
    pub struck_out: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_hold() {
        use crate::words::tests::hold;
        hold::<Gender>();
        hold::<Act>();
        hold::<MeansOfControl>();
        hold::<Exploitation>();
        hold::<SexExploitation>();
        hold::<Labour>();
        hold::<Industry>();
        hold::<Recruitment>();
        hold::<RecruiterRelation>();
        hold::<App>();
        hold::<Role>();
        hold::<EventKind>();
        hold::<Source>();
        // ISIC, revision 4, has sections A to U.
        assert_eq!(Industry::ALL.len(), 21);
    }

    #[test]
    fn what_is_said_survives_being_written_down() {
        for said in [
            Said::Means(MeansOfControl::RestrictsMovement),
            Said::AgeWhenTrafficked(15),
            Said::Event(Event {
                kind: EventKind::Transit,
                country: Some("CA".to_owned()),
                state: "Manitoba".into(),
                city: Private::default(),
                date: None,
                description: Private::default(),
            }),
        ] {
            let written = serde_json::to_string(&said).expect("plain");
            assert_eq!(serde_json::from_str::<Said>(&written).expect("plain"), said);
        }
    }
}
