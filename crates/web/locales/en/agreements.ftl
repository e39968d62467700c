# Agreements between organizations.

agreements-title = Agreements
agreements-lead = Who promised what to whom, and whom to call about it. An agreement is between organizations: write nothing here about anybody who is helped.
agreements-back = Back to agreements
agreements-new = New agreement
agreements-one = Agreement
agreements-name = What it is called
agreements-name-hint = Such as: Beds at night, north side.
agreements-parties = Between
agreements-from = From
agreements-until = Last day
agreements-until-hint = Leave it empty when it has no end.
agreements-no-end = no end
agreements-ended = Ended before, on
agreements-ended-hint = Only when somebody ended it early.
agreements-narrow = Narrow the organizations by words
agreements-nobody = Nobody
agreements-party = Party { $count }
agreements-role = What party { $count } does
agreements-contact = Whom to call at party { $count }
agreements-state = Stands
agreements-state-holds = holds
agreements-state-lapses = ends within 60 days
agreements-state-later = has not begun
agreements-state-over = over
agreements-fault-name = Say what it is called.
agreements-fault-until = It ends before it begins.
agreements-fault-organization = Choose the organization.
agreements-fault-twice = This organization is a party already.
agreements-fault-role = Say what they do in it.
agreements-fault-two = An agreement has at least two parties.
agreements-need =
    { $count ->
        [one] An agreement of your organization ends within 60 days.
       *[other] Agreements of your organization end within 60 days.
    }
