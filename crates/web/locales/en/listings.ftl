# Keeping listings true: the list, one listing, editing, its history, suggestions.

listings-title = Listings
listings-new = Add a listing
listings-back = All listings
listings-column-name = Listing
listings-column-organization = Organization
listings-column-state = Shown to the public
listings-column-verified = Last confirmed
listings-column-due = Confirm by
listings-column-missing = Missing
listings-column-suggestions = Suggestions
listings-never = Never
listings-filter-due = Confirming
listings-due-past = Overdue
listings-due-soon = Due within 30 days
listings-due-later = Not due yet
listings-filter-state = Shown to the public
listings-state-public = Yes
listings-state-closed = Yes, as closed for now
listings-state-unlisted = No
listings-verify-all = Confirm all of mine
listings-verify-which = Still true
listings-verify-nothing = Tick at least one listing.
listings-verify-go = Confirm what is ticked
listings-verify-lead = Tick only what you know to be true. Open a listing to read it through first.
listings-verify-none = Your organization has no listing that the public sees. Confirm others one by one, on their own pages.
listings-verify-was-due = Should have been confirmed by { $date }.
staff-need-overdue =
    { $count ->
        [one] A listing should have been confirmed by now.
       *[other] Listings should have been confirmed by now.
    }

## One listing
listings-record-verify = Everything here is still true
listings-record-verify-hint = Read it through first. Today’s date is then shown to the public.
listings-record-mend = Something has changed
listings-record-due = Confirm by { $date }.
listings-record-overdue = Should have been confirmed by { $date }. The public sees that it was not.
listings-record-overdue-unknown = Nobody knows when this was last confirmed. The public sees that.
listings-record-verified = Last confirmed on { $date }.
listings-record-never = Nobody has confirmed it yet.
listings-record-unlisted = The public does not see this listing.
listings-record-withheld = Where it is must stay hidden, and your role does not let you see it.
listings-record-local = It was edited here. New versions of Cairn leave it alone.
listings-record-missing = What is missing
listings-record-missing-lead = What matters most to someone who looks for help comes first.
listings-record-complete = Nothing is missing.
listings-record-facts = What the listing says
listings-record-change = Change
listings-record-public = See it as the public does
listings-record-history = What was changed, and by whom
listings-record-now = Right now
listings-empty = Not known

## Right now: closed, free places
listings-now-title = Closed or open, free places
listings-now-closed = Closed for now
listings-now-open = Open as usual
listings-now-state = The service is
listings-now-unit = What you count
listings-now-available = Free now
listings-now-available-hint = Leave it empty if you do not count.
listings-now-maximum = Of how many in all
listings-now-go = Save
listings-now-fault-number = Write a whole number up to 9,999.
listings-now-fault-more = More places are free than there are.
listings-unit-bed = Beds
listings-unit-room = Rooms
listings-unit-place = Places in a programme

## Editing
listings-edit-title = Change { $name }
listings-new-title = Add a listing
listings-new-lead = The public does not see it until you say so.
listings-edit-reason = Why you change it
listings-edit-reason-hint = For those who look at the history later. You may leave it empty.
listings-edit-verified = I have read the rest, and it is still true
listings-edit-go = Save
listings-edit-phones = Phones
listings-edit-phones-hint = In the order to try. Empty a number to take its line away.
listings-edit-phone-line = Line { $line }
listings-edit-phone-more = Line { $line }: who answers, words to text, languages, hours
listings-edit-phone-new = Add a number as line { $line }
listings-edit-phones-none = No number yet
listings-edit-lead = Open the part that has changed. What you leave alone stays as it is.
listings-edit-missing =
    { $count ->
        [one] { $count } missing
       *[other] { $count } missing
    }
listings-section-name = Name and description
listings-section-name-hint = Names and descriptions in English and French
listings-section-open = Open or closed
listings-section-open-hint = Shown to the public, hours, single days that differ
listings-section-who = For whom, and for what
listings-section-who-hint = Needs, people, kinds of exploitation
listings-section-where = Where
listings-section-where-hint = Area it reaches, address, point on the map
listings-section-languages = Languages
listings-section-languages-hint = Languages spoken, interpretation
listings-section-access = What one needs
listings-section-access-hint = Police report, status, proof of identity, children, age, cost
listings-section-online = Online
listings-section-online-hint = E-mail, web page
listings-section-sources = How the facts are known
listings-section-sources-hint = Pages read, dates, how sure, notes for colleagues
listings-edit-suggestion = What the public suggests
listings-edit-suggestion-lead = Mend the listing below. You see what will change before it is saved.
listings-look-title = Is this what you want to save?
listings-look-lead = This is what will change.
listings-look-nothing = Nothing in the listing will change. Saving only marks the suggestion as accepted.
listings-look-verified = The rest is confirmed with today’s date, too.
listings-look-sender = Saving accepts the suggestion, and deletes any address its sender left.
listings-look-go = Save it
listings-look-again = Change something more

## Fields
listings-field-reason = Why it was edited
listings-field-name-en = Name in English
listings-field-name-fr = Name in French
listings-field-description-en = What it does, in English
listings-field-description-fr = What it does, in French
listings-field-status = Status
listings-field-listed = Shown to the public
listings-field-email = E-mail for people who look for help
listings-field-website = Web site
listings-field-url = Web page
listings-field-schedule-rule = Hours
listings-field-schedule-timezone = Time zone
listings-field-schedule-monday = Monday
listings-field-schedule-tuesday = Tuesday
listings-field-schedule-wednesday = Wednesday
listings-field-schedule-thursday = Thursday
listings-field-schedule-friday = Friday
listings-field-schedule-saturday = Saturday
listings-field-schedule-sunday = Sunday
listings-field-schedule-exceptions = Single days that differ
listings-field-schedule-notes-en = More about the hours, in English
listings-field-schedule-notes-fr = More about the hours, in French
listings-field-needs = Helps with
listings-field-everyone = For everyone
listings-field-populations = For these people
listings-field-exploitation = Kinds of exploitation
listings-field-dedicated = Made for people touched by trafficking
listings-field-service-area-extent-type = Whom it reaches
listings-field-service-area-extent = Which ones, or how far
listings-field-location-confidentiality = What may be said of the place
listings-field-location-city = Town
listings-field-location-state-province = Province or territory
listings-field-location-address-1 = Street address
listings-field-location-point = Latitude and longitude
listings-field-location-point-precision = The point is
listings-field-languages = Languages spoken
listings-field-interpretation-services-en = Interpretation, in English
listings-field-interpretation-services-fr = Interpretation, in French
listings-field-fees = Cost
listings-field-access-police-report-needed = A police report is needed
listings-field-access-status-needed = Immigration status is needed
listings-field-access-id-needed = Proof of identity is needed
listings-field-access-children-welcome = Children may come along
listings-field-access-pets-welcome = Pets may come along
listings-field-access-gender = For
listings-field-minimum-age = From age
listings-field-maximum-age = To age
listings-field-access-indigenous-led = Led by Indigenous people
listings-field-access-by-and-for = Led by people who have lived it
listings-field-provenance-source = Pages the facts were read on
listings-field-provenance-source-date = Date of those pages
listings-field-provenance-read-on = Read on
listings-field-provenance-confidence = How the facts were read
listings-field-provenance-note = Note for whoever corrects this
listings-field-phones-number = Number
listings-field-phones-type = Kind of line
listings-field-phones-extension = Extension
listings-field-phones-keyword = Word to text
listings-field-phones-description-en = What it is for, in English
listings-field-phones-description-fr = What it is for, in French
listings-field-phones-languages = Languages, if they differ
listings-field-phones-schedule = Hours, if they differ
listings-field-phones-of = Line { $line }: { $part }
listings-field-verified-on = Last confirmed
listings-field-verified-by = Confirmed by
listings-field-review-by = Confirm by
listings-field-capacity-bed = Beds free
listings-field-capacity-room = Rooms free
listings-field-capacity-place = Places free

listings-hint-schedule-day = Such as 8:30-12:00, 13:00-16:30. Leave a day empty when it is closed.
listings-hint-schedule-exceptions = One day on each line: 2026-12-25 closed, or 2026-12-24 8:30-12:00.
listings-hint-service-area-extent = Names or letters of provinces (BC, AB), the name of a region, or kilometres.
listings-hint-location-point = Such as 53.917, -122.749. Leave it as it is when you move the place: the town’s own point is used.
listings-hint-location-confidentiality = Nobody finds a hidden place through Cairn: not on a page, not by distance.
listings-hint-languages = Codes, with commas: en, fr, pa.
listings-hint-source = One address on each line.
listings-hint-phone-schedule = always, or a time zone such as America/Vancouver and then lines such as mon-fri 08:30-16:30.
listings-hint-date = Such as 2026-11 or 2026-11-24.

## Choices
listings-choice-unknown = Not known
listings-choice-yes = Yes
listings-choice-no = No
listings-choice-status-active = In operation
listings-choice-status-inactive = Not in operation, may come back
listings-choice-status-defunct = Gone for good
listings-choice-status-closed = Closed for now
listings-choice-rule-always = Day and night, every day
listings-choice-rule-weekly = By the week, as below
listings-choice-phone-voice = To call
listings-choice-phone-sms = To text
listings-choice-phone-tty = Teletypewriter (TTY)
listings-choice-phone-fax = Fax
listings-choice-area-national = All of Canada
listings-choice-area-provinces = Provinces and territories
listings-choice-area-region = A region
listings-choice-area-radius = So many kilometres around it
listings-choice-place-public = Public: everyone may know the address
listings-choice-place-approximate = Approximate: only the town
listings-choice-place-hidden = Hidden: nothing at all
listings-choice-point-city = In the middle of the town
listings-choice-point-address = At the building
listings-choice-fees-free = Free
listings-choice-gender-women = Women
listings-choice-gender-men = Men
listings-choice-gender-any = All genders
listings-choice-confidence-source = On the service’s own or a public page
listings-choice-confidence-secondary = In someone else’s list
listings-choice-confidence-phone = The number is from memory
listings-choice-confidence-memory = From memory

## What is wrong
listings-wrong-required = { $field }: this must not be empty.
listings-wrong-long = { $field }: { $found } characters; at most { $limit } fit.
listings-wrong-choice = { $field }: choose one of the answers.
listings-wrong-term = { $field }: choose from the list.
listings-wrong-phone-character = { $field }: only digits, spaces, hyphens and a leading plus sign.
listings-wrong-phone-length = { $field }: ten digits, seven for a 310 number, or a short number such as 211.
listings-wrong-phone-plan = { $field }: no number in North America begins like this.
listings-wrong-keyword = { $field }: only a line for text messages has a word to text.
listings-wrong-extension = { $field }: digits only.
listings-wrong-email = { $field }: one e-mail address, such as help@example.org.
listings-wrong-website = { $field }: a whole address, from https:// on.
listings-wrong-many = { $field }: at most { $limit } lines.
listings-wrong-date = { $field }: a date such as 2026, 2026-11 or 2026-11-24.
listings-wrong-language = { $field }: codes such as en, fr, pa, separated by commas.
listings-wrong-province = { $field }: the two letters of a province or territory.
listings-wrong-region = { $field }: there is no region of this id.
listings-wrong-radius = { $field }: whole kilometres, from 1 to 3,000.
listings-wrong-age = { $field }: whole years, from 0 to 120.
listings-wrong-ages = { $field }: the youngest age is above the oldest.
listings-wrong-point = { $field }: two numbers with a comma, in Canada.
listings-wrong-times = { $field }: times such as 8:30-12:00, 13:00-16:30.
listings-wrong-opening = { $field }: write when it opens on at least one day.
listings-wrong-zone = { $field }: choose a time zone.
listings-wrong-exceptions = { $field }: one day on each line, such as 2026-12-25 closed.
listings-wrong-reason = Make the reason shorter: at most { $limit } characters.

## Two people edit
listings-conflict-title = Someone else changed this too
listings-conflict-lead = While you were writing, someone saved a change of the same thing. Nothing of yours is lost. Choose what is right.
listings-conflict-theirs = Theirs, as it is now
listings-conflict-mine = Yours
listings-conflict-also = Your other changes will be saved with your choice.
listings-conflict-go = Save what I chose
listings-conflict-group-phones = Phones
listings-conflict-group-schedule = Hours
listings-conflict-group-area = Whom it reaches
listings-conflict-group-location = The place
listings-conflict-group-ages = Ages
listings-conflict-group-populations = For whom

## History
listings-history-title = What was changed
listings-history-none = Nothing was changed here since Cairn took the listing in.
listings-history-who-operator = the operator
listings-history-who-system = Cairn
listings-history-who-person = someone with an account
listings-history-entry = { $date } at { $time }, { $who }
listings-history-kind-add = Added
listings-history-kind-edit = Changed
listings-history-kind-verify = Confirmed
listings-history-kind-capacity = Counted free places
listings-history-kind-suggestion = Changed after a suggestion from the public
listings-history-kind-import = Taken in from another system
listings-history-kind-merge = Merged with another listing
listings-history-kind-shipped = Updated with Cairn
listings-history-before = Before
listings-history-after = After
listings-history-field = What
listings-history-withheld = Not shown: it tells where a hidden place is.

## Suggestions
listings-suggestions-title = Suggestions
listings-suggestions-none = No suggestion waits.
listings-suggestions-received = Received on { $date }
listings-suggestions-contact = How to reach the sender: { $contact }
listings-suggestions-accept = Mend the listing
listings-suggestions-decline = Decline
listings-suggestions-decline-title = Decline a suggestion
listings-suggestions-decline-lead = Say why, for those who look later. Any address the sender left is deleted.
listings-suggestions-reason = Why
listings-suggestions-fault-reason = Say why, in a few words.
listings-suggestions-gone = Someone has decided on this already.

## What is missing
listings-lack-any-contact = Any way to reach it
listings-lack-phone = A number to call or to text
listings-lack-needs = What it helps with
listings-lack-hours = When it is open
listings-lack-service-area = Where it serves
listings-lack-police-report = Whether a police report is needed
listings-lack-immigration-status = Whether immigration status is needed
listings-lack-description-english = What it does, in English
listings-lack-description-french = What it does, in French
listings-lack-name-english = Its name in English
listings-lack-name-french = Its name in French
listings-lack-languages = Which languages it speaks
listings-lack-populations = Whom it is for
listings-lack-fees = What it costs
listings-lack-identity = Whether proof of identity is needed
listings-lack-children = Whether children may come along
listings-lack-address = Its street address
listings-lack-point = Where it is on the map
listings-lack-source = A page that says so

## What was just done
staff-done-shown = Saved. The public sees it now.
staff-done-soon = Saved. The public sees it within a few seconds.
staff-done-unchanged = Nothing was different, so nothing was changed.
staff-done-verified = Confirmed, with today’s date.
staff-done-verified-some = Confirmed, but for what someone changed meanwhile: look at those again.
staff-done-declined = Declined.
staff-done-added = Added. The public does not see it yet.
