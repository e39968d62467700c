# Guides: the list, one guide, its steps, help near the reader, papers; what the law of a province asks.

## The list
guidance-list-heading = What to do, step by step
guidance-list-lead = You do not have to be sure. Pick what brings you here.
guidance-list-paper = On paper
guidance-all = All guides
guidance-group-respond = I must act now
guidance-group-recognise = I have a feeling that something is wrong
guidance-group-report = I have to tell someone
guidance-group-audience = For my work, or for someone close to me
guidance-group-rights = For myself: rights and papers
guidance-group-care = For me, after I have helped

## A guide and its steps
guidance-begin =
    { $count ->
        [one] Begin
       *[other] Begin: step 1 of { $count }
    }
guidance-steps = Steps
guidance-position = Step { $step } of { $count }
guidance-previous = Step before
guidance-forward = Next step
guidance-overview = All steps
guidance-back = Back to the guide
guidance-next = Next:
guidance-sheet = All on one page, to read or print
guidance-sheet-both = Print it in English and French
guidance-signs = Signs have no score. No list can prove that someone is trafficked.

## Where the facts come from
guidance-sources = Where this comes from
guidance-source-number = source { $number }
guidance-source-number-unverified = source { $number }, not verified
guidance-source-read = Read in { $date }.
guidance-source-unread = Not verified.
guidance-mark = A small number leads to a source. With a question mark (such as 3?), nobody has found it in a source yet: ask before you count on it.
guidance-checked = Checked on { $checked }. We plan to check again by { $review }.
guidance-reviewed-nobody = Nobody outside has reviewed this guide yet.
guidance-reviewed = Reviewed by { $readers }.
guidance-version = Version { $version }, { $licence }. This is not legal advice.

## Help near the reader
guidance-near-heading = Help near you
guidance-near-place = Help near { $place }
guidance-near-button = Show help near here
guidance-near-more = Search with your own words, or narrow the list
guidance-found = A guide may help too: { $guide }.
guidance-place = Where are you?
guidance-place-hint = A town, or the first 3 characters of the postal code. We do not keep it.
guidance-place-unknown = We do not know the place “{ $place }”. Check how it is written, or type the first 3 characters of the postal code.

## Papers
guidance-contacts-heading = Contact sheet for my region
guidance-contacts-lead = Whom to call, on one sheet, for the wall or the drawer.
guidance-pocket-heading = Small card that folds
guidance-pocket-lead = Cut along the line and fold in the middle. It fits in a wallet.
guidance-pocket-cover = Who can help
guidance-pocket-plain = Numbers
guidance-paper-guide = For the guide “{ $title }”.
guidance-paper-languages = Language of the paper
guidance-paper-english = English
guidance-paper-french = Français
guidance-paper-both = English and French
guidance-paper-plain = A plain cover, and numbers without names
guidance-paper-change = Change the place or the language
guidance-paper-make = Make it
guidance-paper-other-pocket = Make a small card instead
guidance-paper-other-contacts = Make a contact sheet instead
guidance-paper-near = Whom to call: { $place }
guidance-paper-canada = Whom to call: all of Canada
guidance-paper-made = Made on { $date }. Numbers change: make a new one now and then.

## What the law asks
guidance-law-section = Section { $section }.
guidance-law-read = Read in { $date }: { $source }.
guidance-law-unread = No source was read ({ $date }).
guidance-law-review = To be checked again by { $date }.
guidance-law-unverified = Not verified
guidance-law-name-unverified = Name not verified
guidance-law-mark = “Not verified” means that we did not read it in the law itself or on the page of the government. Check before you count on it.
guidance-law-no-advice = This is information, not legal advice. Laws change.

## The duty to report a child at risk
guidance-duty-heading = A child at risk: whom to tell
guidance-duty-where = Where are you?
guidance-duty-elsewhere = Another place
guidance-duty-choose = Or choose a province or territory
guidance-duty-choose-none = Choose
guidance-duty-show = Show whom to tell
guidance-duty-nothing = Type a town, or choose a province or territory from the list.
guidance-duty-missing = We have no page for this place. Call the police or child protection there.
guidance-duty-before = Before a child talks to you
guidance-duty-before-limits = Say what you cannot keep to yourself, before you hear it. Then the child can choose what to say.
guidance-duty-before-words = I am glad you are here. If someone hurts you, or may hurt you, I cannot keep it secret. I will tell you first whom I call.
guidance-duty-before-yes = A doubt is enough. You do not need the yes of the child or of a parent. Do not ask for details: trained people do that.
guidance-duty-call = Whom to call
guidance-duty-no-number = We have no phone number for this place yet. Ask the local police for child protection. In danger, call 911.
guidance-duty-find = Look for help for a child there
guidance-duty-law = What the law says
guidance-duty-online = Is it online: pictures, threats, messages?
guidance-duty-online-link = Whom to tell when it is online
guidance-duty-files-nothing = Cairn does not report for you. Write down whom you told, the day, and the number they gave you.
guidance-duty-rule-child = Who is a child here
guidance-duty-rule-youth = Older youth
guidance-duty-rule-who = Who must tell
guidance-duty-rule-when = When
guidance-duty-rule-to-whom = To whom
guidance-duty-rule-how = How
guidance-duty-rule-good-faith = If you are wrong
guidance-duty-rule-penalty = If you do not tell
guidance-duty-rule-confidentiality = Secrets of your work
guidance-duty-rule-exploitation = Sexual exploitation and trafficking
guidance-duty-rule-indigenous-law = Indigenous law

## Protection orders
guidance-order-heading = A court order to keep someone away
guidance-order-what = In some provinces a court can order someone who sells, forces or uses people to stay away. It is called a protection order. You do not need to wait for the police to charge anyone.
guidance-order-danger = A paper does not stop a blow. Make a safety plan with someone before you ask for an order.
guidance-order-where = Where there is such a law
guidance-order-others = Other places
guidance-order-elsewhere = In other places we know of no order made for this. There may be orders against a partner, or peace bonds: ask legal help.
guidance-order-find = Find legal help
guidance-order-help = Who can help with it
guidance-order-no-number = We have no phone number for this yet. Look for legal help below.
guidance-order-rule-who-may-apply = Who may ask
guidance-order-rule-where = Where
guidance-order-rule-elements = What must be shown
guidance-order-rule-terms = What the order can say
guidance-order-rule-service = How the other person gets it
guidance-order-rule-duration = How long it lasts
guidance-order-rule-variation = How it can change
guidance-order-rule-appeal = Appeal
guidance-order-rule-how = How to ask
guidance-order-rule-without-notice = Must the other person be told first
guidance-order-rule-cost = What it costs
guidance-order-rule-legal-help = Legal help
guidance-order-rule-breach = If the order is not kept
guidance-order-rule-publication = What may be published
guidance-order-rule-identity = Names
guidance-order-rule-entry = What the police can do
guidance-order-rule-civil-claim = Money from the one who did harm
