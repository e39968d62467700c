# A service: whether it is open, what to expect, how its facts are known.

## Open or closed
service-open-always = Open now, day and night
service-open-until = Open now until { $time }
service-open-until-tomorrow = Open now until tomorrow at { $time }
service-open-until-day = Open now until { $day } at { $time }
service-closed-until = Closed; opens at { $time }
service-closed-until-tomorrow = Closed; opens tomorrow at { $time }
service-closed-until-day = Closed; opens { $day } at { $time }
service-closed = Closed now
service-open-unknown = Hours not known
service-time-there = ({ $zone } time)

## Days
service-day-1 = Monday
service-day-2 = Tuesday
service-day-3 = Wednesday
service-day-4 = Thursday
service-day-5 = Friday
service-day-6 = Saturday
service-day-7 = Sunday
service-days-to = { $first } to { $last }
service-days-all = Every day
service-hours-span = { $opens } to { $closes }
service-hours-all-day = day and night
service-hours-closed = closed
service-month-1 = January
service-month-2 = February
service-month-3 = March
service-month-4 = April
service-month-5 = May
service-month-6 = June
service-month-7 = July
service-month-8 = August
service-month-9 = September
service-month-10 = October
service-month-11 = November
service-month-12 = December
service-date = { $month } { $day }, { $year }
service-date-month = { $month } { $year }
service-time-noon = noon
service-time-midnight = midnight
service-zone-newfoundland = Newfoundland
service-zone-atlantic = Atlantic
service-zone-eastern = Eastern
service-zone-central = Central
service-zone-mountain = Mountain
service-zone-pacific = Pacific
service-zone-yukon = Yukon
service-zone-saskatchewan = Saskatchewan

## How its facts are known
service-standing-verified = Checked with the service on { $date }
service-standing-read = Read on a public page in { $date }
service-standing-unverified = Not yet verified
service-stale-day = Not confirmed since { $date }
service-stale-month = Not confirmed since { $date }
service-stale-unknown = Not confirmed for a long time
service-stale-advice = Call first: something may have changed.

## Free places

service-capacity-bed = { $count ->
    [0] No bed free
    [one] 1 bed free
   *[other] { $count } beds free
  }
service-capacity-room = { $count ->
    [0] No room free
    [one] 1 room free
   *[other] { $count } rooms free
  }
service-capacity-place = { $count ->
    [0] No place free
    [one] 1 place free
   *[other] { $count } places free
  }
service-capacity-of = { $free } of { $maximum }
service-capacity-line = { $free }. { $age }
service-capacity-age = { $hours ->
    [0] Counted less than an hour ago.
    [one] Counted 1 hour ago.
   *[other] Counted { $hours } hours ago.
  }
service-capacity-old = Counted more than a day ago: call first.

## The page
service-back = Back to your list
service-phone = Phone
service-phone-none = We know no phone number for this service.
service-phone-else = If no one answers, these lines do:
service-phone-trace = Calls and texts can show in the phone's log and on the bill.
service-hours = Hours
service-hours-today = Today: { $state }
service-hours-week = In a week
service-hours-unknown = The hours are not known. Ask the service.
service-hours-note = In the words of the source:
service-where = Where, and whom it serves
service-where-address = Address
service-where-town = Town
service-where-town-only = We know the town, not the door. Ask the service how to get there.
service-where-none = You reach this service by phone or online. We list no place to go.
service-area = Area
service-area-canada = all of Canada
service-area-around = { $km } km around { $place }
service-expect = What to expect
service-for = For
service-for-everyone = Everyone
service-helps = Can help with
service-dedicated = This service is made for people who are forced, sold or used by others.
service-police-no = You do not need a police report.
service-police-yes = You need a police report.
service-status-no = You do not need an immigration status.
service-status-yes = You need an immigration status.
service-id-no = You do not need an ID card.
service-id-yes = You need an ID card.
service-children-yes = You can bring your children.
service-children-no = You cannot bring children.
service-pets-yes = You can bring your pet.
service-pets-no = You cannot bring a pet.
service-gender-women = It is for women.
service-gender-men = It is for men.
service-gender-any = It is for people of any gender.
service-age-from = It is for people who are { $years } or older.
service-age-to = It is for people who are { $years } or younger.
service-age-between = It is for people from { $from } to { $to } years old.
service-indigenous-yes = Indigenous people lead it.
service-by-and-for = People who have lived it, or the people it serves, lead it.
service-unknown = Not known, so ask: { $facts }.
service-unknown-police = do I need a police report
service-unknown-status = do I need an immigration status
service-unknown-id = do I need an ID card
service-unknown-children = can I bring children
service-unknown-pets = can I bring a pet
service-languages = Languages
service-languages-unknown = The languages are not known. Ask the service.
service-cost = Cost
service-cost-free = It is free.
service-cost-unknown = The cost is not known. Ask the service.
service-online = Online
service-online-website = Website: { $link }
service-online-leaves = This opens another website. It will show in your history.
service-online-email = E-mail: { $address }
service-online-email-trace = An e-mail stays in your sent mail.
service-online-new-language = That site may be in one language only.
service-known = How we know this
service-known-source = Page read: { $source }
service-known-source-date = The page was dated { $date }.
service-known-review = We plan to check again by { $date }.
service-known-unverified = These facts do not come straight from the service. Ask first.
service-print = Print this page
service-card = Make a wallet card

## Suggest a correction
service-suggest-heading = Is something wrong here?
service-suggest-open = Suggest a correction
service-suggest-label = What should we change?
service-suggest-hint = Do not write about yourself or anyone else. We do not need your name. Up to 2,000 characters.
service-suggest-send = Send
service-suggest-empty = Write what we should change.
service-suggest-long =
    { $over ->
        [one] Your text is 1 character too long. Make it shorter and send it again.
       *[other] Your text is { $over } characters too long. Make it shorter and send it again.
    }
service-suggest-many = Many corrections wait for this service. Please try again in a few days.
service-suggest-thanks = Thank you
service-suggest-thanks-text = A person will read it and check it with the service. Nothing on the page changes until then.
service-suggest-back = Back to the service
