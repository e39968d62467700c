# What is asked of other organizations about a case, what is shared, what they answer; and the page that a
# one-time link opens.

sharing-title = Asked and shared
sharing-lead = Everything here goes outside your organization. Without their consent, only a question without a name does.
sharing-back = Back to what was asked and shared
sharing-choose = Choose
sharing-without-account = { $name } (no account here: by a one-time link)
sharing-pair = { $name }: { $said }
sharing-holds-2h = 2 hours
sharing-holds-12h = 12 hours
sharing-holds-1d = 24 hours
sharing-holds-3d = 3 days
sharing-holds-7d = 7 days

sharing-enquiry = Ask without a name
sharing-enquiry-lead = Ask several agencies at once who could help. They see only what is on this page. They see neither the case nor who asks. It needs no consent, because nothing in it says who this is about.
sharing-enquiry-needs = What is needed
sharing-adults = Adults
sharing-children = Children
sharing-languages = Languages they can be helped in
sharing-needed = When
sharing-needed-now = Now, or tonight
sharing-needed-tomorrow = Within a day
sharing-needed-week = This week
sharing-needed-later = Not urgent
sharing-needed-by = Needed by { $when }
sharing-people =
    { $adults ->
        [0] No adult
        [one] { $adults } adult
       *[other] { $adults } adults
    }, { $children ->
        [0] no children
        [one] { $children } child
       *[other] { $children } children
    }
sharing-enquiry-words = What else they must know
sharing-enquiry-words-hint = A ground floor, a pet, a wheelchair. No name, no number, no address, no birth date, no exact age: Cairn looks for these, but cannot find everything.
sharing-looked = Look again
sharing-looked-yes = I looked again. Nothing here says who they are.
sharing-found-refused = This may say who they are. It cannot go out like this.
sharing-found-warned = This may say who they are. Change it, or tick the box under it.
sharing-found = “{ $part }”: { $why }.
sharing-sign-known-of-her = the case knows them by this
sharing-sign-client-code = the code of a case
sharing-sign-number = a long number
sharing-sign-address = an e-mail address or a user name
sharing-sign-link = a link
sharing-sign-postal-code = a postal code
sharing-sign-date = a full date
sharing-sign-before-name = words that go before a name
sharing-sign-title = a title with a name
sharing-sign-looks-like-name = it looks like a name
sharing-sign-capital = a capital letter inside a sentence
sharing-sign-exact-age = an exact age
sharing-enquiry-to = Ask these agencies
sharing-enquiry-to-hint = Only agencies with an account here can be asked this way. Call the others.
sharing-fitting = Their listings answer what is needed
sharing-others = Also here
sharing-listed = In the directory: { $services }
sharing-enquiry-until = An answer helps for
sharing-enquiry-go = Ask
sharing-nobody-here = No other agency has somebody here who receives questions. Find their numbers in the directory and call, without a name.
sharing-enquiry-not-not-from-here = That is no longer possible: it was taken back, or answered.
sharing-enquiry-not-expired = The time for an answer is over.
sharing-enquiry-not-says-who = This may say who they are. It cannot go out like this.
sharing-enquiry-not-nobody-asked = Choose whom to ask.
sharing-enquiry-not-empty = Choose what is needed.
sharing-fault-count = Write a whole number, 20 at most.
sharing-fault-when = Choose one.

sharing-enquiries = Asked without a name
sharing-enquiries-none = Nobody was asked yet.
sharing-enquiry-head = { $needs }, asked { $when }
sharing-enquiry-lasts = Answers help until { $when }
sharing-enquiry-over = The time for answers ended { $when }
sharing-enquiry-recall = No longer needed: tell them all
sharing-answer-sent = not read yet
sharing-answer-seen = read, no answer yet
sharing-answer-unanswered = did not answer
sharing-answer-could = yes, they could
sharing-answer-could-if = yes, if
sharing-answer-cannot = no, they cannot
sharing-answer-call-us = they want a call
sharing-answer-expired = did not answer
sharing-answer-recalled = told that it is no longer needed
sharing-answer-until = holds until { $when }
sharing-refer-them = Refer to them

sharing-referrals = Referrals
sharing-referrals-none = Nothing was shared yet.
sharing-referral-head = { $need }: { $to }
sharing-sent = Sent { $when }
sharing-until = Shared until { $when }
sharing-answer-by = Answer needed by { $when }
sharing-answer-late = No answer. It was needed by { $when }: call them, or ask others.
sharing-state-draft = not sent
sharing-state-sent = sent, not opened yet
sharing-state-seen = opened, no answer yet
sharing-state-accepted = they accept
sharing-state-declined = they decline
sharing-state-expired = no answer in time
sharing-state-in-service = they have begun
sharing-state-outcome = they told what came of it
sharing-state-closed = closed
sharing-state-recalled = taken back
sharing-state-ended = ended
sharing-declined-no-capacity = No room
sharing-declined-not-eligible = They do not meet the conditions here
sharing-declined-unsafe = It would not be safe here
sharing-declined-conflict = We know somebody on the other side
sharing-declined-client-changed-mind = They changed their mind
sharing-outcome = What came of it
sharing-outcome-met = They got what they wanted
sharing-outcome-partly-met = Part of it
sharing-outcome-not-met = Nothing of it
sharing-outcome-did-not-attend = They did not come
sharing-outcome-no-longer-wanted = They no longer wanted it
sharing-ended = This sharing has ended. Nothing of it can be read any more. If you have questions, call the organization that sent it.
sharing-ended-declined = You declined this. Nothing of it can be read any more.
sharing-ended-consent-withdrawn = Ended: consent was taken back
sharing-ended-consent-expired = Ended: the consent ran out
sharing-ended-end-date = Ended: its last day came
sharing-ended-recipient-gone = Ended: the organization is no longer here
sharing-ended-case-closed = Ended: the case was closed
sharing-recall = Take back
sharing-close = Close it
sharing-noted = Noted: someone else is needed

sharing-link = One-time link
sharing-link-make = Make a one-time link
sharing-link-once = This is shown once. If you lose it, make another.
sharing-link-address = The address
sharing-link-address-how = Send it to the person at the agency who expects it.
sharing-link-code = The code
sharing-link-code-how = Say it to them by phone, at a number you know. Never write it where the address is.
sharing-link-lasts = It opens once, until { $when }. Five wrong codes end it. So does taking the consent back.
sharing-link-not = A link can be made only while something is shared.
sharing-link-waits = A link waits to be opened, until { $when }
sharing-link-opened = The link was opened { $when }
sharing-link-dead-no-consent = A link ended with the consent
sharing-link-dead-ended = A link was ended
sharing-link-dead-already-opened = A link was opened
sharing-link-dead-expired = A link ran out unopened
sharing-link-dead-tries-used-up = A link ended after five wrong codes: call them, then make another
sharing-link-dead-wrong-code = A link waits to be opened

sharing-referral = Refer
sharing-referral-lead = Ask one organization for a service, and let them read what they need for it: no more than they agreed to, and only until a day.
sharing-referral-to = To
sharing-referral-need = For
sharing-referral-next = Next: what they may read
sharing-referral-outside = They have no account here. After sending, make a one-time link, and tell them its code by phone.
sharing-referral-kinds = They may read
sharing-referral-kinds-hint = Choose the least that is enough. Only what the consent covers is here.
sharing-referral-identity = Who they are: only this
sharing-identity-alias = What they are called
sharing-identity-pronouns = Pronouns
sharing-identity-gender = Gender
sharing-identity-legal-name = Name on papers
sharing-identity-birth-date = Birth date
sharing-identity-citizenships = Citizenships
sharing-referral-message = What you ask of them, in words
sharing-referral-message-hint = They read this too. Write nothing here that is not ticked above.
sharing-referral-answer = An answer is needed within
sharing-referral-until = They may read it until
sharing-referral-until-hint = The last day. It ends earlier if the consent does.
sharing-referral-go = Send
sharing-covered = covered
sharing-covered-by = Covered by the consent of { $given }, until { $until }
sharing-covered-exception = Covered by an exception, not by consent
sharing-refusal-role = not for this role
sharing-refusal-relationship = nothing is shared with them
sharing-refusal-no-consent = They were not asked, or did not name this.
sharing-refusal-withdrawn = The consent was taken back.
sharing-refusal-expired = The consent ran out.
sharing-refusal-not-yet = The consent has not begun.
sharing-refusal-faulty = The consent lacks something.
sharing-refusal-said-no = They said no.
sharing-refusal-exception = The exception is not about this.
sharing-nothing-covered = No consent lets anything be shared with them for this. Ask first.
sharing-ask-consent = Ask for consent
sharing-not-covered = Not covered
sharing-not-covered-lead = This cannot be sent. They may say no to any part, and are still helped.
sharing-all-covered = Everything that can be shared is covered.
sharing-referral-not-not-from-here = That is no longer possible: look how it stands now.
sharing-referral-not-not-theirs = That is not yours to do.
sharing-referral-not-consent = Consent does not cover all of this any more. Look again at what it covers.
sharing-referral-not-nothing-chosen = Choose what they may read.
sharing-referral-not-end-date = Choose a later day.
sharing-fault-to = Choose an organization.
sharing-fault-gone = This organization is no longer here. Choose another. Nothing was sent.
sharing-fault-beyond = The consent ends { $day }. Choose a day before it, or ask again.

sharing-transfer = Transfer the case
sharing-transfer-lead = Another organization leads from then on. First they are asked, and learn nothing of the person. When they accept, ask the person whether they agree. Then somebody else here completes it. After that, nobody here can open the case.
sharing-transfer-to = To
sharing-transfer-reason = Why
sharing-transfer-reason-hint = Stays in the case. The other organization reads it once they lead.
sharing-transfer-lasts = It must be done within
sharing-transfer-go = Ask them
sharing-transfer-head = Transfer to { $to }
sharing-transfer-from = { $from } asks you to lead a case
sharing-transfer-by = Proposed by { $name }
sharing-transfer-until = Until { $when }
sharing-transfer-proposed = no answer yet
sharing-transfer-accepted = accepted
sharing-transfer-declined = declined
sharing-transfer-completed = done
sharing-transfer-recalled = taken back
sharing-transfer-expired = ran out
sharing-transfer-next-answer = Next: they answer.
sharing-transfer-next-consent = Next: ask whether the person agrees to be led by them. A consent from before does not count.
sharing-transfer-next-other = Next: somebody else than you completes it.
sharing-transfer-next-complete = They accepted, and the person agreed. You can complete it.
sharing-transfer-complete = Complete the transfer
sharing-transfer-recall = Take the proposal back
sharing-transfer-asked = You are told nothing of the person until they agree. Accept only if somebody of yours can lead it from then on.
sharing-transfer-accept = We will lead it
sharing-transfer-decline = We cannot
sharing-transfer-accepted-lead = You accepted. The case appears in your list once the person has agreed.
sharing-transfer-not-not-from-here = That is no longer possible: look how it stands now.
sharing-transfer-not-not-theirs = That is not yours to do.
sharing-transfer-not-no-fresh-consent = The person has not agreed to this transfer since it was proposed.
sharing-transfer-not-same-person = Whoever proposed it cannot complete it too.
sharing-transfer-not-expired = Its time is over. Propose it again.
sharing-transfers = Transfers

sharing-received = Received
sharing-received-lead = What other organizations ask of yours.
sharing-received-none = Nothing.
sharing-received-back = Back to what you received
sharing-received-referrals = Referrals
sharing-received-enquiries = Questions without a name
sharing-received-transfers = Cases to lead
sharing-received-enquiry = Could you help?
sharing-received-referral = Referral
sharing-received-nameless = You are told no name and not who asks. Your answer commits you to nothing but itself: if you could help, a referral may follow.
sharing-received-until = An answer helps until { $when }
sharing-received-sent = new
sharing-received-seen = read, not answered
sharing-received-could = you said yes
sharing-received-could-if = you said yes, if
sharing-received-cannot = you said no
sharing-received-call-us = you asked for a call
sharing-received-expired = not answered
sharing-received-over = over
sharing-received-recalled = no longer needed
sharing-received-recalled-lead = It is no longer needed. You need not answer, or keep anything.
sharing-received-over-lead = The time for an answer is over.
sharing-received-answered = Your answer: { $answer }. You can change it while the question stands.
sharing-received-for = { $need }, asked by { $from }
sharing-received-from = From { $from }
sharing-received-shared-until = You can read this until { $when }. It may end before, at any time. Do not copy it anywhere.
sharing-theirs-sent = new
sharing-theirs-seen = waits for your answer
sharing-theirs-accepted = you accepted
sharing-theirs-in-service = you have begun
sharing-theirs-outcome = you told what came of it
sharing-theirs-declined = you declined
sharing-theirs-over = ended
sharing-reply = Could you?
sharing-reply-could = Yes
sharing-reply-could-if = Yes, if
sharing-reply-call-us = Perhaps: have somebody call us
sharing-reply-cannot = No
sharing-reply-hold = If yes, it holds for
sharing-reply-hold-hint = How long you keep the place or the time free.
sharing-reply-words = Your conditions, or what they should know
sharing-reply-words-hint = Say here what they must bring or accept, and whom to ask for when they call.
sharing-reply-go = Answer
sharing-fault-reply = Choose an answer.
sharing-fault-if = Say on what condition.
sharing-fault-long = Say it in fewer words, 1,000 characters at most.
sharing-fault-reason = Choose why.
sharing-fault-outcome = Choose what came of it.
sharing-contact-none = Nothing was agreed about how to reach them. Do not call, write or visit. Go through the organization that asks.
sharing-contact-through = How to reach them was not shared with you. Do not look for them: go through the organization that asks.
sharing-message = What is asked of you
sharing-part-empty = Nothing is written there.
sharing-nothing-to-answer = There is nothing to answer now. The organization that asked closes it.
sharing-step-accept = We will help
sharing-step-accept-go = Accept
sharing-step-begin = The work has begun
sharing-step-begin-go = We have begun
sharing-step-decline = We cannot
sharing-step-decline-go = Decline
sharing-step-report = What came of it
sharing-step-report-go = Tell them
sharing-decline-why = Why

sharing-need-enquiries =
    { $count ->
        [one] A question without a name waits for your answer.
       *[other] Questions without a name wait for your answer.
    }
sharing-need-referrals =
    { $count ->
        [one] A referral to you waits for an answer.
       *[other] Referrals to you wait for an answer.
    }
sharing-need-transfers =
    { $count ->
        [one] An organization asks you to lead a case.
       *[other] Organizations ask you to lead cases.
    }
sharing-need-answered =
    { $count ->
        [one] Another organization answered, or did not. Somebody is needed.
       *[other] Other organizations answered, or did not. Somebody is needed.
    }
sharing-due-answer-could = { $to } could help
sharing-due-answer-could-if = { $to } could help, if
sharing-due-answer-cannot = { $to } cannot help
sharing-due-answer-call-us = { $to } wants a call
sharing-due-unanswered = { $to } did not answer
sharing-due-declined = { $to } declined a referral
sharing-due-referral-unanswered = { $to } did not answer a referral
sharing-due-transfer-accepted = { $to } will lead the case: ask the person
sharing-due-transfer-declined = { $to } will not lead the case

staff-done-enquiry-sent = They are asked. Their answers appear here.
staff-done-enquiry-recalled = They are told that it is no longer needed.
staff-done-referral-sent = It is sent. You see here when they open and answer it.
staff-done-referral-recalled = It is taken back. They can read nothing of it.
staff-done-transfer-proposed = They are asked.
staff-done-transfer-recalled = It is taken back.
staff-done-transferred = It is done. The other organization leads now.
staff-done-answered = Your answer is sent.

sharing-outside-title = Enter your code
sharing-outside-lead = The person who sent you this address tells you a code of six digits by phone.
sharing-outside-code = Code
sharing-outside-code-hint = Spaces do not matter.
sharing-outside-open = Open
sharing-outside-once = It opens once, and stays for as long as you keep the page open. Have paper ready, and be where nobody reads with you.
sharing-outside-not = This does not open. Check the code. If it still does not open, call the person who gave it to you and ask for a new address and code.
sharing-outside-shared = What was shared with you
sharing-outside-now = Read it now. This page cannot be opened again. Do not copy it where others can read it.
sharing-outside-answer = Your answer
sharing-outside-can = Can you help?
sharing-outside-yes = Yes, we will
sharing-outside-no = No: { $why }
sharing-outside-choose = Choose an answer.
sharing-outside-send = Send the answer
sharing-outside-accepted = Your yes is sent
sharing-outside-declined = Your no is sent
sharing-outside-done = You can close this page. If something changes, call the person who gave you the code.
