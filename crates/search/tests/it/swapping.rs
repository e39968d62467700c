//! The index is replaced while people search: each search is answered whole, from one of the two.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Result, ensure};
use search::{Finder, Index, Request};

use crate::made_up::{self, NOW, World};

#[test]
fn searches_go_on_while_the_index_is_swapped() -> Result<()> {
    let (world, taxonomy) = (World::new(), Arc::new(made_up::taxonomy()));
    let index = |listings: u64| {
        let listings = (0..listings).map(|seed| world.listing(seed));
        Index::in_memory(listings, taxonomy.clone())
    };
    let (few, many) = (30, 90);
    let finder = Finder::new(index(few)?);
    let held = finder.current();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| -> Result<()> {
        let search = || -> Result<usize> {
            let (mut searches, mut totals) = (0, [false; 2]);
            while !(done.load(Ordering::Relaxed) && totals == [true; 2]) {
                let index = finder.current();
                let request = Request {
                    per_page: 100,
                    ..Request::default()
                };
                let page = index.find(&request, NOW.parse()?)?;
                ensure!(page.total == index.len() && page.results.len() == page.total);
                totals[usize::from(page.total == many as usize)] = true;
                searches += 1;
            }
            Ok(searches)
        };
        let searchers = [scope.spawn(search), scope.spawn(search)];
        for round in 0..20 {
            finder.swap(index(if round % 2 == 0 { many } else { few })?);
        }
        done.store(true, Ordering::Relaxed);
        // Whoever has not seen both by now sees the others here.
        while searchers.iter().any(|searcher| !searcher.is_finished()) {
            for listings in [many, few] {
                finder.swap(index(listings)?);
            }
        }
        for searcher in searchers {
            let searches = searcher.join().map_err(|_| anyhow::anyhow!("a panic"))??;
            ensure!(searches > 1, "{searches} searches");
        }
        Ok(())
    })?;
    // An index that is held stays what it was.
    assert_eq!(held.len(), few as usize);
    assert_eq!(
        held.find(&Request::default(), NOW.parse()?)?.total,
        few as usize
    );
    Ok(())
}
