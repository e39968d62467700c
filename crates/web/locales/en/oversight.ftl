# Oversight of cases: who sees what, exceptions, access lists, history, keeping, copies, follow-ups, gaps.

oversight-pair = { $name }: { $what }
oversight-period = From { $from } to { $until }
oversight-organization = Organization
oversight-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
oversight-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
oversight-count = { $count }
oversight-list-more = Only the { $count } cases that changed last are shown. Choose a stage, or find a case by its code.

cases-kind-access-request = Request for what is kept
cases-kind-end-warning = Warning before the end
cases-kind-follow-up = Follow-up
cases-due-access-request = A request for what is kept waits for its answer
cases-due-end-warning = This case may soon be destroyed
cases-due-follow-up = Ask how they are

oversight-outline = This case
oversight-outline-stands = Where it stands
oversight-outline-lead = You can see that there is a case and who works on it. What the person told is for those who work with them.
oversight-closed = Closed

oversight-glass = Look with a reason
oversight-glass-lead = Only when somebody must be helped now and nobody who works on the case can be reached, or when you must check how the case is handled.
oversight-glass-opens-all = You will see everything in the case. You cannot change anything.
oversight-glass-opens-identity = You will see who the person is and how to reach them safely. Notes and everything else they told stay closed.
oversight-glass-recorded = Your name, the time and your reason are recorded. The privacy officer is told at once. The person sees it in the list of who looked.
oversight-glass-lasts = It lasts 24 hours. Then the case is closed to you again.
oversight-glass-reason = Why you must look
oversight-glass-reason-hint = What happened, and why it cannot wait. Somebody else reads this.
oversight-glass-go = Open the case and record it
oversight-glass-open = You are looking with a reason. What the person told stays closed.

oversight-caseloads = Caseloads
oversight-caseloads-lead = Open cases of your organization and its chapters: how many, how old, what is overdue. What is in a case is not shown.
oversight-caseloads-none = There are no open cases.
oversight-by-person = By person
oversight-by-case = By case
oversight-lead = Lead
oversight-no-lead = nobody leads
oversight-cases = Open cases
oversight-open-tasks = Open tasks
oversight-overdue-tasks = Overdue tasks
oversight-oldest-task = Oldest open task
oversight-quietest = Longest untouched since
oversight-worked = Last worked on
oversight-late-yes = Something
oversight-late-no = Nothing

oversight-looks = Privacy
oversight-looks-lead = Looks into cases that were not the reader’s own, exceptions to consent, and people who asked for what is kept. Read each reason, and say that you have.
oversight-looks-lead-audit = Looks into cases that were not the reader’s own, and exceptions to consent: by whom, when, and whether somebody has seen it. The reasons are for whoever guards privacy.
oversight-looks-glass = Looks with a reason
oversight-looks-none = Nobody looked into a case that was not their own.
oversight-look-head = { $code }: { $name }
oversight-look-seen = I have read this reason
oversight-look-own = This was you: somebody else has to look at it.
oversight-look-waits = Not seen yet
oversight-look-was-seen = Seen
oversight-need-looks =
    { $count ->
        [one] Somebody looked into a case with a reason, or asked for an exception. Nobody has seen it yet.
       *[other] People looked into cases with a reason, or asked for exceptions. Nobody has seen it yet.
    }
oversight-need-requests =
    { $count ->
        [one] Somebody asked for what is kept about them.
       *[other] People asked for what is kept about them.
    }

oversight-exceptions = Exceptions to consent
oversight-exceptions-lead = When a law obliges you to tell, or somebody’s life is in danger, and the person has not agreed. Tell them, if that is safe. Two people decide, the privacy officer is told, and it ends within 24 hours.
oversight-exceptions-now = Exceptions of this case
oversight-exceptions-none = There are none.
oversight-exceptions-none-all = Nobody asked for an exception.
oversight-exception-new = Ask for an exception
oversight-exception-new-lead = It counts when a second person has agreed.
oversight-exception-go = Ask for it
oversight-exception-kind = What goes before consent
oversight-exception-legal-duty = The law obliges us
oversight-exception-emergency = Somebody’s life or body is in danger now
oversight-exception-authority = Authority
oversight-exception-authority-hint = The act and section, the order of a court, or the rule of your organization.
oversight-exception-reason = Why, here and now
oversight-exception-reason-hint = What you know, and from whom.
oversight-exception-choose = Choose
oversight-exception-kinds-hint = The least that serves. Everything at once is not possible.
oversight-exception-minimum = Why less is not enough
oversight-exception-minimum-hint = One sentence for whoever checks this later.
oversight-exception-hours = It lasts
oversight-exception-first = Asked by
oversight-exception-second = Agreed by
oversight-exception-agree = Agree to this
oversight-exception-end = End it now
oversight-exception-state-waits = Waits for a second person
oversight-exception-state-counts = Counts now
oversight-exception-state-over = Over
oversight-exception-state-ended = Ended
oversight-fault-authority = Say which law, order or rule.
oversight-fault-everything = An exception is never about everything. Choose the least that serves.
oversight-fault-minimum = Say why less is not enough.
oversight-fault-over = Choose a time that begins now and ends within 24 hours.

oversight-access = Who looked
oversight-access-lead = This sheet is for the person. It is in English or French, and it names organizations, not people: paper can be found.
oversight-access-outside = somebody outside, through a one-time link
oversight-access-names = For you: with names
oversight-access-names-lead = Not for handing out. When the person asks who it was, your organization answers for its people.
oversight-access-when = When
oversight-sheet-title = Who looked at what is kept about you ({ $code })
oversight-sheet-lead = This is the list of everybody who opened what we keep about you, and what for. Nothing is left out.
oversight-sheet-names = People who work here are not named. You can ask us about every line.
oversight-sheet-day = Day
oversight-sheet-who = Who
oversight-sheet-what = What for
oversight-sheet-times = Times
oversight-sheet-none = Nobody has looked.
oversight-sheet-language = Language of the sheet
oversight-sheet-in-en = English
oversight-sheet-in-fr = French
oversight-sheet-go = Show the sheet in this language
oversight-sheet-print = Use your browser’s print command: only the sheet is printed.
oversight-read-kind = { $purpose } ({ $kind })
oversight-for-work = To work on the case
oversight-for-hand-over = To take the work over
oversight-for-supervision = To look after those who work on it
oversight-for-privacy-review = To look after privacy
oversight-for-access-request = Because the person asked for what is kept
oversight-for-export = To take it out
oversight-for-emergency = Because somebody was in danger
oversight-did-shared = What the person agreed to share
oversight-did-glass = Opened with a special reason
oversight-did-link = What was shared, through a one-time link
oversight-did-own-copy = Made the person’s own copy
oversight-did-exported = Took the case out

oversight-history = History
oversight-history-lead = Every change and every reading, the newest first. Entries are only added. What the person told is not here.
oversight-history-none = Nothing happened yet.
oversight-history-number = Number
oversight-history-what = What
oversight-history-older = Older entries
oversight-by-gone = somebody who is no longer here
oversight-by-link = whoever held a one-time link
oversight-by-program = the program
oversight-event-opened = Opened the case
oversight-event-changed = Changed the case
oversight-event-moved = Moved the case to: { $stage }
oversight-event-assigned = Put somebody to work on it
oversight-event-unassigned = Took somebody off it
oversight-event-added = Added
oversight-event-item-changed = Changed
oversight-event-consent = Recorded an answer about consent
oversight-event-consent-withdrawn = Took consent back
oversight-event-share-ended = A share ended
oversight-event-read = Read
oversight-event-shared-read = Read what was shared
oversight-event-glass-broken = Looked with a reason
oversight-event-glass-seen = Saw the reason of a look
oversight-event-exported = Took it out
oversight-event-held = Laid a legal hold on it
oversight-event-released = Lifted the legal hold
oversight-event-link-made = Made a one-time link
oversight-event-link-opened = A one-time link was opened
oversight-event-erased = Erased what the person no longer wants kept
oversight-event-shredded = Destroyed the case
oversight-event-house = Something about the whole house

oversight-keeping = Keeping
oversight-keeping-now = Where it stands
oversight-keeping-do = What to do
oversight-keeping-act = What
oversight-keeping-all = All cases near their end
oversight-keeping-hold = Lay a legal hold on it
oversight-keeping-hold-hint = The case is not destroyed, whatever the schedule says, until the hold is lifted.
oversight-keeping-release = Lift the legal hold
oversight-keeping-release-hint = From then on the schedule counts again.
oversight-keeping-warn = Warn those who work on it
oversight-keeping-warn-hint = They find it on their desk and have time to object.
oversight-keeping-ask = Ask that it be destroyed
oversight-keeping-ask-hint = Somebody else does it, after looking again.
oversight-keeping-reason-hint = Needed for a hold, for lifting one, and for asking for the end.
oversight-keeping-go = Do this
oversight-kept-on = { $state } (may be destroyed from { $day })
oversight-kept-no-clock = No schedule holds for it
oversight-kept-kept = Kept
oversight-kept-warning-due = Its end is near: warn those who work on it
oversight-kept-warned = They were warned and have time to object
oversight-kept-due = May be destroyed, by two people
oversight-kept-held = A legal hold keeps it
oversight-kept-open = The case is open. The time begins when it is closed.
oversight-kept-no-schedule = Your organization has set no schedule. Without one nothing is ever due.
oversight-kept-by-hand = By hand: may be destroyed from { $day }
oversight-kept-hold = A legal hold lies on it.
oversight-kept-asked = Somebody asked that it be destroyed.
oversight-end = Destroy this case
oversight-end-lead = The key of the case is destroyed. Nobody can read it again, not even from a backup that no longer holds the old key of this installation.
oversight-end-backups = A backup made before today still opens with the installation’s key until that key is replaced and destroyed too. Your administrator does that.
oversight-end-stays = What stays: the code, the stages with their days, the history without words, and a certificate.
oversight-end-code-hint = Type the code of this case, so that no other one is destroyed.
oversight-end-go = Destroy the case for good
oversight-fault-end-code = This is not the code of this case.

oversight-keeping-title = Keeping
oversight-keeping-lead = How long each organization keeps its cases, and how soon it answers a person who asks for what is kept. Cairn assumes nothing: set what your law and your organization decided.
oversight-kept-cases = Closed cases, the nearest end first
oversight-kept-none = No case is closed.
oversight-schedules = Schedules
oversight-schedules-lead = Of several schedules the longest counts. A schedule is ended, never changed: so one can see years later what held when.
oversight-schedules-none = No schedule is set. Nothing is ever due.
oversight-schedule-name = Name of the schedule
oversight-schedule-name-hint = Such as: case files of adults.
oversight-source = Where it comes from
oversight-source-hint = The act and section, or the decision of your organization and its day.
oversight-months = Months after the closing
oversight-months-minor = Months, when the person was or may have been under 18
oversight-months-minor-hint = Leave it empty when it is the same.
oversight-warning-days = Days of warning before the end
oversight-warning-days-hint = So long can those who work on it object.
oversight-schedule-go = Set the schedule
oversight-schedule-end = End this schedule
oversight-schedule-says = { $months } after the closing, with { $days } days of warning
oversight-schedule-minor = { $months } when the person was or may have been under 18
oversight-months-count =
    { $count ->
        [one] { $count } month
       *[other] { $count } months
    }
oversight-rule-holds = Holds
oversight-rule-ended = Held before
oversight-set-by = Set by { $name }, { $when }
oversight-clocks = Answering requests
oversight-clocks-lead = How many days the organization has to answer a person who asks for what is kept about them.
oversight-clocks-none = No clock is set. Requests have no last day.
oversight-clock-days = Days to answer
oversight-clock-extension = Days more, once
oversight-clock-extension-hint = Leave it empty where your law knows no extension.
oversight-clock-go = Set the clock
oversight-clock-says =
    { $count ->
        [one] { $count } day to answer
       *[other] { $count } days to answer
    }
oversight-clock-more =
    { $count ->
        [one] { $count } day more, once, with a reason
       *[other] { $count } days more, once, with a reason
    }
oversight-fault-number = Write a whole number from 1 to 1200.
oversight-fault-source = Write a few words.
oversight-certificates = Certificates
oversight-certificates-none = No case was destroyed.
oversight-certificate = Certificate of the end of a case
oversight-certificate-lead = The key of this case was destroyed. Nothing of the person is left here.
oversight-certificate-sheet = Certificate
oversight-certificate-ended = Destroyed
oversight-certificate-items = Sealed records that nobody can read any more
oversight-certificate-asked = Asked by
oversight-certificate-done = Done by
oversight-certificate-entry = Entry in the history
oversight-certificate-key = Version of the installation’s key that opened it
oversight-certificate-signed = What is signed
oversight-certificate-signature = Signature (Ed25519)
oversight-certificate-public = Public key
oversight-certificate-check = Whoever has this page can check the signature with the public key, without this program.
oversight-certificate-backups = A backup from before opens with that version of the key, until it is destroyed too.
oversight-certificate-print = Use your browser’s print command.

oversight-requests = Requests for what is kept
oversight-requests-lead = People may ask to see what is kept about them, to correct it, to have it deleted, and who read it. Anybody can say a name: first make sure that it is the person.
oversight-requests-now = Requests
oversight-requests-none = Nobody asked.
oversight-requests-none-all = Nobody waits for an answer.
oversight-requests-find = Somebody asks you? Find the case by its code, then write the request down there. Say nothing about whether there is a case before you know who asks.
oversight-request-new = Write a request down
oversight-request-new-lead = The day to answer is worked out from the clock that your organization set.
oversight-request-go = Write it down
oversight-request-kind = What is asked
oversight-request-access = To see it, or have a copy
oversight-request-correction = To correct it
oversight-request-deletion = To have it deleted
oversight-request-access-list = Who read it
oversight-request-words = In their words
oversight-request-received = Received
oversight-request-head = { $kind } ({ $day })
oversight-request-by = Answer by { $day }
oversight-request-no-clock = No last day: your organization has set no clock.
oversight-request-confirmed = How you know that it is the person
oversight-request-confirmed-hint = In person, or in two other ways. A name, a birth date or papers are not enough: whoever exploited them may have all of these.
oversight-request-extended = Extended
oversight-request-answer = Answer
oversight-known-by-client-code = They know the code of the case
oversight-known-by-code-word = They know the code word
oversight-known-by-call-back = You called them back, by the rules of safe contact
oversight-known-by-in-person = Whoever leads the case knows them and met them
oversight-request-state-received = Received: it is not known yet who asks
oversight-request-state-confirmed = It is the person
oversight-request-state-answered = Answered
oversight-request-state-refused = Refused
oversight-request-state-withdrawn = Taken back
oversight-step-title = Next step
oversight-step = What happened
oversight-step-which = Request
oversight-step-confirm = We know now that it is the person
oversight-step-answer = It was answered
oversight-step-refuse = It is refused, with a reason
oversight-step-extend = We need more time, with a reason
oversight-step-withdraw = The person took it back
oversight-step-words = Answer or reason
oversight-step-words-hint = Needed to refuse or to extend.
oversight-step-go = Save the step
oversight-fault-step = This request cannot take that step now.
oversight-fault-not-confirmed = It is not known yet that it is the person: in person, or in two other ways.
oversight-fault-not-extendable = It was extended before, or no extension is set.

oversight-copy = Their own copy
oversight-copy-lead = Everything that is kept about the person, for them. It begins with a request, once you know that it is them.
oversight-copy-none = No copy can be made now
oversight-copy-none-lead = First write down the request to see what is kept, and how you know that it is the person.
oversight-copy-look = Look through it first
oversight-copy-request = Request
oversight-copy-look-go = Look through it
oversight-copy-back = Back to the requests
oversight-copy-contents = What is in it
oversight-copy-count = { $kind }: { $count }
oversight-copy-take = Hand it over
oversight-copy-take-lead = Notes may hold what somebody else told in confidence. Leave those out; the copy says how many were left out.
oversight-copy-leave-out = Leave out
oversight-copy-leave-out-hint = Only what is about somebody else or was told by somebody else in confidence. Not what is unpleasant.
oversight-copy-form = Form
oversight-copy-as-html = One page to read and to print
oversight-copy-as-json = A file for another program
oversight-copy-take-go = Make the copy and record it
oversight-fault-copy-second = You wrote this request down yourself. Somebody else has to make the copy.
oversight-own-title = What is kept about you ({ $code })
oversight-own-lead = You asked for this, and it is yours. If something is wrong, you can ask that it be corrected. Keep it where only you can find it.
oversight-own-left-out =
    { $count ->
        [one] One note was left out, because it holds what somebody else told in confidence. You can ask why.
       *[other] { $count } notes were left out, because they hold what somebody else told in confidence. You can ask why.
    }
oversight-own-accesses = Who looked
oversight-own-made = Made { $when } by { $name }, for { $code }.

oversight-take-outs = Taking all cases out
oversight-take-outs-lead = For another system, or for an order of a court. One who guards privacy asks, another agrees, and the file is handed over once, within a day. It is written into the history of every case, and the person sees it in the list of who looked.
oversight-take-outs-all = What was asked for
oversight-take-outs-none = Nobody asked.
oversight-take-out-new = Ask for it
oversight-take-out-reason = Why, and for whom
oversight-take-out-reason-hint = Whoever agrees reads this.
oversight-take-out-go = Ask
oversight-take-out-agree = Agree
oversight-take-out-take = Take the file now: it works once
oversight-take-out-asked = Asked by { $name }, { $when }
oversight-take-out-agreed = Agreed by { $name }, { $when }
oversight-take-out-cases =
    { $count ->
        [one] { $count } case
       *[other] { $count } cases
    }
oversight-take-out-waits-state = Waits for a second person
oversight-take-out-agreed-state = Agreed: can be taken once
oversight-take-out-taken-state = Taken
oversight-take-out-over-state = Over

oversight-follow-ups = Follow-ups
oversight-follow-ups-lead = After a case is closed: ask how they are after 30, 90 and 180 days, if that is safe. Asking is a contact like any other.
oversight-follow-ups-all = Times to ask
oversight-follow-ups-none = Nothing is planned: the case is open, or nobody is to ask.
oversight-follow-up-title = What became of it
oversight-follow-up-head = { $after } ({ $day })
oversight-follow-up-30-days = After 30 days
oversight-follow-up-90-days = After 90 days
oversight-follow-up-180-days = After 180 days
oversight-follow-up-which = Which
oversight-follow-up-what = What became of it
oversight-follow-up-is-due = To come
oversight-follow-up-is-done = They answered
oversight-follow-up-is-not-reached = Not reached
oversight-follow-up-is-declined = They do not want to be asked
oversight-follow-up-is-not-asked = Not asked: it was not safe, or there was no way
oversight-follow-up-is-cancelled = Over
oversight-follow-up-way = How
oversight-follow-up-no-way = No contact
oversight-follow-up-hers = They reached us
oversight-follow-up-ready = Before you contact them
oversight-follow-up-ready-yes = I read the list above and have the code word ready
oversight-follow-up-words = In short
oversight-follow-up-words-hint = How they are, or why nobody asked.
oversight-follow-up-go = Save
oversight-fault-contact = This contact was not agreed: { $reasons }
oversight-fault-follow-up-no = They said no to being asked later. Do not contact them for this.
oversight-contact-now = May you contact them now?
oversight-contact-no-way = No way was agreed.
oversight-contact-now-yes = Yes, now
oversight-contact-now-no = Not now
oversight-contact-no-rules = Nothing was agreed about contact.
oversight-contact-out-of-contact = Contact is lost: nobody calls.
oversight-contact-stopped = They want no contact now.
oversight-contact-rules-lapsed = What was agreed is too old.
oversight-contact-way-not-agreed = Not this way.
oversight-contact-destination-not-agreed = Not there.
oversight-contact-time-not-agreed = Not at this time of the week, where they are.
oversight-contact-zone-unknown = It is not known what time it is where they are.
oversight-contact-clock-set-back = The clock of this machine is wrong.
oversight-contact-message-not-agreed = No message may be left.
oversight-contact-names-organization = Your organization may not be named.
oversight-contact-written-not-agreed = Nothing may be sent in writing.
oversight-contact-shows-number = Your number may not be shown.
oversight-contact-automatic-not-agreed = No machine may contact them.
oversight-contact-calls-again = Not a second time.
oversight-contact-visit-not-agreed = Nobody may visit.
oversight-contact-code-word-not-ready = Have the code word ready.
oversight-contact-list-not-read = Read first what must never be done.

oversight-gaps = Gaps
oversight-gaps-lead = What was missing, refused or in the way, as people noted it. It leads back to nobody.
oversight-gaps-least = A count below { $count } is held back, and so is any count that would give it away.
oversight-gaps-none = Nothing was noted for this year.
oversight-gaps-year = Year
oversight-gaps-view = By
oversight-gaps-value = Value
oversight-gaps-count = How often
oversight-gaps-total = All together
oversight-gaps-regions = Province or territory
oversight-gaps-reasons = What stood in the way
oversight-gaps-kinds = How it failed
oversight-gap-unavailable = Not to be had
oversight-gap-refused = Refused
oversight-gap-barrier = Something stood in the way
oversight-held-back = held back

staff-done-glass = The case is open to you for 24 hours. It is recorded, and the privacy officer is told.
staff-done-seen = Noted: you have read the reason.
staff-done-needs-second = This needs somebody else than you.
staff-done-exception = Asked for. A second person has to agree; the privacy officer is told.
staff-done-exception-agreed = Agreed. It counts now.
staff-done-exception-over = It is over, and cannot be agreed to any more.
staff-done-exception-ended = Ended. What stood on it ended too.
staff-done-held = A legal hold lies on the case now.
staff-done-released = The legal hold is lifted.
staff-done-warned = Those who work on it find the warning on their desk.
staff-done-end-asked = Asked for. Somebody else has to do it.
staff-done-ended-case = The case is destroyed. This is its certificate.
staff-done-request = The request is written down.
staff-done-rule-set = The schedule is set, and the days of closed cases are worked out.
staff-done-rule-ended = The schedule is ended. Days that were worked out stay.
staff-done-take-out-asked = Asked for. Somebody else has a day to agree.
staff-done-take-out-agreed = Agreed. The file can be taken once, within a day.
staff-done-take-out-over = It is over, or was taken already.
