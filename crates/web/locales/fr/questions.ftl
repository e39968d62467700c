# Questionnaires : un écran à la fois, rien n'est gardé.

## La liste
questions-list-heading = Des questions pour réfléchir
questions-list-lead = Ces pages aident à voir ce qu'on sait et quoi faire ensuite. Elles ne décident pas qui est une victime.
questions-list-kept = Nous ne gardons rien de vos réponses, sauf si vous le demandez. Elles voyagent avec la page et disparaissent quand vous la fermez.
questions-list-unknown = Nous ne connaissons pas ces questions. Choisissez dans la liste.
questions-list-after = Après avoir parlé avec quelqu'un
questions-list-after-lead = Notez ce que vous avez vu et entendu. Faites-le de votre côté, après la rencontre. Ce n'est pas une entrevue : ne lisez pas ces questions à la personne.
questions-list-ours = Au sujet de notre organisme
questions-list-ours-lead = Chaque personne répond de son côté. Ensuite, vous mettez les réponses côte à côte et vous en parlez.
questions-list-other = Autres
questions-list-waiting = Pas encore prêts
questions-list-waiting-lead = Ces outils sont connus, mais il nous manque de quoi bien les utiliser. Chaque page dit ce qui manque.
questions-to-list = Tous les questionnaires

## Avant de commencer
questions-about-how = Comment faire
questions-about-length =
    { $questions ->
        [one] Il y a une question.
       *[other] Il y a { $questions } questions sur { $screens } pages. Certaines ne viennent qu'après certaines réponses.
    }
questions-about-skip = Vous pouvez laisser une question ouverte et y revenir. Ce qu'on ne sait pas n'est pas un non.
questions-about-names = N'écrivez ni nom, ni adresse, ni rien d'inutile.
questions-about-kept = Nous ne gardons rien sans votre demande. À la fin, vous pourrez imprimer vos réponses ou les mettre dans un fichier à vous.
questions-begin = Commencer
questions-lacking-form = Ceci n'est pas prêt
questions-lacking-score = Pourquoi il n'y a pas de résultat chiffré
questions-lacking-obtain = Il faut d'abord obtenir :
questions-known = Comment nous le savons
questions-known-source = Lu dans la source, le { $date }.
questions-known-secondary = Lu dans un autre texte qui cite la source, le { $date }. Pas encore vérifié dans la source.
questions-known-memory = Non vérifié. Écrit de mémoire, le { $date }.
questions-known-ours = De nous, et non un outil publié. Revu le { $date }.
questions-known-nobody = Personne du milieu ne l'a encore relu.
questions-known-reviewed = Relu par { $names }.

## Un écran
questions-ask-progress = Page { $at } de { $of }
questions-ask-many = Cochez tout ce qui convient.
questions-ask-limit = Au plus { $limit } caractères.
questions-ask-day = Année, mois, jour, comme 2027-03-31.
questions-why = Pourquoi cette question :
questions-next = Suivant
questions-back = Retour
questions-skip = Passer pour l'instant
questions-to-review = Voir toutes les réponses
questions-yes = Oui
questions-no = Non
questions-wrong-choice = Ce n'est pas l'une des réponses. Choisissez de nouveau.
questions-wrong-number = Écrivez un nombre entier.
questions-wrong-range = Écrivez un nombre de { $low } à { $high }.
questions-wrong-day = Écrivez le jour ainsi : 2027-03-31.
questions-wrong-long =
    { $over ->
        [one] Il y a un caractère de trop. La place est de { $limit }.
       *[other] Il y a { $over } caractères de trop. La place est de { $limit }.
    }

## Toutes les réponses
questions-review-heading = Vos réponses
questions-review-progress = { $answered } réponses sur { $asked } questions.
questions-review-wrong = Des réponses sont à corriger avant de voir le résultat. Elles sont marquées plus bas.
questions-review-open =
    { $count ->
        [one] Une question est ouverte.
       *[other] { $count } questions sont ouvertes.
    }
questions-change = Changer
questions-to-result = Voir le résultat
questions-contradictions = Ces réponses ne vont pas ensemble
questions-contradiction-several = Une question à réponse unique en a plusieurs. Pour l'instant, elle compte comme inconnue.
questions-contradiction-exclusive = Une réponse qui va seule est donnée avec d'autres. Pour l'instant, la question compte comme inconnue.
questions-strays = Réponses à des questions qui ne sont pas ici
questions-strays-lead = Elles ne comptent pas. Elles restent avec vos réponses jusqu'à votre départ.

## Les questions ont changé
questions-changed-heading = Les questions ont changé
questions-changed-versions = Vous avez commencé avec la version { $answered }. Il y a maintenant la version { $now }.
questions-changed-kept =
    { $count ->
        [one] Vos réponses sont toujours là. Une réponse va telle quelle avec les nouvelles questions.
       *[other] Vos réponses sont toujours là. { $count } réponses vont telles quelles avec les nouvelles questions.
    }
questions-changed-move = Continuer avec les nouvelles questions
questions-changed-stay = Garder les questions du début
questions-changed-unfit = Ce qui ne va plus
questions-changed-unfit-lead = Vous avez écrit ceci. Avec les nouvelles questions, cela ne compte plus, mais rien n'est perdu. Vous pouvez le copier.
questions-changed-what = Ce qui a changé
questions-changed-whole = l'ensemble
questions-changed-added = Nouveau : { $question }
questions-changed-removed = Retiré : { $question }
questions-changed-answers = Autres réponses au choix : { $question }
questions-changed-wording = Autres mots : { $question }
questions-changed-conditions = Demandé dans d'autres cas : { $question }
questions-changed-scoring = Compté autrement : { $question }

## Le résultat
questions-result-heading = Ce que montrent vos réponses
questions-next-steps = Quoi faire ensuite
questions-next-none = Rien ne découle de ces réponses à elles seules. Parlez-en avec quelqu'un de confiance au travail.
questions-urgent = D'abord
questions-dimensions = Ce qu'on a vu, groupe par groupe
questions-rule = La règle de cette liste :
questions-dimension-shown = Ce groupe ressort selon la règle.
questions-dimension-not-shown = Ce groupe ne ressort pas selon la règle.
questions-dimension-open = Ouvert : ce qu'on ne sait pas encore pourrait le faire ressortir.
questions-dimension-counts = Vus : { $present }. Vérifiés et absents : { $absent }. Ouverts : { $open }.
questions-scores = Partie par partie
questions-score-value = { $value } sur { $most }
questions-score-open = Ouvert : les réponses qui manquent pourraient le changer.
questions-score-none = Aucune réponse encore.
questions-score-lowest = Par où commencer :
questions-lenses = Côte à côte, avec les mêmes faits
questions-because = Ce qui va dans ce sens :
questions-class-open = Ouvert : cela dépend de ce qu'on ne sait pas encore.
questions-class-possible = Encore possibles :
questions-element-present = Noté
questions-element-absent = Vérifié, et absent
questions-element-not-recorded = Pas noté
questions-element-not-needed = Pas nécessaire ici
questions-unverified = Non vérifié
questions-set-aside = Ces réponses ne comptent pas, car la question ne se pose pas ici
questions-keep = Garder vos réponses
questions-keep-lead = Nous ne gardons rien sans votre demande. Quand vous fermez cette page, vos réponses disparaissent.
questions-to-paper = Imprimer
questions-to-file = Enregistrer dans un fichier
questions-file-hint = Le fichier s'appelle « reponses.json ». Qui l'ouvre peut le lire. Gardez-le dans un lieu sûr, à vous, ou ne le gardez pas.
questions-duty = Si un enfant est, ou est peut-être, en cause
questions-duty-lead = Les adultes qui le savent ont peut-être l'obligation de le signaler. Cette page dit qui, à qui et comment dans votre province. Vous quitterez vos réponses : imprimez-les ou enregistrez-les d'abord.
questions-duty-link = L'obligation de signaler, par province
questions-services = Trouver des services
questions-services-lead = Vous quitterez vos réponses. Imprimez-les ou enregistrez-les d'abord.
questions-back-result = Revenir au résultat
questions-paper-made = { $date }. Version { $version } des questions.
questions-paper-lead = Qui trouve ce papier peut le lire.
questions-paper-answers = Toutes les réponses

## Un fichier de réponses
questions-open-heading = Continuer avec un fichier
questions-open-lead = Vous avez déjà enregistré vos réponses ici ? Choisissez le fichier. Nous le lisons, nous vous montrons vos réponses et nous ne gardons rien.
questions-open-file = Votre fichier
questions-open-hint = Il s'appelle sans doute « reponses.json ».
questions-open-go = Ouvrir
questions-sent-missing = Aucun fichier n'est arrivé. Choisissez-en un.
questions-sent-large = Ce fichier est plus gros que tous les nôtres. Est-ce le bon ?
questions-sent-many = Il y a trop de fichiers. Nous en prenons 12 à la fois.
questions-sent-broken = Nous ne pouvons pas lire ce fichier. Est-ce celui que vous avez enregistré ici ?
questions-sent-foreign = Ce fichier ne vient pas d'ici, ou quelqu'un l'a changé.
questions-sent-unknown = Nous n'avons pas les questions de ce fichier, ou pas dans cette version.

## Plusieurs fichiers
questions-together-heading = Mettre des réponses côte à côte
questions-together-lead = Ceci sert aux questions sur votre propre organisme. Nous lisons les fichiers, nous les comparons et nous ne gardons rien.
questions-together-raters = Ce que plusieurs personnes ont répondu
questions-together-files = Fichiers, un par personne
questions-together-files-hint = Choisissez-les tous en même temps. Ils portent un numéro dans l'ordre d'arrivée.
questions-together-over-time = Avant et maintenant
questions-together-before = Le fichier d'avant
questions-together-after = Le fichier de maintenant
questions-together-go = Comparer
questions-together-two = Choisissez au moins deux fichiers.
questions-together-versions = Ces fichiers répondent à d'autres questions, ou à d'autres versions. On ne compare que ce qui est pareil.
questions-together-unscored = Ces questions n'ont pas d'échelle : il n'y a rien à comparer.
questions-together-people = { $count } personnes, numérotées dans l'ordre des fichiers.
questions-together-times = D'abord les réponses d'avant, puis celles de maintenant.
questions-together-talk = Un écart n'est pas une faute. Il montre de quoi parler. Personne n'est classé.
questions-together-nothing = Sans réponse
questions-together-apart = Écart de { $spread }
questions-together-differ = Où les réponses diffèrent
questions-together-other = Pas comparé, car on l'a demandé autrement
questions-list-prepare = Se préparer à demander une ordonnance de protection
questions-list-open = Continuer avec un fichier enregistré
questions-list-together = Mettre côte à côte les réponses de plusieurs personnes

## Gardées sous un code
questions-to-keep = Les garder ici sous un code
questions-keep-heading = Garder vos réponses sous un code
questions-keep-what = Nous pouvons garder vos réponses, pour que vous continuiez plus tard ou à un autre ordinateur. Vous recevez un code. Il n'y a ni nom ni compte.
questions-keep-sealed = Vos réponses sont fermées avec le code. Sans lui, nous ne pouvons pas les lire non plus.
questions-keep-lost = Si le code est perdu, les réponses sont perdues. Nous ne pouvons pas les retrouver.
questions-keep-found = Qui trouve le code peut lire vos réponses. Gardez-le là où personne ne regarde.
questions-keep-how-long = Combien de temps les garder ?
questions-keep-day = 1 jour
questions-keep-week = 7 jours
questions-keep-month = 30 jours
questions-keep-go = Les garder et me donner un code
questions-keep-again = Enregistrer les changements sous mon code
questions-keep-not = Ne pas les garder
questions-keep-full = Nous ne pouvons pas en garder plus en ce moment. Imprimez vos réponses ou mettez-les dans un fichier.
questions-keep-large = Ces réponses sont trop longues pour être gardées. Mettez-les dans un fichier.
questions-kept-heading = Votre code
questions-kept-write = Notez-le ou imprimez-le maintenant.
questions-kept-until = Effacé le { $date }.
questions-kept-once = Nous montrons ce code une seule fois. Il permet de revenir de n'importe quel ordinateur, à la page « Revenir avec un code ».
questions-kept-here = Vos réponses sont ici
questions-kept-go-on = Continuer avec mes réponses
questions-kept-delete = Les effacer d'ici maintenant
questions-code-heading = Revenir avec un code
questions-code-lead = Vous avez reçu un code de nous ? Il permet de continuer vos réponses, ou de les effacer.
questions-code-label = Votre code
questions-code-hint = 20 lettres et chiffres, comme ABCDE-12345-FGHJK-67890. Petites ou grandes lettres, c'est égal.
questions-code-open = Ouvrir mes réponses
questions-code-delete = Effacer mes réponses
questions-code-wrong = Nous ne trouvons rien sous ce code. Il est peut-être mal tapé, ou le jour prévu pour l'effacer est venu.
questions-code-wait = Il y a eu beaucoup d'essais. Attendez quelques minutes, puis essayez de nouveau.
questions-code-deleted = S'il y avait des réponses sous ce code, elles sont effacées.
