# What was taken in from other systems.
imports-title = Imports
imports-lead = Files from other directories are taken in here, and what they leave for people to decide waits here too. Very large files are taken in on the machine that runs this site, with the command “cairn directory import”.
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

# Taking in an export.
imports-new-title = Take in an export
imports-new-lead = Send a file from another system. It is read and compared with what is here, and nothing is changed until you say so. The file lies on this machine without a name, and is deleted when it is taken in, thrown away or forgotten for six hours.
imports-new-go = Send and look
imports-new-source = Where it comes from
imports-new-source-hint = Choose the same source each time: records are known again by it.
imports-new-source-other = Another source, named below
imports-new-source-name = Name of another source
imports-new-lang = Language of its texts
imports-zone = Time zone of hours that do not say theirs
imports-zone-hint = Only where hours stand at no place in Canada.
imports-zone-none = Not needed
imports-zone-newfoundland = Newfoundland
imports-zone-atlantic = Atlantic
imports-zone-eastern = Eastern
imports-zone-central = Central
imports-zone-saskatchewan = Saskatchewan
imports-zone-mountain = Mountain
imports-zone-pacific = Pacific
imports-zone-yukon = Yukon
imports-file = The file
imports-file-hint = A zip of CSV files, one CSV file, or JSON; up to { $limit } MB.
imports-mapping = A mapping, if its columns are its own
imports-mapping-hint = A small TOML or YAML file that says what each column means. Leave it out for HSDS and iCarol.
imports-fault-name = Choose a source, or give the name of another one in up to 100 letters.
imports-fault-none = Choose a file. If you had chosen one, choose it again: a browser does not keep it.
imports-fault-empty = The file is empty. Choose another one.
imports-fault-too-long = The file is larger than { $limit } MB. Larger ones are taken in at the command line.
imports-fault-kind = This is not a zip, CSV or JSON file, whatever its name says. Choose another one.
imports-fault-mapping = The mapping cannot be read. Send it as TOML or YAML.
imports-fault-full = Several files wait for a decision already. Apply or throw away one of them first.

imports-runs-title = Exports looked at
imports-run-title = One export
imports-when = When
imports-who = Who
imports-format = Kind of file
imports-format-csv = CSV
imports-format-json = JSON
imports-format-zip = Zip
imports-format-folder = Folder
imports-result = Result
imports-rows-read = Rows read
imports-faults = Faults
imports-faults-none = Nothing is wrong with it.
imports-faults-csv = Every fault with its line (CSV)
imports-fault-code = Kind
imports-in-file = File
imports-line = Line
imports-how-often = How often
imports-where = Where
imports-new = New
imports-changed = Changed
imports-same = As before
imports-gone = Gone from the source
imports-conflicts-column = Differences to decide
imports-aside-column = Kept aside
imports-rows-heading = Rows and files
imports-rows-used = In a record
imports-rows-merged = Saying what another row says
imports-rows-ignored = Of no use here
imports-unused = Columns not used
imports-records = Records
imports-would = What it comes to
imports-changes = One by one
imports-more = { $count ->
    [one] One more record.
   *[other] { $count } more records.
}
imports-what-new = New
imports-what-changed = Changed
imports-what-gone = Gone from the source
imports-kept = edited here: kept
imports-differs-secret = It differs. What it says is on the record’s own page, for those who may see it.
imports-file-name = Name of the file
imports-digest = Digest of the file (SHA-256)
imports-last-by = Last step by
imports-last-at = Last step at
imports-state-reading = Being read
imports-state-compared = Waits to be applied
imports-state-applying = Being applied
imports-state-applied = Taken in
imports-state-unchanged = Nothing to change
imports-state-failed = Not taken in
imports-state-discarded = Thrown away
imports-busy = This goes on without you. Come back later, or look how far it is.
imports-refresh = Look again
imports-step-waiting = It waits for its turn.
imports-step-reading = { $count ->
    [0] It is being read.
    [one] One row has been read.
   *[other] { $count } rows have been read.
}
imports-step-joining = { $count ->
    [0] Rows are being joined.
    [one] Rows are being joined: one record so far.
   *[other] Rows are being joined: { $count } records so far.
}
imports-step-comparing = { $count ->
    [0] It is being compared with what is here.
    [one] One record has been compared.
   *[other] { $count } records have been compared.
}
imports-step-writing = { $count ->
    [0] It is being written.
    [one] One record has been written.
   *[other] { $count } records have been written.
}
imports-note-name = The name of the file promises another kind of file. It was read as what it is.
imports-note-interrupted = The work was interrupted, and nothing was changed. Send the file again.
imports-note-not-held = The file is no longer here. Send it again to apply it.
imports-note-gone = { $count ->
    [one] One listing is no longer at the source: it would no longer be shown, unless it was edited here.
   *[other] { $count } listings are no longer at the source: they would no longer be shown, unless they were edited here.
}
imports-failed-too-much = The zip holds far more than it should. It may be made to fill a disk. Nothing was changed.
imports-failed-unreadable = The file cannot be read to its end. Nothing was changed. What the reader says:
imports-failed-nothing = There is no row in it that can be read. Nothing was changed.
imports-failed-forbidden = Whoever sent it may no longer take in exports. Nothing was changed.
imports-failed-broken = Something went wrong here. Nothing was changed. Send the file again, or ask whoever runs this site.
imports-overtaken = The directory changed since you looked, so nothing was changed. This is what is different now:
imports-overtaken-count = { $what }: { $before } before, { $now } now
imports-overtaken-record = { $name }
imports-discard = Throw it away
imports-apply-title = Apply it
imports-apply-lead = The same file is read once more and written wholly or not at all. If anything would be different from the report that you saw, nothing is written and you are shown what.
imports-apply-go = Write to the directory
imports-apply-new = { $count ->
    [one] One record is new.
   *[other] { $count } records are new.
}
imports-apply-changed = { $count ->
    [one] One record is changed.
   *[other] { $count } records are changed.
}
imports-apply-gone = { $count ->
    [one] One record is gone from the source and is no longer shown, unless it was edited here.
   *[other] { $count } records are gone from the source and are no longer shown, unless they were edited here.
}
imports-apply-conflicts = { $count ->
    [one] One field was edited here and stays as it is until somebody decides.
   *[other] { $count } fields were edited here and stay as they are until somebody decides.
}
imports-masked = This cell may tell where a secret place is. It stays as it is.
imports-shipped = What comes with Cairn
staff-done-discarded = Thrown away. The file is deleted.
staff-done-look-again = The report is newer than the page you had open. Look at it before you apply it.
imports-gone-short = Gone
imports-conflicts-short = To decide
imports-wrong = What is wrong
