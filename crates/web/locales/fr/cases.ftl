# Dossiers : l'espace de travail de la coordination.

cases-title = Dossiers
cases-page-of = { $page } : { $code }
cases-list-back = Retour aux dossiers
cases-back = Retour au dossier
cases-parts = Parties du dossier
cases-nothing = rien
cases-somebody = quelqu’un

cases-new = Nouveau dossier
cases-new-lead = Un dossier commence par un code. Aucun nom n’est nécessaire, et rien n’est obligatoire ici.
cases-new-go = Ouvrir le dossier
cases-find = Trouver un dossier
cases-find-words = Ce que vous avez
cases-find-hint = La correspondance doit être exacte. Les espaces, les tirets et les majuscules ne comptent pas.
cases-find-by = C’est
cases-find-code = le code d’un dossier
cases-find-alias = le nom qu’elle se donne
cases-find-name = un prénom et un nom de famille
cases-find-phone = un numéro de téléphone
cases-find-go = Trouver
cases-find-none = Rien n’a été trouvé que vous puissiez ouvrir.
cases-find-several = Plusieurs dossiers correspondent :
cases-quick = Note rapide
cases-quick-code-hint = Tel qu’il figure au dossier, par exemple 234-567-89DF.

cases-code = Code
cases-stage = Étape
cases-due = Échéance
cases-opened = Ouvert
cases-changed = Dernière modification
cases-all = Tous les dossiers
cases-due-title = À faire bientôt
cases-due-nothing = Rien n’arrive à échéance dans les sept prochains jours.
cases-need-overdue =
    { $count ->
        [one] Un élément de vos dossiers est en retard.
       *[other] Des éléments de vos dossiers sont en retard.
    }
cases-need-today =
    { $count ->
        [one] Un élément de vos dossiers est pour aujourd’hui.
       *[other] Des éléments de vos dossiers sont pour aujourd’hui.
    }
cases-need-week =
    { $count ->
        [one] Un élément de vos dossiers arrive à échéance d’ici une semaine.
       *[other] Des éléments de vos dossiers arrivent à échéance d’ici une semaine.
    }
cases-urgency-overdue = en retard
cases-urgency-today = aujourd’hui
cases-urgency-this-week = cette semaine
cases-urgency-later = plus tard
cases-urgency-no-day = sans date

cases-due-person = Qui elle est
cases-due-contact-rules = Redemander comment la joindre sans danger
cases-due-note = Une note
cases-due-task = Une tâche
cases-due-appointment = Un rendez-vous
cases-due-conference = Une rencontre de concertation
cases-due-dependant = Un enfant ou une personne à charge
cases-due-police-contact = Un contact avec la police
cases-due-fund-request = Une demande d’aide financière
cases-due-document = Un document
cases-due-enquiry = Une demande sans nom
cases-due-enquiry-answer = Une réponse à une demande
cases-due-need = Un besoin
cases-due-fact = Un fait
cases-due-assessment = Une évaluation
cases-due-consent = Un consentement prend fin
cases-due-exception = Une exception attend une deuxième personne
cases-due-referral = Une référence attend une réponse
cases-due-transfer = Un transfert attend
cases-due-outside-link = Un lien pour un organisme
cases-due-broken-glass = Un accès justifié
cases-due-move-reason = Un motif
cases-due-end-request = Une demande de destruction du dossier

cases-kind-person = Qui elle est
cases-kind-contact-rules = Contact sans danger
cases-kind-note = Note
cases-kind-task = Tâche
cases-kind-appointment = Rendez-vous
cases-kind-conference = Rencontre de concertation
cases-kind-dependant = Enfant ou personne à charge
cases-kind-police-contact = Contact avec la police
cases-kind-fund-request = Demande d’aide financière
cases-kind-document = Document
cases-kind-enquiry = Demande sans nom
cases-kind-enquiry-answer = Réponse à une demande
cases-kind-need = Besoin
cases-kind-fact = Fait
cases-kind-assessment = Évaluation
cases-kind-consent = Consentement
cases-kind-exception = Exception au consentement
cases-kind-referral = Référence
cases-kind-transfer = Transfert
cases-kind-outside-link = Lien pour un organisme
cases-kind-broken-glass = Accès justifié
cases-kind-move-reason = Motif d’un changement d’étape
cases-kind-end-request = Demande de destruction du dossier

cases-stage-enquiry = Demande
cases-stage-intake = Accueil
cases-stage-assessment = Évaluation
cases-stage-plan = Plan
cases-stage-active = Actif
cases-stage-review = Révision
cases-stage-stabilised = Stabilisé
cases-stage-closed = Fermé
cases-stage-sealed = Scellé
cases-stage-shredded = Détruit
cases-side-out-of-contact = Ne pas appeler : contact perdu
cases-side-transferred = Transféré
cases-side-reopened = Rouvert
cases-side-not-trafficking = Pas de traite
cases-police-lead = La police dirige : parlez-lui d’abord
cases-legal-hold = Conservation légale
cases-closed-lead = Ce dossier est fermé. Rien ne peut y être ajouté.

cases-age = Âge
cases-age-not-asked = Non demandé
cases-age-possibly-minor = Peut-être un enfant
cases-age-under-12 = Moins de 12 ans
cases-age-12-15 = 12 à 15 ans
cases-age-16-17 = 16 ou 17 ans
cases-age-18 = 18 ans
cases-age-19-24 = 19 à 24 ans
cases-age-25-34 = 25 à 34 ans
cases-age-35-49 = 35 à 49 ans
cases-age-50-64 = 50 à 64 ans
cases-age-65-and-over = 65 ans ou plus
cases-age-adult = Une personne adulte
cases-languages = Langues
cases-languages-hint = Des codes, la meilleure langue d’abord, par exemple es, tl, fr.
cases-interpreter = Interprète
cases-interpreter-yes = Elle a besoin d’un ou d’une interprète
cases-region = Province ou territoire
cases-region-hint = Sert seulement à compter ce qui manque, et où. Ce n’est pas là où elle habite.
cases-region-none = Non précisé
cases-details = Détails
cases-police = Police
cases-police-yes = La police dirige cette affaire
cases-police-hint = Seulement si c’est le cas. Parlez-lui avant tout geste qui pourrait nuire à son travail ou à la sécurité de la personne.

cases-person = Qui elle est
cases-person-lead = N’écrivez que ce qu’il faut pour aider. Le nom qu’elle se donne suffit presque toujours.
cases-person-alias = Le nom qu’elle se donne
cases-person-alias-hint = Un prénom, ou un autre nom qu’elle a choisi.
cases-person-pronouns = Pronoms
cases-person-first = Prénom sur les papiers
cases-person-second = Nom de famille sur les papiers
cases-person-birth = Date de naissance
cases-person-immigration = Statut d’immigration
cases-person-health = Santé
cases-person-indigenous = Identité autochtone
cases-person-why = Pourquoi c’est conservé
cases-person-why-hint = À quoi cela sert. Sans raison, ce n’est pas conservé.
cases-gender = Genre
cases-gender-not-asked = Non demandé
cases-gender-feminine = Femme
cases-gender-masculine = Homme
cases-gender-transgender-feminine = Femme trans
cases-gender-transgender-masculine = Homme trans
cases-gender-two-spirit = Bispirituelle ou bispirituel
cases-gender-non-conforming = Non binaire ou de genre non conforme
cases-gender-not-specified = Demandé, non précisé

cases-contact = Contact sans danger
cases-contact-before = Avant de la joindre
cases-contact-none = Rien n’a été convenu sur la façon de la joindre. N’appelez pas, n’écrivez pas, n’allez pas la voir. La prochaine fois qu’elle vous joint, demandez-lui ce qui est sans danger.
cases-contact-lead = Ce qu’elle a accepté. Ce qui n’est pas ici n’est pas permis. Relisez-le avec elle.
cases-contact-never = Jamais
cases-contact-never-hint = Toute personne qui la joint lit d’abord ceci.
cases-contact-never-more = Jamais, en d’autres mots
cases-contact-never-words = Jamais : { $words }
cases-never-say-organization = dire où vous travaillez
cases-never-leave-message = laisser un message
cases-never-send-written = envoyer quoi que ce soit par écrit
cases-never-speak-to-others = parler à une autre personne qui répond
cases-never-show-number = montrer votre numéro
cases-never-call-again = rappeler quand personne ne répond
cases-never-automatic = laisser une machine la joindre
cases-never-visit = aller la voir
cases-never-said-say-organization = Ne dites jamais où vous travaillez.
cases-never-said-leave-message = Ne laissez jamais de message.
cases-never-said-send-written = N’envoyez jamais rien par écrit.
cases-never-said-speak-to-others = Ne parlez jamais à une autre personne qui répond.
cases-never-said-show-number = Ne montrez jamais votre numéro.
cases-never-said-call-again = Ne rappelez jamais quand personne ne répond.
cases-never-said-automatic = Ne laissez jamais une machine la joindre.
cases-never-said-visit = N’allez jamais la voir.
cases-contact-way-number = Moyen { $count }
cases-contact-way = { $way } : { $to }
cases-way-none = Pas d’autre moyen
cases-way-call = Appel
cases-way-text = Texto
cases-way-message = Message dans une application
cases-way-email = Courriel
cases-way-letter = Lettre
cases-way-in-person = En personne
cases-way-through-somebody = Par une personne de confiance
cases-contact-to = Où, ou qui
cases-contact-to-hint = Le numéro, l’adresse, le lieu, la personne.
cases-contact-may = De cette façon, vous pouvez
cases-may-message = laisser un message
cases-may-automatic = laisser une machine l’envoyer
cases-may-organization = dire où vous travaillez
cases-may-number = montrer votre numéro
cases-contact-days = Jours
cases-day-monday = lundi
cases-day-tuesday = mardi
cases-day-wednesday = mercredi
cases-day-thursday = jeudi
cases-day-friday = vendredi
cases-day-saturday = samedi
cases-day-sunday = dimanche
cases-contact-from = De
cases-contact-to-time = À
cases-contact-night = Si cette heure vient avant la première, c’est celle du lendemain matin.
cases-contact-window = { $days }, de { $from } à { $until } ({ $zone })
cases-contact-zone = Fuseau horaire
cases-contact-zone-hint = Là où elle se trouve, par exemple America/Winnipeg.
cases-contact-word = Mot de passe convenu
cases-contact-word-hint = Dit en premier, pour qu’elle sache que c’est vous et que vous sachiez que c’est elle.
cases-contact-code-word = Mot convenu : { $word }
cases-contact-review = Lui redemander d’ici le
cases-contact-review-hint = Après ce jour, personne ne la joint avant de lui avoir redemandé.
cases-contact-until = Ces règles valent jusqu’au { $date }.
cases-contact-stop = Arrêt
cases-contact-stopped-yes = Elle ne veut aucun contact pour l’instant
cases-contact-stopped = Elle ne veut aucun contact pour l’instant. Ne la joignez pas.

cases-notes = Notes
cases-notes-all = Toutes les notes
cases-notes-none = Rien n’a encore été noté.
cases-notes-more =
    { $count ->
        [one] { $count } note plus ancienne se trouve à la page des notes.
       *[other] { $count } notes plus anciennes se trouvent à la page des notes.
    }
cases-note-new = Nouvelle note
cases-note-words = Ce qui a été dit et fait
cases-note-kind = Type
cases-note-kind-call = Appel
cases-note-kind-message = Message
cases-note-kind-visit = Rencontre
cases-note-kind-on-behalf = En son nom
cases-note-kind-attempt = Tentative, pas jointe
cases-note-kind-other = Autre
cases-note-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
cases-note-minutes-spent = Minutes
cases-note-go = Enregistrer la note
cases-note-correct = Corriger cette note
cases-note-correct-title = Corriger une note
cases-note-corrected = Correction :

cases-tasks = Tâches
cases-tasks-open = À faire
cases-tasks-none = Rien à faire.
cases-tasks-done = Fait
cases-task-new = Nouvelle tâche
cases-task-words = Quoi
cases-task-assignee = Qui
cases-task-nobody = personne encore
cases-task-due = Pour quand
cases-task-repeat = Répétition
cases-repeat-none = Une fois
cases-repeat-daily = Chaque jour
cases-repeat-weekly = Chaque semaine
cases-repeat-fortnightly = Toutes les deux semaines
cases-repeat-monthly = Chaque mois
cases-task-age =
    { $count ->
        [0] depuis aujourd’hui
        [one] depuis { $count } jour
       *[other] depuis { $count } jours
    }
cases-task-done = C’est fait
cases-task-go = Ajouter la tâche

cases-needs = Besoins
cases-needs-map = Les dix besoins
cases-need = Besoin
cases-need-add = Ce qu’il est advenu d’un besoin
cases-need-add-lead = Une ligne s’ajoute; les précédentes restent. Ce qui est refusé ou introuvable est aussi compté, sans nom, au registre des lacunes.
cases-need-go = Ajouter la ligne
cases-need-state = Où on en est
cases-need-on = Jour
cases-need-outcome = Ce que cela a donné
cases-barrier = Ce qui a fait obstacle
cases-barrier-hint = Quand quelqu’un a refusé, ou qu’il n’y avait personne à qui demander.
cases-barrier-none = Rien
cases-need-of-shelter-housing = Un endroit où loger
cases-need-of-health = Santé
cases-need-of-counselling = Soutien psychologique
cases-need-of-legal = Aide juridique
cases-need-of-interpretation = Interprétation, traduction
cases-need-of-government = Papiers, prestations, statut
cases-need-of-police-crown-victim-services = Police, Couronne, services aux victimes
cases-need-of-labour-employment = Travail et droits au travail
cases-need-of-child-youth = Enfants et jeunes
cases-need-of-long-term = Ce qui dure : école, langue, communauté
cases-need-state-not-asked = Non demandé
cases-need-state-not-wanted = Non souhaité
cases-need-state-wanted = Souhaité
cases-need-state-arranged = Prévu
cases-need-state-in-place = En place
cases-need-state-refused-by-provider = Refusé par un service
cases-need-state-unavailable = Introuvable : une lacune
cases-barrier-no-capacity = Aucun lit, aucune place, personne de libre
cases-barrier-no-provider = Personne ne l’offre ici
cases-barrier-not-eligible = Elle ne remplit pas leurs conditions
cases-barrier-language = Pas dans sa langue
cases-barrier-status = Son statut au Canada
cases-barrier-identification = Des papiers qu’elle n’a pas
cases-barrier-cost = C’est payant
cases-barrier-distance = Trop loin
cases-barrier-wait = Attente trop longue
cases-barrier-age = Trop jeune ou trop âgée pour eux
cases-barrier-gender = Son genre
cases-barrier-children = Ses enfants ne peuvent pas venir
cases-barrier-substance-use = Consommation de substances
cases-barrier-accessibility = Pas accessible pour elle
cases-barrier-culture = Ne convient pas à sa culture ou à sa foi
cases-barrier-police-report-required = On exige d’abord une plainte à la police
cases-barrier-unsafe = Elle n’y serait pas en sécurité
cases-barrier-conflict = On y connaît quelqu’un de l’autre côté
cases-barrier-other = Autre chose
cases-barrier-not-said = Personne ne l’a dit

cases-move = Étape
cases-move-now = Ce dossier en est à l’étape : { $stage }.
cases-move-to = Où il va
cases-move-reason = Motif
cases-move-reason-hint = Nécessaire pour rouvrir un dossier, pour noter la perte ou la reprise du contact, et s’il ne s’agit pas de traite. Seules les personnes qui peuvent lire le dossier le voient.
cases-move-go = Changer d’étape
cases-move-to-enquiry = Retour à la demande
cases-move-to-intake = Accueil
cases-move-to-assessment = Évaluation
cases-move-to-plan = Plan
cases-move-to-active = Actif
cases-move-to-review = Révision
cases-move-to-stabilised = Stabilisé
cases-move-to-closed = Fermé
cases-move-to-sealed = Scellé
cases-move-to-shredded = Détruit
cases-move-lose-contact = Le contact est perdu : personne ne l’appelle
cases-move-regain-contact = Le contact est rétabli
cases-move-not-trafficking = Pas de traite : l’aider quand même à trouver la suite
cases-move-close-goals-met = Fermer : ce qu’elle voulait est atteint
cases-move-close-moved = Fermer : elle a déménagé
cases-move-close-no-contact = Fermer : plus de contact
cases-move-close-withdrew = Fermer : elle ne le souhaite plus
cases-move-close-referred = Fermer : d’autres l’aident maintenant
cases-move-close-not-trafficking = Fermer : pas de traite
cases-move-close-died = Fermer : elle est décédée
cases-move-reopen = Rouvrir
cases-move-seal = Sceller : seulement conservé, jusqu’à la fin du délai

cases-team = Qui y travaille
cases-team-lead-in = Seules les personnes choisies ici peuvent ouvrir ce dossier, ainsi que les personnes qui coordonnent les dossiers de votre organisme.
cases-team-workers = Y travaillent
cases-team-lead = Elle peut demander
cases-team-lead-is = { $name } (la personne qu’elle peut demander)
cases-team-no-lead = personne encore
cases-team-nobody = Personne ne travaille à ce dossier.

cases-timeline = Tout, dans l’ordre du temps
cases-timeline-none = Rien n’a encore été écrit dans ce dossier.

cases-summary = Résumé à imprimer
cases-summary-lead = Choisissez ce qui ira sur papier. Un papier peut être trouvé : imprimez le moins possible.
cases-summary-parts = Parties
cases-summary-contact = Contact sans danger
cases-summary-person = Qui elle est
cases-summary-needs = Besoins
cases-summary-tasks = À faire
cases-summary-notes = Notes
cases-summary-go = Préparer le résumé
cases-summary-made = Préparé le { $when }.
cases-summary-print = Utilisez la commande d’impression de votre navigateur. Votre lecture figure à l’historique du dossier.

cases-fault-changed-since = Quelqu’un a modifié ceci entre-temps. Regardez de nouveau, puis enregistrez.
cases-fault-theirs = Quelqu’un a modifié ceci entre-temps. On y lit maintenant : { $value }. Ce que vous avez écrit est toujours ici; enregistrer de nouveau garde votre version.
cases-fault-closed = Ce dossier est fermé. Rien ne peut y être ajouté.
cases-fault-needs-reason = Dites pourquoi.
cases-fault-needs-second-person = Une autre personne doit le faire.
cases-fault-not-from-here = De là où il est, le dossier ne peut pas y aller.
cases-fault-needs-consent = Consignez d’abord son consentement à la tenue d’un dossier.
cases-fault-legal-hold = Ce dossier est sous conservation légale.
cases-fault-still-kept = Le délai de conservation n’est pas terminé.
cases-fault-needs-transfer = Un transfert a sa propre page.
cases-fault-too-large = C’est trop volumineux pour être conservé.
cases-fault-unknown-worker = Cette personne ne peut pas travailler à ce dossier.
cases-fault-code = Ce n’est pas un code. Comparez-le avec le dossier : une lettre ou un chiffre est faux ou manque.
cases-fault-languages = Écrivez des codes de deux ou trois lettres séparés par des virgules, par exemple es, tl, fr.
cases-fault-find-empty = Écrivez ce que vous avez.
cases-fault-day = Écrivez la date ainsi : 2026-11-25.
cases-fault-why = Dites à quoi cela sert, ou laissez les deux champs vides.
cases-fault-way = Choisissez le moyen.
cases-fault-to = Dites où, ou qui.
cases-fault-days = Choisissez les jours.
cases-fault-time = Écrivez l’heure ainsi : 17:30.
cases-fault-zone = Écrivez le fuseau horaire ainsi : America/Winnipeg.
cases-fault-review = Choisissez un jour.
cases-fault-minutes = Écrivez des minutes entières, 1440 au plus.
cases-fault-note-empty = Écrivez ce qui a été dit et fait.
cases-fault-note-long = Cette note est trop longue. Enregistrez-la en deux parties.
cases-fault-corrected = Cette note a déjà été corrigée. Corrigez la plus récente.
cases-fault-task-empty = Dites ce qu’il faut faire.
cases-fault-repeat-day = Ce qui se répète a besoin d’un premier jour.
cases-fault-need-state = Choisissez où on en est.
cases-fault-move = Choisissez où il va.
cases-fault-approve = Fermer, rouvrir et sceller reviennent aux personnes qui coordonnent les dossiers. Demandez-leur.
cases-fault-assign = Dire qui travaille à un dossier revient aux personnes qui coordonnent. Demandez-leur.
cases-fault-parts = Choisissez au moins une partie.
