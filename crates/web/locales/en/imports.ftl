# What was taken in from other systems.
imports-title = Imports
imports-lead = Files from other directories are taken in on the machine that runs this site, with the command “cairn directory import”. A file cannot be sent from this page. What an import leaves for people to decide is here.
imports-sources = Where records come from
imports-none = Nothing has been taken in yet.
imports-source = Source
imports-last = Last change
imports-waiting = Rows that wait
imports-rows-count = { $count ->
    [one] One row to mend
   *[other] { $count } rows to mend
}
imports-conflicts-count = { $count ->
    [one] One difference to decide
   *[other] { $count } differences to decide
}

imports-rows-title = Rows to mend
imports-row = Row
imports-why = Why it waits
imports-table = Table
imports-row-title = One row to mend
imports-row-lead = Mend what is wrong and try this row again. A cell may hold an address that must stay secret: do not copy it elsewhere.
imports-from = From: { $what }
imports-because = Why it waits: { $what }
imports-of-table = Table: { $what }
imports-lang = Language of this row
imports-lang-en = English
imports-lang-fr = French
imports-retry = Try again
imports-still = It still cannot be taken in: { $why }.
imports-already = The listing is there and says this already. Set the row aside.
imports-differs = The listing says something else in the same place. Edit the listing itself, then set the row aside.
imports-only-source = This row belongs with other rows of its file. It can only be mended at its source; or name its service here, or set it aside.

imports-aside = Set aside
imports-aside-title = Set a row aside
imports-aside-lead = Nothing will be made of this row, even when it comes again. Say why, for those who look later.
imports-aside-reason = Why
staff-done-set-aside = Set aside.

imports-conflicts-title = Differences to decide
imports-conflicts-lead = These were changed here, and then changed at their source too. What is here stays until you decide.
imports-conflicts-none = No difference waits.
imports-ours = Here
imports-theirs = At the source
imports-keep = Keep ours
imports-take = Take theirs
imports-withheld = This is about a secret place. Someone who may see it has to decide.
