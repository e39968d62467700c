# Ce qui a été repris d’autres systèmes.
imports-title = Importations
imports-lead = Les fichiers d’autres répertoires sont repris ici, et ce qu’ils laissent à décider attend ici aussi. Les très gros fichiers sont repris sur la machine qui fait fonctionner ce site, avec la commande « cairn directory import ».
imports-sources = D’où viennent les fiches
imports-none = Rien n’a encore été repris.
imports-source = Source
imports-last = Dernier changement
imports-waiting = Rangées en attente
imports-rows-count = { $count ->
    [one] Une rangée à corriger
   *[other] { $count } rangées à corriger
}
imports-conflicts-count = { $count ->
    [one] Une divergence à trancher
   *[other] { $count } divergences à trancher
}

imports-rows-title = Rangées à corriger
imports-row = Rangée
imports-why = Pourquoi elle attend
imports-table = Table
imports-row-title = Une rangée à corriger
imports-row-lead = Corrigez ce qui ne va pas, puis réessayez. Une cellule peut contenir une adresse qui doit rester secrète : ne la copiez pas ailleurs.
imports-from = Provenance : { $what }
imports-because = Pourquoi elle attend : { $what }
imports-of-table = Table : { $what }
imports-lang = Langue de cette rangée
imports-lang-en = Anglais
imports-lang-fr = Français
imports-retry = Réessayer
imports-still = Elle ne peut toujours pas être reprise : { $why }.
imports-already = La fiche existe et le dit déjà. Mettez la rangée de côté.
imports-differs = La fiche dit autre chose au même endroit. Modifiez la fiche elle-même, puis mettez la rangée de côté.
imports-only-source = Cette rangée va avec d’autres rangées de son fichier. On ne peut la corriger qu’à la source; sinon, nommez ici son service ou mettez-la de côté.

imports-aside = Mettre de côté
imports-aside-title = Mettre une rangée de côté
imports-aside-lead = On ne fera rien de cette rangée, même si elle revient. Dites pourquoi, pour les personnes qui chercheront à comprendre plus tard.
imports-aside-reason = Pourquoi
staff-done-set-aside = La rangée est mise de côté.

imports-conflicts-title = Divergences à trancher
imports-conflicts-lead = Ces renseignements ont été modifiés ici, puis à la source aussi. Ce qui est ici reste jusqu’à votre décision.
imports-conflicts-none = Aucune divergence n’attend.
imports-ours = Ici
imports-theirs = À la source
imports-keep = Garder le nôtre
imports-take = Prendre le leur
imports-withheld = Il s’agit d’un lieu secret. Une personne autorisée à le voir doit trancher.

# Reprendre une exportation.
imports-new-title = Reprendre une exportation
imports-new-lead = Envoyez un fichier d’un autre système. Il est lu et comparé à ce qui est ici, et rien ne change tant que vous ne le demandez pas. Le fichier reste sur cette machine sans porter de nom; il est effacé dès qu’il est repris, écarté ou oublié pendant six heures.
imports-new-go = Envoyer et examiner
imports-new-source = Provenance
imports-new-source-hint = Choisissez chaque fois la même source : c’est par elle qu’on reconnaît les fiches.
imports-new-source-other = Une autre source, nommée ci-dessous
imports-new-source-name = Nom d’une autre source
imports-new-lang = Langue de ses textes
imports-zone = Fuseau des heures qui n’en précisent aucun
imports-zone-hint = Seulement si des heures ne sont rattachées à aucun lieu au Canada.
imports-zone-none = Pas nécessaire
imports-zone-newfoundland = Terre-Neuve
imports-zone-atlantic = Atlantique
imports-zone-eastern = Est
imports-zone-central = Centre
imports-zone-saskatchewan = Saskatchewan
imports-zone-mountain = Rocheuses
imports-zone-pacific = Pacifique
imports-zone-yukon = Yukon
imports-file = Le fichier
imports-file-hint = Un zip de fichiers CSV, un seul fichier CSV ou du JSON; { $limit } Mo au plus.
imports-mapping = Une correspondance, si ses colonnes lui sont propres
imports-mapping-hint = Un petit fichier TOML ou YAML qui dit ce que chaque colonne signifie. Inutile pour HSDS et iCarol.
imports-fault-name = Choisissez une source ou donnez-en le nom, en 100 lettres au plus.
imports-fault-none = Choisissez un fichier. Si vous en aviez choisi un, choisissez-le de nouveau : le navigateur ne le garde pas.
imports-fault-empty = Le fichier est vide. Choisissez-en un autre.
imports-fault-too-long = Le fichier dépasse { $limit } Mo. Les plus gros se reprennent en ligne de commande.
imports-fault-kind = Ce n’est ni un zip, ni un CSV, ni du JSON, quoi qu’en dise son nom. Choisissez un autre fichier.
imports-fault-mapping = La correspondance est illisible. Envoyez-la en TOML ou en YAML.
imports-fault-full = Plusieurs fichiers attendent déjà une décision. Appliquez-en un ou écartez-en un d’abord.

imports-runs-title = Exportations examinées
imports-run-title = Une exportation
imports-when = Quand
imports-who = Qui
imports-format = Sorte de fichier
imports-format-csv = CSV
imports-format-json = JSON
imports-format-zip = Zip
imports-format-folder = Dossier
imports-result = Résultat
imports-rows-read = Rangées lues
imports-faults = Défauts
imports-faults-none = Aucun défaut.
imports-faults-csv = Chaque défaut avec sa ligne (CSV)
imports-fault-code = Sorte
imports-in-file = Fichier
imports-line = Ligne
imports-how-often = Combien de fois
imports-where = Où
imports-new = Nouvelles
imports-changed = Changées
imports-same = Inchangées
imports-gone = Disparues de la source
imports-conflicts-column = Divergences à trancher
imports-aside-column = Mises de côté
imports-rows-heading = Rangées et fichiers
imports-rows-used = Dans une fiche
imports-rows-merged = Disent ce qu’une autre rangée dit
imports-rows-ignored = Inutiles ici
imports-unused = Colonnes non employées
imports-records = Fiches
imports-would = Ce qui en résulte
imports-changes = Une à une
imports-more = { $count ->
    [one] Une autre fiche.
   *[other] { $count } autres fiches.
}
imports-what-new = Nouvelle
imports-what-changed = Changée
imports-what-gone = Disparue de la source
imports-kept = modifié ici : gardé
imports-differs-secret = Il y a une différence. Le contenu se trouve sur la page de la fiche, pour les personnes autorisées à le voir.
imports-file-name = Nom du fichier
imports-digest = Empreinte du fichier (SHA-256)
imports-last-by = Dernière étape par
imports-last-at = Dernière étape le
imports-state-reading = En cours de lecture
imports-state-compared = En attente d’application
imports-state-applying = En cours d’application
imports-state-applied = Reprise
imports-state-unchanged = Rien à changer
imports-state-failed = Non reprise
imports-state-discarded = Écartée
imports-busy = Le travail se poursuit sans vous. Revenez plus tard, ou regardez où il en est.
imports-refresh = Regarder de nouveau
imports-step-waiting = Le fichier attend son tour.
imports-step-reading = { $count ->
    [0] La lecture est en cours.
    [one] { $count } rangée a été lue.
   *[other] { $count } rangées ont été lues.
}
imports-step-joining = { $count ->
    [0] Les rangées sont mises ensemble.
    [one] Les rangées sont mises ensemble : { $count } fiche jusqu’ici.
   *[other] Les rangées sont mises ensemble : { $count } fiches jusqu’ici.
}
imports-step-comparing = { $count ->
    [0] Le fichier est comparé à ce qui est ici.
    [one] { $count } fiche a été comparée.
   *[other] { $count } fiches ont été comparées.
}
imports-step-writing = { $count ->
    [0] L’inscription est en cours.
    [one] { $count } fiche a été inscrite.
   *[other] { $count } fiches ont été inscrites.
}
imports-note-name = Le nom du fichier annonce une autre sorte de fichier. Il a été lu pour ce qu’il est.
imports-note-interrupted = Le travail a été interrompu, et rien n’a changé. Envoyez le fichier de nouveau.
imports-note-not-held = Le fichier n’est plus ici. Envoyez-le de nouveau pour l’appliquer.
imports-note-gone = { $count ->
    [one] { $count } fiche n’est plus à la source : elle ne serait plus affichée, sauf si elle a été modifiée ici.
   *[other] { $count } fiches ne sont plus à la source : elles ne seraient plus affichées, sauf celles qui ont été modifiées ici.
}
imports-failed-too-much = Le zip contient beaucoup plus qu’il ne devrait. Il est peut-être fait pour remplir un disque. Rien n’a changé.
imports-failed-unreadable = Le fichier ne se lit pas jusqu’au bout. Rien n’a changé. Ce qu’en dit le lecteur (en anglais) :
imports-failed-nothing = Il ne contient aucune rangée lisible. Rien n’a changé.
imports-failed-forbidden = La personne qui l’a envoyé ne peut plus reprendre d’exportations. Rien n’a changé.
imports-failed-broken = Quelque chose a mal tourné ici. Rien n’a changé. Envoyez le fichier de nouveau ou écrivez à qui s’occupe de ce site.
imports-overtaken = Le répertoire a changé depuis votre examen; rien n’a donc été inscrit. Voici ce qui est différent maintenant :
imports-overtaken-count = { $what } : { $before } avant, { $now } maintenant
imports-overtaken-record = { $name }
imports-discard = Écarter
imports-apply-title = Appliquer
imports-apply-lead = Le même fichier est relu et inscrit en entier, ou pas du tout. Si quoi que ce soit différait du rapport que vous avez vu, rien ne serait inscrit et on vous montrerait quoi.
imports-apply-go = Inscrire au répertoire
imports-apply-new = { $count ->
    [one] { $count } fiche est nouvelle.
   *[other] { $count } fiches sont nouvelles.
}
imports-apply-changed = { $count ->
    [one] { $count } fiche change.
   *[other] { $count } fiches changent.
}
imports-apply-gone = { $count ->
    [one] { $count } fiche a disparu de la source et ne sera plus affichée, sauf si elle a été modifiée ici.
   *[other] { $count } fiches ont disparu de la source et ne seront plus affichées, sauf celles qui ont été modifiées ici.
}
imports-apply-conflicts = { $count ->
    [one] { $count } champ modifié ici reste tel quel jusqu’à ce que quelqu’un tranche.
   *[other] { $count } champs modifiés ici restent tels quels jusqu’à ce que quelqu’un tranche.
}
imports-masked = Cette cellule peut révéler un lieu secret. Elle reste telle quelle.
imports-shipped = Ce qui vient avec Cairn
staff-done-discarded = L’exportation est écartée. Le fichier est effacé.
staff-done-look-again = Le rapport est plus récent que la page que vous aviez ouverte. Regardez-le avant d’appliquer.
imports-gone-short = Disparues
imports-conflicts-short = À trancher
imports-wrong = Ce qui ne va pas
