# Pages about the site itself, and pages for when something does not work.

## The page that chooses a language
site-chooser-heading = Find help near you
site-chooser-go = English

## Stay safer
site-safety-heading = Stay safer on this site
site-safety-lead = If you are in danger right now, call first. Read this when you have time.
site-safety-exit = Leave fast
site-safety-exit-button = The button “Leave this page now” is on every page. It opens an ordinary site, such as the weather, in its place.
site-safety-exit-keys = On a keyboard, press the Shift key 3 times. You have 5 seconds between presses.
site-safety-exit-script = If your browser runs scripts, the page you were on is taken away, so the Back button does not lead to it. Without scripts, the Back button can still show it.
site-safety-not = What the button does not do
site-safety-not-history = It does not erase your history. The name of this site can stay there. The pages have plain names and do not show what you looked for.
site-safety-not-recent = On a phone, a small picture of the page can stay in the list of open apps. Close it there too.
site-safety-not-network = It does not hide that you came here from whoever runs your internet line or your work computer.
site-safety-spyware = If someone watches your phone
site-safety-spyware-what = Some people put a hidden app on a phone to see all that is done on it. Nothing on this site can stop that. A private window does not stop it either.
site-safety-spyware-do = If they seem to know too much, use another device: at a library, at a friend's home, or at a service.
site-safety-private = Use a private window
site-safety-private-what = A private window keeps no history on the phone once you close it. Look in the menu of your browser for “private” or “incognito”.
site-safety-private-erase = If you erase your history, take out only this site. An empty history can look strange to someone who checks.
site-safety-remember = Do not bookmark this site. Try to remember its address.
site-safety-calls = Calls, texts and e-mails
site-safety-calls-log = A call stays in the phone's log, and may be on the bill. A text stays on the phone. An e-mail stays in the sent mail.
site-safety-calls-do = You can delete a call or a text. You can also ask to use a phone at a shop, a clinic or a school.
site-safety-paper = Paper
site-safety-paper-what = A printed page can be found. The wallet card has numbers only.

## What we keep
site-privacy-heading = What we keep
site-privacy-short = Of people who look for help here, we keep nothing.
site-privacy-not = What we do not keep
site-privacy-not-words = What you type and where you are. We use it to make your list. Then it is gone.
site-privacy-not-address = The address of your phone or computer, and the kind of browser you have.
site-privacy-not-cookies = There are no cookies, no counters and no ads. Nothing comes from another company.
site-privacy-postal = Of a postal code we read only the first 3 characters.
site-privacy-suggestion = If you suggest a correction
site-privacy-suggestion-what = We keep your text, the service it is about, the language and the day. We do not keep the hour or who you are.
site-privacy-code = If you ask us to keep answers
site-privacy-code-what = On some pages you can have your answers kept under a code. We lock them with that code, keep nothing else beside them, and delete them on the day you are told. Without the code we cannot read them.
site-privacy-others = What others may see
site-privacy-others-what = Your browser and your internet company can see the name of this site. They do not see what you typed when the address begins with https.
site-privacy-host = Whoever runs this copy of Cairn must not add logs of visitors. You may ask them if they do.

## Accessibility
site-accessibility-heading = Accessibility
site-accessibility-aim = We want everyone to be able to use this site. If you cannot, the fault is ours.
site-accessibility-standard = Our aim is the WCAG 2.2 standard, level AA, and the Canadian standard CAN/ASC-EN 301 549.
site-accessibility-how = How we test
site-accessibility-how-tools = Programs check every page in both languages, with and without scripts. They check colours, names of fields and the order of headings.
site-accessibility-how-use = We also test with the keyboard alone, on a very small screen, with large text, in dark mode and on paper.
site-accessibility-gaps = What we know is missing
site-accessibility-gaps-people = No one who uses a screen reader every day has tested it for us yet. No survivor has tested it yet.
site-accessibility-gaps-titles = All pages have the same plain title in the browser tab. We do this on purpose, so that the tab gives nothing away. The main heading says what each page is.
site-accessibility-gaps-sites = The sites of the services we list are not ours. They may be hard to use.
site-accessibility-gaps-sign = We have no sign language videos yet.
site-accessibility-tell = Tell us
site-accessibility-tell-how = On the page of any service you can suggest a correction. You can also use it to tell us what does not work. You do not need to give your name.
site-accessibility-date = This page was written in { $date }.

## About
site-about-heading = What Cairn is
site-about-what = Cairn helps people in Canada find services when someone forces, sells, traps or uses them or a person they know.
site-about-name = A cairn is a pile of stones on a path. Each person who passes adds a stone, to show the way to the next.
site-about-not = What Cairn is not
site-about-not-emergency = It does not replace 911. In danger, call.
site-about-not-law = It does not give legal advice.
site-about-not-judge = It does not decide who is a victim. You do not need that word to get help.
site-about-not-tested = It has not been tested with survivors yet.
site-about-facts = Where the facts come from
site-about-facts-read = We read them on public pages. Each service says when. If we could not read it ourselves, we say “not yet verified”.
site-about-facts-wrong = Some facts may be old or wrong. If a number does not work, try another and tell us.
site-about-facts-count =
    { $count ->
        [one] We list one service.
       *[other] We list { $count } services.
    }
site-about-list = Being on our list does not mean that a service agrees with us.
site-about-licence = Licences
site-about-licence-content = Our texts and facts may be used by all under { $licence }. Please name Cairn and say what you changed.
site-about-licence-code = The program is free software under the Apache 2.0 licence.

## When something does not work
site-problem-back = Go to the start page
site-problem-call = If you are in danger now, do not wait for this site. Call 911.
site-problem-400-heading = We could not read that
site-problem-400-text = Something in the form reached us broken. Go back to the form, type it again and send it.
site-problem-403-heading = This page is not for your account
site-problem-403-text = Your roles do not open it. Ask the person who looks after accounts where you work.
site-problem-410-heading = This link no longer works
site-problem-410-text = It was used, or it is too old. Ask for a new one where you got it.
site-problem-elsewhere-heading = We did not take this form
site-problem-elsewhere-text = Another site may have sent it without you. Open the page here and fill it in again.
site-problem-404-heading = This page is not here
site-problem-404-text = The address may be wrong, or the page has moved.
site-problem-405-heading = This does not work that way
site-problem-405-text = Begin again from the start page.
site-problem-413-heading = That was too long
site-problem-413-text = Please send fewer words.
site-problem-500-heading = Something broke on our side
site-problem-500-text = It is not your fault. Please try again in a minute.
site-problem-500-reference = If you tell us, give us this number: { $reference }
site-problem-503-heading = This takes too long
site-problem-503-text = Many people may be here right now. Please try again in a minute.
