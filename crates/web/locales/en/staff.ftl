# What stands around every page of the desk, and its first pages.

staff-title-fault = Error:
staff-sections = Sections
staff-search-label = Find people, organizations and listings by name
staff-search-go = Find
staff-search-title = What we found
staff-search-listings = Listings
staff-search-none = Nothing here has that name. Try fewer letters.
staff-sign-out = Sign out
staff-public = Public site
staff-problem-back = Back to the desk
staff-faults = Something is not right yet

staff-list-words = Look for a word in the list
staff-list-filter = Look
staff-list-apply = Apply
staff-list-all = All
staff-list-count =
    { $count ->
        [0] Nothing matches.
        [one] { $count } row
       *[other] { $count } rows
    }
staff-list-pages = Pages of the list
staff-list-page = Page { $page } of { $pages }
staff-list-previous = Previous page
staff-list-next = Next page
staff-list-csv = Save as CSV

staff-today = Today
staff-today-greeting = Hello, { $name }.
staff-today-needs = What needs you
staff-today-nothing = Nothing needs you right now.
staff-need-second = Add a second step to your sign-in: a code from your phone.
staff-need-invitations =
    { $count ->
        [one] An invitation ends within two days, or has ended.
       *[other] Invitations that end within two days, or have ended.
    }
staff-need-people-second =
    { $count ->
        [one] A person signs in with a passphrase only.
       *[other] People sign in with a passphrase only.
    }
staff-need-suggestions =
    { $count ->
        [one] A correction from the public waits.
       *[other] Corrections from the public wait.
    }

staff-sign-in-title = Sign in
staff-sign-in-go = Sign in
staff-sign-in-lost = Lost your passphrase or your phone? Ask the person who looks after accounts where you work. They can make a new link for you.
staff-sign-in-no-email = Type your e-mail address.
staff-sign-in-no-passphrase = Type your passphrase.
staff-sign-in-refused = The e-mail address or the passphrase is not right.
staff-sign-in-too-late = That took too long. Type your passphrase again.
staff-passkey-go = Use a passkey
staff-passkey-none = No passkey answered. Try once more, or sign in with your passphrase.
staff-passkey-refused = That passkey does not open an account here. Sign in with your passphrase.
staff-passkey-late = That took too long. Use the passkey once more.
staff-onward-title = One moment
staff-onward-go = Go on
staff-identity-go = Sign in with { $name }
staff-identity-leave = You go on to { $name } and come back from there.
staff-identity-in = { $name } knows you. You are signed in.
staff-identity-now-linked = Your account at { $name } is linked.
staff-identity-stopped = That did not work
staff-identity-back = Back to the sign-in
staff-identity-down = { $name } does not answer just now. Try again later, or sign in with your passphrase.
staff-identity-denied = { $name } did not say who you are. You may have said no, or your account there may not be allowed to come here. You can sign in with your passphrase.
staff-identity-clock = The clock of { $name } and the clock here do not agree. The person who looks after this program can put that right. Until then, sign in with your passphrase.
staff-identity-disbelief = What { $name } said could not be trusted, so nobody was let in. Tell the person who looks after this program. Until then, sign in with your passphrase.
staff-identity-again = This was used already, took too long, or was begun somewhere else. Begin again from the sign-in page.
staff-identity-unlinked = { $name } knows you, but no account here is linked to that. Sign in with your passphrase, then link it on the page of your account.
staff-identity-shut = This account lets nobody in at the moment. Ask the person who looks after accounts where you work.
staff-identity-taken = That account at { $name } is linked to an account here already, or yours is linked to another one. Take that link off first.
staff-identity-late = Your account was not linked: too much time went by. Sign in and begin again.
staff-sign-in-wait-seconds =
    { $count ->
        [one] Too many tries. Wait { $count } second, then try again.
       *[other] Too many tries. Wait { $count } seconds, then try again.
    }
staff-sign-in-wait-minutes =
    { $count ->
        [one] Too many tries. Wait { $count } minute, then try again.
       *[other] Too many tries. Wait { $count } minutes, then try again.
    }

staff-step-up-title = Is it still you?
staff-step-up-lead = The next page can let people in or keep them out. Type your passphrase once more. Then you have ten minutes.
staff-step-up-go = Go on
staff-step-up-kept-title = Thank you
staff-step-up-kept-lead = What you filled in is still here. Go on, and it is done.
staff-step-up-refused = The passphrase is not right.

staff-done-saved = Saved.
staff-done-welcome = Your passphrase is set. You can sign in now.
staff-done-signed-out = You are signed out.
staff-done-ended = The session has ended.
staff-done-passphrase = Your passphrase is changed. You are signed out everywhere else.
staff-done-code-off = The code is off. Your passphrase alone opens your account now.
staff-done-passkey-added = The passkey is added. You can sign in with it now.
staff-done-passkey-removed = The passkey is removed. It opens nothing here any more. You can delete it from your device, too.
staff-done-identity-off = The link is off. Only your passphrase and your passkeys open your account now.
staff-done-suspended = They are kept out now, everywhere.
staff-done-reinstated = They can sign in again.
staff-done-deleted = The role is gone.
staff-done-case-opened = The case is open. Its code is what it is called by from now on.
staff-done-note = The note is saved.

staff-narrow-label = Search: { $what }
staff-narrow-go = Narrow the list
staff-narrow-hint = { $count } of { $all }. Search above to narrow the list.
staff-done-consent = The answer is recorded.
staff-done-consent-withdrawn = The consent is taken back. What stood on it ended at once.
