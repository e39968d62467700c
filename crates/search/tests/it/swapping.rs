//! The index is replaced while people search: each search is answered whole, from one of the two.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Result, anyhow, ensure};
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
        let search = || -> Result<()> {
            let mut seen = [false; 2];
            while !done.load(Ordering::Relaxed) {
                let index = finder.current();
                let request = Request {
                    per_page: 100,
                    ..Request::default()
                };
                let page = index.find(&request, NOW.parse()?)?;
                ensure!(page.total == index.len() && page.results.len() == page.total);
                seen[usize::from(page.total == many as usize)] = true;
            }
            ensure!(seen == [true; 2], "it saw only one of the two");
            Ok(())
        };
        let searchers = [scope.spawn(search), scope.spawn(search)];
        let swapped = (0..60).try_for_each(|round| {
            finder.swap(index(if round % 2 == 0 { many } else { few })?);
            Ok(())
        });
        // Whatever happened: they must end.
        done.store(true, Ordering::Relaxed);
        for searcher in searchers {
            searcher.join().map_err(|_| anyhow!("a panic"))??;
        }
        swapped
    })?;
    // An index that is held stays what it was.
    assert_eq!(held.len(), few as usize);
    assert_eq!(
        held.find(&Request::default(), NOW.parse()?)?.total,
        few as usize
    );
    Ok(())
}
