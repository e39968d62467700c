# Cases: the coordinator's workspace.

cases-title = Cases
cases-page-of = { $page }: { $code }
cases-list-back = Back to cases
cases-back = Back to the case
cases-parts = Parts of this case
cases-nothing = nothing
cases-somebody = somebody

cases-new = New case
cases-new-lead = A case begins with a code. No name is needed, and nothing here has to be filled in.
cases-new-go = Open the case
cases-find = Find a case
cases-find-words = What you have
cases-find-hint = It must match exactly. Spaces, dashes and capital letters do not matter.
cases-find-by = It is
cases-find-code = a case's code
cases-find-alias = what they are called
cases-find-name = a first and a family name
cases-find-phone = a phone number
cases-find-go = Find
cases-find-none = Nothing was found that you may open.
cases-find-several = Several cases fit:
cases-quick = Quick note
cases-quick-code-hint = As it stands on the case, such as 234-567-89DF.

cases-code = Code
cases-stage = Stage
cases-due = Due
cases-opened = Opened
cases-changed = Last changed
cases-all = All cases
cases-due-title = What is due
cases-due-nothing = Nothing is due in the next seven days.
cases-need-overdue =
    { $count ->
        [one] Something in your cases is overdue.
       *[other] Things in your cases are overdue.
    }
cases-need-today =
    { $count ->
        [one] Something in your cases is for today.
       *[other] Things in your cases are for today.
    }
cases-need-week =
    { $count ->
        [one] Something in your cases is due or lapses within a week.
       *[other] Things in your cases are due or lapse within a week.
    }
cases-urgency-overdue = overdue
cases-urgency-today = today
cases-urgency-this-week = this week
cases-urgency-later = later
cases-urgency-no-day = no day

cases-due-person = Who they are
cases-due-contact-rules = Ask again how to reach them safely
cases-due-note = A note
cases-due-task = A task
cases-due-appointment = An appointment
cases-due-conference = A case conference
cases-due-dependant = A child or dependant
cases-due-police-contact = Police contact
cases-due-fund-request = A request for money
cases-due-document = A document
cases-due-enquiry = An enquiry without a name
cases-due-enquiry-answer = An answer to an enquiry
cases-due-need = A need
cases-due-fact = A fact
cases-due-assessment = An assessment
cases-due-consent = A consent lapses
cases-due-exception = An exception waits for a second person
cases-due-referral = A referral waits for an answer
cases-due-transfer = A transfer waits
cases-due-outside-link = A link for an agency
cases-due-broken-glass = A look with a reason
cases-due-move-reason = A reason
cases-due-end-request = A request to destroy the case

cases-kind-person = Who they are
cases-kind-contact-rules = Safe contact
cases-kind-note = Note
cases-kind-task = Task
cases-kind-appointment = Appointment
cases-kind-conference = Case conference
cases-kind-dependant = Child or dependant
cases-kind-police-contact = Police contact
cases-kind-fund-request = Request for money
cases-kind-document = Document
cases-kind-enquiry = Enquiry without a name
cases-kind-enquiry-answer = Answer to an enquiry
cases-kind-need = Need
cases-kind-fact = Fact
cases-kind-assessment = Assessment
cases-kind-consent = Consent
cases-kind-exception = Exception to consent
cases-kind-referral = Referral
cases-kind-transfer = Transfer
cases-kind-outside-link = Link for an agency
cases-kind-broken-glass = A look with a reason
cases-kind-move-reason = Reason for a move
cases-kind-end-request = Request to destroy the case

cases-stage-enquiry = Enquiry
cases-stage-intake = Intake
cases-stage-assessment = Assessment
cases-stage-plan = Plan
cases-stage-active = Active
cases-stage-review = Review
cases-stage-stabilised = Stabilised
cases-stage-closed = Closed
cases-stage-sealed = Sealed
cases-stage-shredded = Destroyed
cases-side-out-of-contact = Do not call: out of contact
cases-side-transferred = Transferred
cases-side-reopened = Reopened
cases-side-not-trafficking = Not trafficking
cases-police-lead = Police lead: speak with them first
cases-legal-hold = Legal hold
cases-closed-lead = This case is closed. Nothing can be added.

cases-age = Age
cases-age-not-asked = Not asked
cases-age-possibly-minor = May be a child
cases-age-under-12 = Under 12
cases-age-12-15 = 12 to 15
cases-age-16-17 = 16 or 17
cases-age-18 = 18
cases-age-19-24 = 19 to 24
cases-age-25-34 = 25 to 34
cases-age-35-49 = 35 to 49
cases-age-50-64 = 50 to 64
cases-age-65-and-over = 65 or over
cases-age-adult = An adult
cases-languages = Languages
cases-languages-hint = Codes, the best first, such as es, tl, fr.
cases-interpreter = Interpreter
cases-interpreter-yes = They need an interpreter
cases-region = Province or territory
cases-region-hint = Only for counting what is missing where. It is not where they live.
cases-region-none = Not said
cases-details = Details
cases-police = Police
cases-police-yes = Police lead this matter
cases-police-hint = Only when they do. Talk with them before anything that could harm their work or the person's safety.

cases-person = Who they are
cases-person-lead = Write only what is needed to help. What they want to be called is enough for most things.
cases-person-alias = What they are called
cases-person-alias-hint = A first name or another name that they chose.
cases-person-pronouns = Pronouns
cases-person-first = First name on papers
cases-person-second = Family name on papers
cases-person-birth = Date of birth
cases-person-immigration = Immigration status
cases-person-health = Health
cases-person-indigenous = Indigenous identity
cases-person-why = Why it is kept
cases-person-why-hint = What you need it for. Without a reason it is not kept.
cases-gender = Gender
cases-gender-not-asked = Not asked
cases-gender-feminine = Woman
cases-gender-masculine = Man
cases-gender-transgender-feminine = Trans woman
cases-gender-transgender-masculine = Trans man
cases-gender-two-spirit = Two-Spirit
cases-gender-non-conforming = Non-binary or gender non-conforming
cases-gender-not-specified = Asked, not said

cases-contact = Safe contact
cases-contact-before = Before you contact them
cases-contact-none = Nothing was agreed about how to reach them. Do not call, write or visit. Ask them what is safe, next time they reach you.
cases-contact-lead = What they agreed to. What is not here is not allowed. Read it back to them.
cases-contact-never = Never
cases-contact-never-hint = Whoever contacts them reads this first.
cases-contact-never-more = Never, in other words
cases-contact-never-words = Never: { $words }
cases-never-say-organization = say where you work
cases-never-leave-message = leave a message
cases-never-send-written = send anything written
cases-never-speak-to-others = speak to anybody else who answers
cases-never-show-number = show your number
cases-never-call-again = call a second time when nobody answers
cases-never-automatic = let a machine contact them
cases-never-visit = visit
cases-never-said-say-organization = Never say where you work.
cases-never-said-leave-message = Never leave a message.
cases-never-said-send-written = Never send anything written.
cases-never-said-speak-to-others = Never speak to anybody else who answers.
cases-never-said-show-number = Never show your number.
cases-never-said-call-again = Never call a second time when nobody answers.
cases-never-said-automatic = Never let a machine contact them.
cases-never-said-visit = Never visit.
cases-contact-way-number = Way { $count }
cases-contact-way = { $way }: { $to }
cases-way-none = No other way
cases-way-call = Call
cases-way-text = Text message
cases-way-message = Message in an app
cases-way-email = E-mail
cases-way-letter = Letter
cases-way-in-person = In person
cases-way-through-somebody = Through somebody they trust
cases-contact-to = Where or whom
cases-contact-to-hint = The number, the address, the place, the person.
cases-contact-may = This way, you may
cases-may-message = leave a message
cases-may-automatic = let a machine send it
cases-may-organization = say where you work
cases-may-number = show your number
cases-contact-days = Days
cases-day-monday = Monday
cases-day-tuesday = Tuesday
cases-day-wednesday = Wednesday
cases-day-thursday = Thursday
cases-day-friday = Friday
cases-day-saturday = Saturday
cases-day-sunday = Sunday
cases-contact-from = From
cases-contact-to-time = Until
cases-contact-night = When it is earlier than "from", it means the next morning.
cases-contact-window = { $days }, from { $from } to { $until } ({ $zone })
cases-contact-zone = Time zone
cases-contact-zone-hint = Where they are, such as America/Winnipeg.
cases-contact-word = Code word
cases-contact-word-hint = Said first, so that they know it is you and you know it is them.
cases-contact-code-word = Code word: { $word }
cases-contact-review = Ask them again by
cases-contact-review-hint = After this day nobody contacts them until they were asked again.
cases-contact-until = These rules hold until { $date }.
cases-contact-stop = Stop
cases-contact-stopped-yes = They want no contact at all now
cases-contact-stopped = They want no contact now. Do not contact them.

cases-notes = Notes
cases-notes-all = All notes
cases-notes-none = Nothing was noted yet.
cases-notes-more =
    { $count ->
        [one] One older note is on the page of notes.
       *[other] { $count } older notes are on the page of notes.
    }
cases-note-new = New note
cases-note-words = What was said and done
cases-note-kind = Kind
cases-note-kind-call = Call
cases-note-kind-message = Message
cases-note-kind-visit = Meeting
cases-note-kind-on-behalf = On their behalf
cases-note-kind-attempt = Tried, did not reach them
cases-note-kind-other = Other
cases-note-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
cases-note-minutes-spent = Minutes
cases-note-go = Save the note
cases-note-correct = Correct this note
cases-note-correct-title = Correct a note
cases-note-corrected = Corrected:

cases-tasks = Tasks
cases-tasks-open = To do
cases-tasks-none = Nothing to do.
cases-tasks-done = Done
cases-task-new = New task
cases-task-words = What
cases-task-assignee = Who
cases-task-nobody = nobody yet
cases-task-due = By when
cases-task-repeat = Again
cases-repeat-none = Once
cases-repeat-daily = Every day
cases-repeat-weekly = Every week
cases-repeat-fortnightly = Every two weeks
cases-repeat-monthly = Every month
cases-task-age =
    { $count ->
        [0] since today
        [one] since { $count } day
       *[other] since { $count } days
    }
cases-task-done = Done
cases-task-go = Add the task

cases-needs = Needs
cases-needs-map = The ten needs
cases-need = Need
cases-need-add = What became of a need
cases-need-add-lead = A line is added; earlier lines stay. What is refused or not to be had is also counted, without a name, in the log of gaps.
cases-need-go = Add the line
cases-need-state = Where it stands
cases-need-on = Day
cases-need-outcome = What came of it
cases-barrier = What stood in the way
cases-barrier-hint = When somebody said no, or there was nobody to ask.
cases-barrier-none = Nothing
cases-need-of-shelter-housing = A place to stay
cases-need-of-health = Health
cases-need-of-counselling = Emotional support, counselling
cases-need-of-legal = Legal help
cases-need-of-interpretation = Interpreting, translation
cases-need-of-government = Papers, benefits, status
cases-need-of-police-crown-victim-services = Police, Crown, victim services
cases-need-of-labour-employment = Work and rights at work
cases-need-of-child-youth = Children and youth
cases-need-of-long-term = What lasts: school, language, community
cases-need-state-not-asked = Not asked
cases-need-state-not-wanted = Not wanted
cases-need-state-wanted = Wanted
cases-need-state-arranged = Arranged
cases-need-state-in-place = In place
cases-need-state-refused-by-provider = Refused by a service
cases-need-state-unavailable = Not to be had: a gap
cases-barrier-no-capacity = No bed, place or person free
cases-barrier-no-provider = Nobody offers it here
cases-barrier-not-eligible = They do not meet the conditions
cases-barrier-language = Not in their language
cases-barrier-status = Their status in Canada
cases-barrier-identification = Papers they do not have
cases-barrier-cost = It costs money
cases-barrier-distance = Too far
cases-barrier-wait = Too long a wait
cases-barrier-age = Too young or too old for the service
cases-barrier-gender = Their gender
cases-barrier-children = Their children may not come
cases-barrier-substance-use = Substance use
cases-barrier-accessibility = Not accessible to them
cases-barrier-culture = Not right for their culture or faith
cases-barrier-police-report-required = A police report is asked for first
cases-barrier-unsafe = They would not be safe there
cases-barrier-conflict = The service knows somebody on the other side
cases-barrier-other = Something else
cases-barrier-not-said = Nobody said

cases-move = Stage
cases-move-now = This case stands at: { $stage }.
cases-move-to = Where it goes
cases-move-reason = Reason
cases-move-reason-hint = Needed to reopen a case, to lose or regain contact, and when it is not trafficking. Only those who may read the case see it.
cases-move-go = Move the case
cases-move-to-enquiry = Back to enquiry
cases-move-to-intake = Intake
cases-move-to-assessment = Assessment
cases-move-to-plan = Plan
cases-move-to-active = Active
cases-move-to-review = Review
cases-move-to-stabilised = Stabilised
cases-move-to-closed = Closed
cases-move-to-sealed = Sealed
cases-move-to-shredded = Destroyed
cases-move-lose-contact = Contact is lost: nobody calls them
cases-move-regain-contact = They are in contact again
cases-move-not-trafficking = Not trafficking: help them onward all the same
cases-move-close-goals-met = Close: what they wanted was reached
cases-move-close-moved = Close: they moved away
cases-move-close-no-contact = Close: no contact
cases-move-close-withdrew = Close: they do not want it any more
cases-move-close-referred = Close: others help them now
cases-move-close-not-trafficking = Close: not trafficking
cases-move-close-died = Close: they died
cases-move-reopen = Reopen
cases-move-seal = Seal: only kept, until its time is over

cases-team = Who works on it
cases-team-lead-in = Only the people chosen here can open this case, and whoever coordinates cases in your organization.
cases-team-workers = They work on it
cases-team-lead = The person can ask for
cases-team-lead-is = { $name } (whom the person can ask for)
cases-team-no-lead = nobody yet
cases-team-nobody = Nobody works on this case.

cases-timeline = Everything, by time
cases-timeline-none = Nothing was written into this case yet.

cases-summary = Summary to print
cases-summary-lead = Choose what goes on paper. Paper can be found: print as little as you can.
cases-summary-parts = Parts
cases-summary-contact = Safe contact
cases-summary-person = Who they are
cases-summary-needs = Needs
cases-summary-tasks = To do
cases-summary-notes = Notes
cases-summary-go = Make the summary
cases-summary-made = Made { $when }.
cases-summary-print = Use your browser's print command. That you read it is in the history of the case.

cases-fault-changed-since = Somebody changed this in the meantime. Look again, then save.
cases-fault-theirs = Somebody changed this in the meantime. Now it says: { $value }. What you typed is still here; saving again keeps yours.
cases-fault-closed = This case is closed. Nothing can be added.
cases-fault-needs-reason = Say why.
cases-fault-needs-second-person = Somebody else has to do this.
cases-fault-not-from-here = It cannot go there from where it stands.
cases-fault-needs-consent = First record the person's consent to a record being kept.
cases-fault-legal-hold = A legal hold lies on this case.
cases-fault-still-kept = The time for which it is kept is not over.
cases-fault-needs-transfer = A transfer goes by its own page.
cases-fault-too-large = This is too large to be kept.
cases-fault-unknown-worker = That person cannot work on this case.
cases-fault-code = This is not a code. Compare it with the case: one letter or digit is wrong or missing.
cases-fault-languages = Write codes of two or three letters with commas between them, such as es, tl, fr.
cases-fault-find-empty = Type what you have.
cases-fault-day = Write the day as 2026-11-25.
cases-fault-why = Say what it is kept for, or leave both empty.
cases-fault-way = Choose the way.
cases-fault-to = Say where or whom.
cases-fault-days = Choose the days.
cases-fault-time = Write the time as 17:30.
cases-fault-zone = Write the time zone as America/Winnipeg.
cases-fault-review = Choose a day.
cases-fault-minutes = Write whole minutes, 1440 at most.
cases-fault-note-empty = Write what was said and done.
cases-fault-note-long = This note is too long. Save it in two parts.
cases-fault-corrected = This note was corrected already. Correct the newest one.
cases-fault-task-empty = Say what is to be done.
cases-fault-repeat-day = What comes again needs a first day.
cases-fault-need-state = Choose where it stands.
cases-fault-move = Choose where it goes.
cases-fault-approve = Closing, reopening and sealing are for whoever coordinates cases. Ask them.
cases-fault-assign = Saying who works on a case is for whoever coordinates. Ask them.
cases-fault-parts = Choose at least one part.
