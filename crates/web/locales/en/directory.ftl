# The finder: start page, results, browse, print, wallet card.

## Start page and the search itself
directory-start-heading = Find help near you
directory-start-lead = It is free. You do not give your name. We keep nothing that you type.
directory-start-choose = Or pick what you need
directory-start-browse = See all kinds of help
directory-start-worried = Worried about someone?
directory-start-worried-lead = You do not have to be sure. Short guides say what to look for, what to say and what to do now.
directory-start-guides = See what to do, step by step
directory-search-text = What is happening, or what do you need?
directory-search-text-hint = Use your own words. For example: my boss took my passport.
directory-search-place = Where are you?
directory-search-place-hint = A town, or the first 3 characters of the postal code. You can leave it empty.
directory-search-button = Find help
directory-search-again = Change your search

## Results
directory-find-found =
    { $count ->
        [one] One service
       *[other] { $count } services
    }
directory-find-found-near =
    { $count ->
        [one] One service near { $place }
       *[other] { $count } services near { $place }
    }
directory-find-none = No service matches all of this
directory-find-none-help = You can still call. These people can help you find the right place.
directory-find-none-tip = You can also use other words, or take away a filter.
directory-find-understood = You may be looking for: { $needs }.
directory-find-corrected = We read “{ $typed }” as “{ $read }”.
directory-find-widened = No service has all your words. These have some of them.
directory-find-shortened = We read the first { $limit } characters of your words.
directory-find-rural = This area is large, so we show no distance. Type the name of your town to see how far it is.
directory-find-no-place = Type a town above to see what is near you.
directory-find-place-unknown = We do not know the place “{ $place }”. Check how it is written, or type the first 3 characters of the postal code. The list below is for all of Canada.
directory-find-place-choose = Did you mean one of these places?
directory-find-list = Services
directory-find-page = Page { $page } of { $pages }
directory-find-pages = Pages of the list
directory-find-next = Next page
directory-find-previous = Previous page
directory-find-print = Print this list
directory-find-table = Save this list as a table

## One result
directory-result-distance = about { $km } km away
directory-result-distance-short = less than 1 km away
directory-result-here = In { $place }
directory-result-here-distance = In { $place }, { $distance }
directory-result-serves = Serves { $area }
directory-result-languages = Languages: { $languages }
directory-result-why = Why it is here: { $reasons }.
directory-result-closed-for-now = Closed for a time

## Why it is listed
directory-reason-need = can help with “{ $name }”
directory-reason-needs = can help with “{ $first }” and “{ $second }”
directory-reason-population = is for “{ $name }”
directory-reason-exploitation = knows about “{ $name }”
directory-reason-name = its name has your words
directory-reason-words = its text has your words
directory-reason-call-now = someone answers now
directory-reason-national = serves all of Canada
directory-reason-area = serves { $area }
directory-reason-near = is close to you
directory-reason-dedicated = made for people who are forced, sold or used
directory-reason-language = speaks { $language }

## Filters
directory-filter-title = Narrow the list
directory-filter-hint = The number in brackets is how many services you would see.
directory-filter-need = Kind of help
directory-filter-population = Who it is for
directory-filter-language = Language
directory-filter-more = More
directory-filter-open = Open now
directory-filter-always = Open day and night
directory-filter-no-police = No police report needed
directory-filter-no-status = No immigration status needed
directory-filter-province = Province or territory
directory-filter-everywhere = All of Canada
directory-filter-order = Order
directory-filter-best = Best fit first
directory-filter-nearest = Nearest first
directory-filter-count = How many on a page
directory-filter-apply = Apply
directory-filter-results =
    { $count ->
        [one] one service
       *[other] { $count } services
    }

## Browse
directory-browse-heading = All kinds of help
directory-browse-lead = Pick one to see the list. You can add your town first.
directory-browse-need = By kind of help
directory-browse-province = By province or territory

## Print and wallet card
directory-print-heading = Numbers
directory-print-lead = Printed pages can be found by others. Keep them in a safe place.
directory-print-back = Back to your list
directory-card-heading = A small card to print
directory-card-lead = The card has numbers only: no names and no topic. Cut along the line. It fits in a wallet.
directory-card-which = What each number is
directory-card-title = Useful numbers
directory-card-none = There is no number to put on a card.
directory-card-preview = The card

# The list as a table (CSV). Names of its columns.

directory-table-name = Service
directory-table-organization = Organization
directory-table-phones = Telephone
directory-table-email = Email
directory-table-website = Website
directory-table-town = Town
directory-table-province = Province
directory-table-languages = Languages
directory-table-cost = Cost
directory-table-free = Free
directory-table-places = Free places
directory-table-description = What it does
directory-table-standing = How well we know this

# The finder inside another site's page.

directory-embed-heading = Find help
directory-embed-new-tab = Each service opens in a new tab.
directory-embed-whole = Open the whole site in a new tab
