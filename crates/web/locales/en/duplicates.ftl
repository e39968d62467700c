# Listings that may be the same service twice.

duplicates-title = Duplicates
staff-need-duplicates =
    { $count ->
        [one] A pair of listings may be the same service.
       *[other] Pairs of listings may be the same service.
    }

## The list
duplicates-first = Listing A
duplicates-second = Listing B
duplicates-likelihood = The same?
duplicates-likelihood-of = { $words } ({ $share } of 100)
duplicates-likelihood-very-likely = Very likely
duplicates-likelihood-likely = Likely
duplicates-likelihood-even = As likely as not
duplicates-likelihood-unlikely = Unlikely
duplicates-alike = What is alike
duplicates-different = What differs

## What is compared
duplicates-field-organization = Organization
duplicates-field-name = Name
duplicates-field-phone = Phone
duplicates-field-website = Web page
duplicates-field-email = E-mail
duplicates-field-place = Town and street
duplicates-field-postal-area = Postal area
duplicates-field-description = Description
duplicates-field-languages = Languages
duplicates-agreement-same = The same
duplicates-agreement-close = Nearly the same
duplicates-agreement-part = The same in part
duplicates-agreement-other-language = Each in another language
duplicates-agreement-different = Different
duplicates-agreement-unknown = One of them does not say

## Looking for them
duplicates-find-title = Look for duplicates now
duplicates-find-lead = Cairn compares every listing with those that share something rare: a phone, a page, a house, unusual words. It does this by itself within about ten minutes of a change. You can have it done now.
duplicates-find-kept = Pairs that someone said are not the same stay out, unless something in them has changed.
duplicates-find-go = Look now
duplicates-find-too-many = This directory has more than { $limit } listings. It is looked through on the machine that runs this site, with the command “cairn directory duplicates”.

## A pair
duplicates-pair-title = Are these two the same service?
duplicates-pair-likelihood = { $words }: of 100 pairs as alike as these, about { $share } are the same.
duplicates-public = The public sees it.
duplicates-unlisted = The public does not see it.
duplicates-place-withheld = Its place is secret, and is not shown here.
duplicates-evidence = What speaks for it and against it
duplicates-compared = Compared
duplicates-speaks = It speaks
duplicates-speaks-for = for
duplicates-speaks-against = against
duplicates-speaks-little = little either way
duplicates-apart-title = They are not the same
duplicates-apart-lead = Cairn remembers it, and asks again only when something here changes.
duplicates-apart-go = Not the same
duplicates-merge-title = They are the same: make one of them
duplicates-merge-lead = One listing stays, with what you choose below. The other is taken out of the directory.
duplicates-merge-address = Whoever opens the public page of the one that goes is led to the one that stays.
duplicates-merge-united = Phone numbers and sources of both are kept, and corrections that the public suggested. If one of the two was not public, its numbers become public with the other’s.
duplicates-merge-undo = You can undo it, as long as nobody has changed the listing since.
duplicates-place-stays = A secret place is never carried into another listing: each place stays where it is.
duplicates-stays = Which listing stays?
duplicates-stays-hint = It keeps its public address, and the date on which it was confirmed.
duplicates-choose = Where they differ, choose what is right
duplicates-numbers = Phone numbers after the merge
duplicates-same = The same in both
duplicates-merge-go = Merge them
duplicates-merge-organization = Organization
duplicates-merge-name-en = Name in English
duplicates-merge-name-fr = Name in French
duplicates-merge-description-en = What it does, in English
duplicates-merge-description-fr = What it does, in French
duplicates-merge-status = Status
duplicates-merge-email = E-mail
duplicates-merge-website = Web page
duplicates-merge-location = The place
duplicates-merge-coverage = Where it serves
duplicates-merge-hours = Hours
duplicates-merge-languages = Languages
duplicates-merge-taxonomy = For whom, and for what
duplicates-merge-fees = Cost
duplicates-merge-access = What one needs
duplicates-changed = { $listing } was changed while you were reading.
duplicates-changed-lead = Nothing was merged. Both are shown as they are now, and what you chose is still chosen. Look again, then merge them.

## Merged listings
duplicates-merges-title = Merged listings
duplicates-merges-stayed = Stayed
duplicates-merges-went = Went into it
duplicates-merges-when = When
duplicates-merges-state = Now
duplicates-merges-merged = Merged
duplicates-merges-undone = Undone
duplicates-merged-on = “{ $name }” was merged into this listing on { $date }.
duplicates-undo-title = Undo a merge
duplicates-undo-go = Undo
duplicates-undo-lead = Both listings will be as they were before the merge, word for word.
duplicates-undo-address = The public pages of both answer again, and suggestions go back to the listing they were about.
duplicates-undo-refused = This cannot be undone any more: someone has changed one of the two listings since. Undoing would lose that change.
duplicates-undo-changed = Changed since: { $fields }.
duplicates-undo-instead = If another listing was merged in later, undo that one first. Otherwise change the listing by hand, and add the other one again.

## What was just done
staff-done-looked = Done. These pairs were found.
staff-done-looking = Cairn is looking. Open this page again in a minute.
staff-done-different = Remembered: those two are not the same.
staff-done-merged = Merged. You can undo it from this page.
staff-done-unmerged = Undone. Both listings are as they were.
staff-done-pair-gone = One of those two listings is no longer there. Nothing was changed.
staff-done-pair-changed = One of these two was changed while you were reading. Nothing was remembered: look again.
staff-done-merge-gone = There is no such merge to undo: someone may have undone it already.
