//! Counts of what the public may see, for `cairn directory stats`.

use directory::geography::Province;
use directory::service::Confidence;
use directory::taxonomy::TermId;
use kernel::Actor;

use crate::Store;
use crate::error::StoreError;
use crate::policy::{self, Action};
use crate::statements::statements;

/// Counts of the public directory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Services.
    pub services: u64,
    /// Organizations that offer them.
    pub organizations: u64,
    /// Services that can be called or texted.
    pub with_phone: u64,
    /// Services that answer day and night.
    pub always_open: u64,
    /// Services whose organization confirmed its record.
    pub verified: u64,
    /// Services for all of Canada.
    pub national: u64,
    /// Services that serve a whole province, by its code.
    pub by_province: Vec<(Province, u64)>,
    /// Services by need, in the order of the taxonomy.
    pub by_need: Vec<(TermId, u64)>,
    /// Services by how their facts were obtained.
    pub by_confidence: Vec<(Confidence, u64)>,
}

statements! {
    Both TOTALS =
        "SELECT 'services' AS what, COUNT(*) AS total FROM public_service
         UNION ALL
         SELECT 'organizations', COUNT(DISTINCT service.organization_id)
            FROM service JOIN public_service ON public_service.id = service.id
         UNION ALL
         SELECT 'with_phone', COUNT(DISTINCT phone.service_id)
            FROM phone JOIN public_service ON public_service.id = phone.service_id
            WHERE phone.type <> 'fax'
         UNION ALL
         SELECT 'always_open', COUNT(DISTINCT schedule.service_id)
            FROM schedule JOIN public_service ON public_service.id = schedule.service_id
            WHERE schedule.kind = 'always'
         UNION ALL
         SELECT 'verified', COUNT(*)
            FROM service JOIN public_service ON public_service.id = service.id
            WHERE service.verified_on IS NOT NULL
         UNION ALL
         SELECT 'national', COUNT(*)
            FROM service_area JOIN public_service ON public_service.id = service_area.service_id
            WHERE service_area.extent_type = 'national'";
    Both BY_PROVINCE =
        "SELECT service_area.extent, COUNT(*) AS total
         FROM service_area JOIN public_service ON public_service.id = service_area.service_id
         WHERE service_area.extent_type = 'province'
         GROUP BY service_area.extent";
    Both BY_NEED =
        "SELECT taxonomy_term.id, COUNT(*) AS total
         FROM attribute JOIN public_service ON public_service.id = attribute.service_id
            JOIN taxonomy_term ON taxonomy_term.id = attribute.taxonomy_term_id
         WHERE attribute.link_type = 'need'
         GROUP BY taxonomy_term.id, taxonomy_term.position
         ORDER BY taxonomy_term.position";
    Both BY_CONFIDENCE =
        "SELECT service.confidence, COUNT(*) AS total
         FROM service JOIN public_service ON public_service.id = service.id
         GROUP BY service.confidence ORDER BY total DESC";
}

impl Store {
    /// Counts what the public may see.
    pub async fn statistics(&self, actor: &Actor) -> Result<Statistics, StoreError> {
        policy::decide(actor, Action::ReadStatistics)?;
        let mut transaction = self.read().await?;
        let mut statistics = Statistics::default();
        let totals = transaction
            .all(&TOTALS, &[], |row| {
                Ok((row.text("what")?, row.integer("total")? as u64))
            })
            .await?;
        for (what, total) in totals {
            *match what.as_str() {
                "services" => &mut statistics.services,
                "organizations" => &mut statistics.organizations,
                "with_phone" => &mut statistics.with_phone,
                "always_open" => &mut statistics.always_open,
                "verified" => &mut statistics.verified,
                "national" => &mut statistics.national,
                _ => return Err(StoreError::damaged("statistics", what)),
            } = total;
        }
        statistics.by_province = transaction
            .all(&BY_PROVINCE, &[], |row| {
                Ok((row.parsed("extent")?, row.integer("total")? as u64))
            })
            .await?;
        statistics.by_province.sort();
        statistics.by_need = transaction
            .all(&BY_NEED, &[], |row| {
                Ok((TermId(row.text("id")?), row.integer("total")? as u64))
            })
            .await?;
        statistics.by_confidence = transaction
            .all(&BY_CONFIDENCE, &[], |row| {
                Ok((row.word("confidence")?, row.integer("total")? as u64))
            })
            .await?;
        Ok(statistics)
    }
}
