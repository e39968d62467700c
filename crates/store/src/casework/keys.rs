//! A newer key of the deployment: the cases' keys are wrapped anew, a few at a time, while work goes on.

use kernel::Actor;
use vault::CaseKey;

use super::record;
use crate::Store;
use crate::error::StoreError;
use crate::people::Moment;
use crate::policy::{self, Action};

/// How many keys are wrapped in one transaction: others write in between.
const SLICE: usize = 200;

impl Store {
    /// Wraps every case's key anew that is wrapped by an older key of the deployment; how many that were.
    /// Nothing else of a case is touched, and nobody has to stop working.
    pub async fn rewrap_case_keys(
        &self,
        actor: &Actor,
        moment: &Moment<'_>,
    ) -> Result<u64, StoreError> {
        policy::decide(actor, Action::TendKeys)?;
        let vault = self.vault()?;
        let mut reading = self.read().await?;
        let all = record::wrapped(&mut reading).await?;
        drop(reading);
        let mut count = 0;
        for slice in all.chunks(SLICE) {
            let mut transaction = self.write().await?;
            for (case, wrapped) in slice {
                if let Some(anew) = CaseKey::rewrap(vault, case, wrapped, moment.random)? {
                    record::set_wrapped(&mut transaction, case, wrapped, &anew).await?;
                    count += 1;
                }
            }
            transaction.commit().await?;
        }
        Ok(count)
    }
}
