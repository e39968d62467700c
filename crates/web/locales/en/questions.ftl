# Questionnaires: one screen at a time, nothing kept.

## The list
questions-list-heading = Questions to think with
questions-list-lead = These pages help you see what you know and what to do next. They do not decide who is a victim.
questions-list-kept = We keep nothing of what you answer, unless you ask us to. It travels with the page and is gone when you close it.
questions-list-unknown = We do not know these questions. Choose from the list.
questions-list-after = After you have talked with someone
questions-list-after-lead = Note what you saw and heard. Do it on your own, after you have talked. It is not an interview, so do not read it to the person.
questions-list-ours = About our own organization
questions-list-ours-lead = Each person answers alone. Then you put the answers side by side and talk.
questions-list-other = Others
questions-list-waiting = Not ready yet
questions-list-waiting-lead = These tools are known, but we do not have what we need to use them well. Each page says what is missing.
questions-to-list = All questionnaires

## Before it starts
questions-about-how = How it works
questions-about-length =
    { $questions ->
        [one] There is one question.
       *[other] There are { $questions } questions on { $screens } pages. Some are asked only after certain answers.
    }
questions-about-skip = You can leave any question open and come back to it. What is not known is not a no.
questions-about-names = Write no names, no addresses and nothing that you do not need.
questions-about-kept = We keep nothing unless you ask. At the end you can print your answers or save them in a file of your own.
questions-begin = Begin
questions-lacking-form = This is not ready to use
questions-lacking-score = Why there is no score
questions-lacking-obtain = This must be obtained first:
questions-known = How we know this
questions-known-source = Read in the source, on { $date }.
questions-known-secondary = Read in another text that cites the source, on { $date }. Not yet checked in the source itself.
questions-known-memory = Not verified. Written from memory, on { $date }.
questions-known-ours = Our own, not a published tool. Last looked at on { $date }.
questions-known-nobody = Nobody from the field has reviewed it yet.
questions-known-reviewed = Reviewed by { $names }.

## One screen
questions-ask-progress = Page { $at } of { $of }
questions-ask-many = Choose all that apply.
questions-ask-limit = Up to { $limit } characters.
questions-ask-day = Year, month, day, such as 2027-03-31.
questions-why = Why we ask:
questions-next = Next
questions-back = Back
questions-skip = Skip this for now
questions-to-review = See all answers
questions-yes = Yes
questions-no = No
questions-wrong-choice = This is not one of the answers. Choose again.
questions-wrong-number = Write a whole number.
questions-wrong-range = Write a number from { $low } to { $high }.
questions-wrong-day = Write the day like this: 2027-03-31.
questions-wrong-long =
    { $over ->
        [one] This is one character too long. There is room for { $limit }.
       *[other] This is { $over } characters too long. There is room for { $limit }.
    }

## All answers
questions-review-heading = Your answers
questions-review-progress = { $answered } of { $asked } questions answered.
questions-review-wrong = Some answers need a change before we can show a result. They are marked below.
questions-review-open =
    { $count ->
        [one] One question is open.
       *[other] { $count } questions are open.
    }
questions-change = Change
questions-to-result = See the result
questions-contradictions = These answers do not go together
questions-contradiction-several = There are several answers to a question that takes one. For now it counts as not known.
questions-contradiction-exclusive = An answer that stands alone is given together with others. For now the question counts as not known.
questions-strays = Answers to questions that are not here
questions-strays-lead = They do not count. They stay with your answers until you leave.

## The questions changed
questions-changed-heading = The questions have changed
questions-changed-versions = You began with version { $answered }. Now there is version { $now }.
questions-changed-kept =
    { $count ->
        [one] Your answers are still here. One of them fits the new questions as it is.
       *[other] Your answers are still here. { $count } of them fit the new questions as they are.
    }
questions-changed-move = Go on with the new questions
questions-changed-stay = Keep the questions I began with
questions-changed-unfit = What does not fit any more
questions-changed-unfit-lead = You wrote this. It does not count with the new questions, and it is not lost. You can copy it.
questions-changed-what = What changed
questions-changed-whole = the whole
questions-changed-added = New: { $question }
questions-changed-removed = Gone: { $question }
questions-changed-answers = Other answers to choose from: { $question }
questions-changed-wording = Other words: { $question }
questions-changed-conditions = Asked in other cases: { $question }
questions-changed-scoring = Counted in another way: { $question }

## The result
questions-result-heading = What your answers show
questions-next-steps = What to do next
questions-next-none = Nothing follows from these answers by itself. Talk it over with someone you trust at work.
questions-urgent = First
questions-dimensions = What was seen, group by group
questions-rule = The rule of this list:
questions-dimension-shown = This group is shown by the rule.
questions-dimension-not-shown = This group is not shown by the rule.
questions-dimension-open = Open: what is not known yet could still show it.
questions-dimension-counts = Seen: { $present }. Looked at and not there: { $absent }. Open: { $open }.
questions-scores = Part by part
questions-score-value = { $value } out of { $most }
questions-score-open = Open: what is not answered yet could still change it.
questions-score-none = Nothing answered yet.
questions-score-lowest = Where you could begin:
questions-lenses = Side by side, over the same facts
questions-because = What speaks for it:
questions-class-open = Open: what is not known yet decides it.
questions-class-possible = These are still possible:
questions-element-present = Recorded
questions-element-absent = Looked at, and not there
questions-element-not-recorded = Not recorded
questions-element-not-needed = Not needed here
questions-unverified = Not verified
questions-set-aside = These answers do not count, because the question is not asked here
questions-keep = Keep your answers
questions-keep-lead = We keep nothing unless you ask. When you close this page, your answers are gone.
questions-to-paper = Print
questions-to-file = Save in a file
questions-file-hint = The file is called “answers.json”. Whoever opens it can read it. Keep it where only you can look, or do not keep it.
questions-duty = Where a child is, or may be, involved
questions-duty-lead = Adults who know may have to report it. This page says who, to whom and how in your province. It leaves your answers: print them or save them first.
questions-duty-link = The duty to report, by province
questions-services = Find services
questions-services-lead = This leaves your answers. Print them or save them first.
questions-back-result = Back to the result
questions-paper-made = { $date }. Version { $version } of the questions.
questions-paper-lead = Anyone who finds this paper can read it.
questions-paper-answers = All answers

## A file of answers
questions-open-heading = Go on with a file
questions-open-lead = Did you save your answers here before? Choose the file. We read it, show you your answers and keep nothing.
questions-open-file = Your file
questions-open-hint = It is most likely called “answers.json”.
questions-open-go = Open
questions-sent-missing = No file has come in. Choose one.
questions-sent-large = This file is larger than any we make. Is it the right one?
questions-sent-many = These are too many files. We take 12 at a time.
questions-sent-broken = We cannot read this file. Is it the one you saved here?
questions-sent-foreign = This file was not made here, or somebody changed it.
questions-sent-unknown = We do not have the questions that this file answers, or not in this version.

## Several files
questions-together-heading = Put answers side by side
questions-together-lead = This is for the questions about your own organization. We read the files, compare them and keep nothing.
questions-together-raters = What several people answered
questions-together-files = Files, one for each person
questions-together-files-hint = Choose all of them at once. They are numbered in the order in which they arrive.
questions-together-over-time = Then and now
questions-together-before = The earlier file
questions-together-after = The later file
questions-together-go = Compare
questions-together-two = Choose at least two files.
questions-together-versions = These files answer other questions, or other versions of them. Only the same can be compared.
questions-together-unscored = These questions have no scale, so there is nothing to compare.
questions-together-people = { $count } people, numbered in the order of the files.
questions-together-times = First the earlier answers, then the later ones.
questions-together-talk = A gap is not a fault. It shows what is worth a talk. Nobody is ranked.
questions-together-nothing = No answer
questions-together-apart = { $spread } apart
questions-together-differ = Where the answers differ
questions-together-other = Not compared, because it was asked in another way
questions-list-prepare = Get ready to ask for a protection order
questions-list-open = Go on with a file that you saved
questions-list-together = Put the answers of several people side by side

## Kept under a code
questions-to-keep = Keep them here under a code
questions-keep-heading = Keep your answers under a code
questions-keep-what = We can keep your answers, so that you can go on later or from another computer. You get a code. There is no name and no account.
questions-keep-sealed = Your answers are locked with the code. Without it, we cannot read them either.
questions-keep-lost = If the code is lost, the answers are lost. We cannot find them again.
questions-keep-found = Whoever finds the code can read your answers. Keep it where no one looks.
questions-keep-how-long = How long should we keep them?
questions-keep-day = 1 day
questions-keep-week = 7 days
questions-keep-month = 30 days
questions-keep-go = Keep them and give me a code
questions-keep-again = Save the changes under my code
questions-keep-not = Do not keep them
questions-keep-full = We cannot keep more right now. Print your answers or save them in a file.
questions-keep-large = These answers are too long to keep. Save them in a file.
questions-kept-heading = Your code
questions-kept-write = Write it down or print it now.
questions-kept-until = Deleted on { $date }.
questions-kept-once = We show this code only once. You can come back with it from any computer, on the page “Come back with a code”.
questions-kept-here = Your answers are here
questions-kept-go-on = Go on with my answers
questions-kept-delete = Delete them here now
questions-code-heading = Come back with a code
questions-code-lead = Did we give you a code? With it you can go on with your answers, or delete them.
questions-code-label = Your code
questions-code-hint = 20 letters and digits, such as ABCDE-12345-FGHJK-67890. Small or capital letters do not matter.
questions-code-open = Open my answers
questions-code-delete = Delete my answers
questions-code-wrong = We find nothing under this code. It may be typed wrong, or the day of deletion has come.
questions-code-wait = There were many tries. Wait a few minutes, then try again.
questions-code-deleted = If there were answers under this code, they are gone now.
