# Surveillance des dossiers : qui voit quoi, exceptions, consultations, historique, conservation, copies, suivis, lacunes.

oversight-pair = { $name } : { $what }
oversight-period = Du { $from } au { $until }
oversight-organization = Organisme
oversight-hours =
    { $count ->
        [one] { $count } heure
       *[other] { $count } heures
    }
oversight-days =
    { $count ->
        [one] { $count } jour
       *[other] { $count } jours
    }
oversight-count = { $count }
oversight-list-more = Seuls les { $count } dossiers modifiés en dernier sont affichés. Choisissez une étape, ou trouvez un dossier par son code.

cases-kind-access-request = Demande d’accès à ses renseignements
cases-kind-end-warning = Avertissement avant la fin
cases-kind-follow-up = Suivi
cases-due-access-request = Une demande d’accès attend sa réponse
cases-due-end-warning = Ce dossier pourra bientôt être détruit
cases-due-follow-up = Prendre de ses nouvelles

oversight-outline = Ce dossier
oversight-outline-stands = Où il en est
oversight-outline-lead = Vous voyez qu’un dossier existe et qui y travaille. Ce que la personne a confié reste entre elle et les personnes qui l’accompagnent.
oversight-closed = Fermé

oversight-glass = Consulter avec un motif
oversight-glass-lead = Seulement s’il faut aider quelqu’un maintenant et que personne au dossier n’est joignable, ou si vous devez vérifier comment le dossier est traité.
oversight-glass-opens-all = Vous verrez tout le dossier. Vous ne pourrez rien y modifier.
oversight-glass-opens-identity = Vous verrez qui est la personne et comment la joindre sans danger. Les notes et tout ce qu’elle a confié restent fermés.
oversight-glass-recorded = Votre nom, l’heure et votre motif sont consignés. La personne responsable de la vie privée en est avisée aussitôt. La personne concernée le voit dans la liste des consultations.
oversight-glass-lasts = L’accès dure 24 heures. Ensuite, le dossier vous est de nouveau fermé.
oversight-glass-reason = Pourquoi vous devez le consulter
oversight-glass-reason-hint = Ce qui s’est passé, et pourquoi cela ne peut pas attendre. Quelqu’un d’autre le lira.
oversight-glass-go = Ouvrir le dossier et le consigner
oversight-glass-open = Vous consultez avec un motif. Ce que la personne a confié reste fermé.

oversight-caseloads = Charges de travail
oversight-caseloads-lead = Les dossiers ouverts de votre organisme et de ses sections : combien, depuis quand, ce qui est en retard. Le contenu des dossiers n’apparaît pas.
oversight-caseloads-none = Aucun dossier n’est ouvert.
oversight-by-person = Par personne
oversight-by-case = Par dossier
oversight-lead = Responsable
oversight-no-lead = personne
oversight-cases = Dossiers ouverts
oversight-open-tasks = Tâches à faire
oversight-overdue-tasks = Tâches en retard
oversight-oldest-task = Tâche la plus ancienne
oversight-quietest = Le plus longtemps sans suite
oversight-worked = Dernier travail
oversight-late-yes = Il y en a
oversight-late-no = Aucune

oversight-looks = Vie privée
oversight-looks-lead = Les consultations de dossiers par des personnes qui n’y travaillent pas, les exceptions au consentement et les demandes d’accès. Lisez chaque motif, et dites que c’est fait.
oversight-looks-lead-audit = Les consultations de dossiers par des personnes qui n’y travaillent pas, et les exceptions au consentement : par qui, quand, et si quelqu’un les a vues. Les motifs sont réservés à qui protège la vie privée.
oversight-looks-glass = Consultations avec un motif
oversight-looks-none = Personne n’a consulté un dossier qui n’était pas le sien.
oversight-look-head = { $code } : { $name }
oversight-look-seen = J’ai lu ce motif
oversight-look-own = C’était vous : quelqu’un d’autre doit le lire.
oversight-look-waits = Pas encore vu
oversight-look-was-seen = Vu
oversight-need-looks =
    { $count ->
        [one] Quelqu’un a consulté un dossier avec un motif, ou demandé une exception. Personne ne l’a encore vu.
       *[other] Des personnes ont consulté des dossiers avec un motif, ou demandé des exceptions. Personne ne l’a encore vu.
    }
oversight-need-requests =
    { $count ->
        [one] Quelqu’un a demandé ce qui est conservé à son sujet.
       *[other] Des personnes ont demandé ce qui est conservé à leur sujet.
    }

oversight-exceptions = Exceptions au consentement
oversight-exceptions-lead = Quand une loi vous oblige à parler, ou que la vie de quelqu’un est en danger, et que la personne n’a pas consenti. Dites-le-lui, si c’est sans danger. Deux personnes décident, la personne responsable de la vie privée est avisée, et tout prend fin dans les 24 heures.
oversight-exceptions-now = Exceptions de ce dossier
oversight-exceptions-none = Il n’y en a aucune.
oversight-exceptions-none-all = Personne n’a demandé d’exception.
oversight-exception-new = Demander une exception
oversight-exception-new-lead = Elle compte dès qu’une deuxième personne est d’accord.
oversight-exception-go = La demander
oversight-exception-kind = Ce qui passe avant le consentement
oversight-exception-legal-duty = La loi nous y oblige
oversight-exception-emergency = La vie ou l’intégrité de quelqu’un est en danger maintenant
oversight-exception-authority = Fondement
oversight-exception-authority-hint = La loi et l’article, l’ordonnance d’un tribunal ou la règle de votre organisme.
oversight-exception-reason = Pourquoi, ici et maintenant
oversight-exception-reason-hint = Ce que vous savez, et par qui.
oversight-exception-choose = Choisissez
oversight-exception-kinds-hint = Le strict minimum. Tout à la fois n’est pas possible.
oversight-exception-minimum = Pourquoi moins ne suffit pas
oversight-exception-minimum-hint = Une phrase pour qui vérifiera plus tard.
oversight-exception-hours = Elle dure
oversight-exception-first = Demandée par
oversight-exception-second = Acceptée par
oversight-exception-agree = Donner mon accord
oversight-exception-end = Y mettre fin maintenant
oversight-exception-state-waits = Attend une deuxième personne
oversight-exception-state-counts = Compte en ce moment
oversight-exception-state-over = Terminée
oversight-exception-state-ended = Levée
oversight-fault-authority = Dites quelle loi, quelle ordonnance ou quelle règle.
oversight-fault-everything = Une exception ne vise jamais tout. Choisissez le strict minimum.
oversight-fault-minimum = Dites pourquoi moins ne suffit pas.
oversight-fault-over = Choisissez une durée qui commence maintenant et finit dans les 24 heures.

oversight-access = Consultations
oversight-access-lead = Cette feuille est pour la personne. Elle est en français ou en anglais, et nomme des organismes, pas des gens : un papier peut être trouvé.
oversight-access-outside = quelqu’un de l’extérieur, par un lien à usage unique
oversight-access-names = Pour vous : avec les noms
oversight-access-names-lead = À ne pas remettre. Si la personne demande qui c’était, votre organisme répond pour son personnel.
oversight-access-when = Quand
oversight-sheet-title = Qui a consulté ce qui est conservé à votre sujet ({ $code })
oversight-sheet-lead = Voici la liste de toutes les consultations de ce que nous conservons à votre sujet, et leur raison. Rien n’y manque.
oversight-sheet-names = Les personnes qui travaillent ici ne sont pas nommées. Vous pouvez nous questionner sur chaque ligne.
oversight-sheet-day = Jour
oversight-sheet-who = Qui
oversight-sheet-what = Pour quoi
oversight-sheet-times = Fois
oversight-sheet-none = Personne n’a rien consulté.
oversight-sheet-language = Langue de la feuille
oversight-sheet-in-en = Anglais
oversight-sheet-in-fr = Français
oversight-sheet-go = Afficher la feuille dans cette langue
oversight-sheet-print = Servez-vous de la commande d’impression de votre navigateur : seule la feuille s’imprime.
oversight-read-kind = { $purpose } ({ $kind })
oversight-for-work = Pour travailler au dossier
oversight-for-hand-over = Pour prendre le relais
oversight-for-supervision = Pour veiller sur les personnes qui y travaillent
oversight-for-privacy-review = Pour veiller à la vie privée
oversight-for-access-request = Parce que la personne a demandé ce qui est conservé
oversight-for-export = Pour le sortir
oversight-for-emergency = Parce que quelqu’un était en danger
oversight-did-shared = Ce que la personne a accepté de communiquer
oversight-did-glass = Ouvert avec un motif particulier
oversight-did-link = Ce qui a été communiqué, par un lien à usage unique
oversight-did-own-copy = Préparation de la copie de la personne
oversight-did-exported = Sortie du dossier

oversight-history = Historique
oversight-history-lead = Chaque changement et chaque consultation, du plus récent au plus ancien. On ne fait qu’ajouter des lignes. Ce que la personne a confié n’est pas ici.
oversight-history-none = Il ne s’est encore rien passé.
oversight-history-number = Numéro
oversight-history-what = Quoi
oversight-history-older = Plus ancien
oversight-by-gone = quelqu’un qui n’est plus ici
oversight-by-link = la personne qui tenait un lien à usage unique
oversight-by-program = le programme
oversight-event-opened = Ouverture du dossier
oversight-event-changed = Modification du dossier
oversight-event-moved = Passage du dossier à l’étape : { $stage }
oversight-event-assigned = Attribution à quelqu’un
oversight-event-unassigned = Retrait de quelqu’un
oversight-event-added = Ajout
oversight-event-item-changed = Modification
oversight-event-consent = Réponse sur le consentement consignée
oversight-event-consent-withdrawn = Retrait d’un consentement
oversight-event-share-ended = Fin d’une communication
oversight-event-read = Consultation
oversight-event-shared-read = Consultation de ce qui a été communiqué
oversight-event-glass-broken = Consultation avec un motif
oversight-event-glass-seen = Motif d’une consultation lu
oversight-event-exported = Sortie
oversight-event-held = Mise en conservation légale
oversight-event-released = Levée de la conservation légale
oversight-event-link-made = Création d’un lien à usage unique
oversight-event-link-opened = Ouverture d’un lien à usage unique
oversight-event-erased = Effacement de ce que la personne ne veut plus voir conservé
oversight-event-shredded = Destruction du dossier
oversight-event-house = Quelque chose qui touche toute la maison

oversight-keeping = Conservation
oversight-keeping-now = Où il en est
oversight-keeping-do = Que faire
oversight-keeping-act = Quoi
oversight-keeping-all = Tous les dossiers près de leur fin
oversight-keeping-hold = Le mettre en conservation légale
oversight-keeping-hold-hint = Le dossier n’est pas détruit, quoi que dise le calendrier, jusqu’à ce que la conservation légale soit levée.
oversight-keeping-release = Lever la conservation légale
oversight-keeping-release-hint = Dès lors, le calendrier compte de nouveau.
oversight-keeping-warn = Avertir les personnes qui y travaillent
oversight-keeping-warn-hint = L’avertissement les attend au bureau, et elles ont le temps de s’y opposer.
oversight-keeping-ask = Demander qu’il soit détruit
oversight-keeping-ask-hint = Quelqu’un d’autre le fait, après un second regard.
oversight-keeping-reason-hint = Nécessaire pour une conservation légale, pour sa levée et pour demander la fin.
oversight-keeping-go = Faire cela
oversight-kept-on = { $state } (destruction possible à partir du { $day })
oversight-kept-no-clock = Aucun calendrier ne s’y applique
oversight-kept-kept = Conservé
oversight-kept-warning-due = Sa fin approche : avertissez les personnes qui y travaillent
oversight-kept-warned = Les personnes sont averties et ont le temps de s’y opposer
oversight-kept-due = Peut être détruit, par deux personnes
oversight-kept-held = Une conservation légale le retient
oversight-kept-open = Le dossier est ouvert. Le délai commence à la fermeture.
oversight-kept-no-schedule = Votre organisme n’a fixé aucun calendrier. Sans calendrier, rien n’arrive jamais à sa fin.
oversight-kept-by-hand = À la main : destruction possible à partir du { $day }
oversight-kept-hold = Une conservation légale s’y applique.
oversight-kept-asked = Quelqu’un a demandé sa destruction.
oversight-end = Détruire ce dossier
oversight-end-lead = La clé du dossier est détruite. Plus personne ne pourra le lire, pas même dans une copie de sauvegarde qui n’a plus l’ancienne clé de cette installation.
oversight-end-backups = Une copie de sauvegarde faite avant aujourd’hui s’ouvre encore avec la clé de l’installation, tant que cette clé n’est pas remplacée et détruite elle aussi. C’est la tâche de votre administration.
oversight-end-stays = Ce qui reste : le code, les étapes avec leurs jours, l’historique sans mots, et un certificat.
oversight-end-code-hint = Tapez le code de ce dossier, pour qu’aucun autre ne soit détruit.
oversight-end-go = Détruire le dossier pour de bon
oversight-fault-end-code = Ce n’est pas le code de ce dossier.

oversight-keeping-title = Conservation
oversight-keeping-lead = Combien de temps chaque organisme conserve ses dossiers, et dans quel délai il répond à une personne qui demande ce qui est conservé. Cairn ne suppose rien : inscrivez ce que votre loi et votre organisme ont décidé.
oversight-kept-cases = Dossiers fermés, la fin la plus proche d’abord
oversight-kept-none = Aucun dossier n’est fermé.
oversight-schedules = Calendriers
oversight-schedules-lead = De plusieurs calendriers, le plus long compte. On met fin à un calendrier, on ne le modifie jamais : ainsi, des années plus tard, on voit ce qui valait à quel moment.
oversight-schedules-none = Aucun calendrier n’est fixé. Rien n’arrive jamais à sa fin.
oversight-schedule-name = Nom du calendrier
oversight-schedule-name-hint = Par exemple : dossiers d’adultes.
oversight-source = D’où cela vient
oversight-source-hint = La loi et l’article, ou la décision de votre organisme et sa date.
oversight-months = Mois après la fermeture
oversight-months-minor = Mois, si la personne avait ou pouvait avoir moins de 18 ans
oversight-months-minor-hint = Laissez vide si c’est pareil.
oversight-warning-days = Jours d’avertissement avant la fin
oversight-warning-days-hint = C’est le temps qu’ont les personnes au dossier pour s’y opposer.
oversight-schedule-go = Fixer le calendrier
oversight-schedule-end = Mettre fin à ce calendrier
oversight-schedule-says = { $months } après la fermeture, avec { $days } jours d’avertissement
oversight-schedule-minor = { $months } si la personne avait ou pouvait avoir moins de 18 ans
oversight-months-count =
    { $count ->
        [one] { $count } mois
       *[other] { $count } mois
    }
oversight-rule-holds = En vigueur
oversight-rule-ended = A été en vigueur
oversight-set-by = Fixé par { $name }, { $when }
oversight-clocks = Réponse aux demandes
oversight-clocks-lead = De combien de jours l’organisme dispose pour répondre à une personne qui demande ce qui est conservé à son sujet.
oversight-clocks-none = Aucun délai n’est fixé. Les demandes n’ont pas de dernier jour.
oversight-clock-days = Jours pour répondre
oversight-clock-extension = Jours de plus, une fois
oversight-clock-extension-hint = Laissez vide si votre loi ne prévoit pas de prolongation.
oversight-clock-go = Fixer le délai
oversight-clock-says =
    { $count ->
        [one] { $count } jour pour répondre
       *[other] { $count } jours pour répondre
    }
oversight-clock-more =
    { $count ->
        [one] { $count } jour de plus, une fois, avec un motif
       *[other] { $count } jours de plus, une fois, avec un motif
    }
oversight-fault-number = Écrivez un nombre entier de 1 à 1200.
oversight-fault-source = Écrivez quelques mots.
oversight-certificates = Certificats
oversight-certificates-none = Aucun dossier n’a été détruit.
oversight-certificate = Certificat de fin d’un dossier
oversight-certificate-lead = La clé de ce dossier a été détruite. Il ne reste ici rien de la personne.
oversight-certificate-sheet = Certificat
oversight-certificate-ended = Détruit
oversight-certificate-items = Inscriptions scellées que plus personne ne peut lire
oversight-certificate-asked = Demandé par
oversight-certificate-done = Fait par
oversight-certificate-entry = Ligne de l’historique
oversight-certificate-key = Version de la clé de l’installation qui l’ouvrait
oversight-certificate-signed = Ce qui est signé
oversight-certificate-signature = Signature (Ed25519)
oversight-certificate-public = Clé publique
oversight-certificate-check = Toute personne qui tient cette page peut vérifier la signature avec la clé publique, sans ce programme.
oversight-certificate-backups = Une copie de sauvegarde antérieure s’ouvre avec cette version de la clé, tant que celle-ci n’est pas détruite elle aussi.
oversight-certificate-print = Servez-vous de la commande d’impression de votre navigateur.

oversight-requests = Demandes d’accès
oversight-requests-lead = Toute personne peut demander à voir ce qui est conservé à son sujet, à le corriger, à le faire supprimer, et qui l’a consulté. N’importe qui peut donner un nom : assurez-vous d’abord que c’est bien elle.
oversight-requests-now = Demandes
oversight-requests-none = Personne n’a rien demandé.
oversight-requests-none-all = Personne n’attend de réponse.
oversight-requests-find = Quelqu’un vous adresse une demande? Trouvez le dossier par son code, puis inscrivez-y la demande. Ne dites pas s’il existe un dossier avant de savoir qui demande.
oversight-request-new = Inscrire une demande
oversight-request-new-lead = Le dernier jour pour répondre se calcule d’après le délai fixé par votre organisme.
oversight-request-go = L’inscrire
oversight-request-kind = Ce qui est demandé
oversight-request-access = Voir ce qui est conservé, ou en avoir une copie
oversight-request-correction = Le faire corriger
oversight-request-deletion = Le faire supprimer
oversight-request-access-list = Savoir qui l’a consulté
oversight-request-words = Dans ses mots
oversight-request-received = Reçue le
oversight-request-head = { $kind } ({ $day })
oversight-request-by = Répondre d’ici le { $day }
oversight-request-no-clock = Pas de dernier jour : votre organisme n’a fixé aucun délai.
oversight-request-confirmed = Comment vous savez que c’est elle
oversight-request-confirmed-hint = En personne, ou de deux autres façons. Un nom, une date de naissance ou des papiers ne suffisent pas : qui l’a exploitée peut avoir tout cela.
oversight-request-extended = Prolongée
oversight-request-answer = Réponse
oversight-known-by-client-code = Elle connaît le code du dossier
oversight-known-by-code-word = Elle connaît le mot convenu
oversight-known-by-call-back = Vous l’avez rappelée, selon les règles de contact sans danger
oversight-known-by-in-person = La personne responsable du dossier la connaît et l’a rencontrée
oversight-request-state-received = Reçue : on ne sait pas encore qui demande
oversight-request-state-confirmed = C’est bien elle
oversight-request-state-answered = Répondue
oversight-request-state-refused = Refusée
oversight-request-state-withdrawn = Retirée
oversight-step-title = Prochain pas
oversight-step = Ce qui s’est passé
oversight-step-which = Demande
oversight-step-confirm = Nous savons maintenant que c’est elle
oversight-step-answer = Elle a eu sa réponse
oversight-step-refuse = La demande est refusée, avec un motif
oversight-step-extend = Il nous faut plus de temps, avec un motif
oversight-step-withdraw = Elle l’a retirée
oversight-step-words = Réponse ou motif
oversight-step-words-hint = Nécessaire pour refuser ou prolonger.
oversight-step-go = Enregistrer ce pas
oversight-fault-step = Cette demande ne peut pas faire ce pas maintenant.
oversight-fault-not-confirmed = On ne sait pas encore que c’est elle : en personne, ou de deux autres façons.
oversight-fault-not-extendable = Elle a déjà été prolongée, ou aucune prolongation n’est prévue.

oversight-copy = Sa propre copie
oversight-copy-lead = Tout ce qui est conservé au sujet de la personne, pour elle. Cela commence par une demande, une fois que vous savez que c’est elle.
oversight-copy-none = Aucune copie ne peut être préparée
oversight-copy-none-lead = Inscrivez d’abord la demande de voir ce qui est conservé, et comment vous savez que c’est elle.
oversight-copy-look = La parcourir d’abord
oversight-copy-request = Demande
oversight-copy-look-go = La parcourir
oversight-copy-back = Retour aux demandes
oversight-copy-contents = Ce qu’elle contient
oversight-copy-count = { $kind } : { $count }
oversight-copy-take = La remettre
oversight-copy-take-lead = Des notes peuvent contenir ce que quelqu’un d’autre a dit en confidence. Laissez-les de côté; la copie dit combien ont été laissées de côté.
oversight-copy-leave-out = Laisser de côté
oversight-copy-leave-out-hint = Seulement ce qui concerne quelqu’un d’autre, ou que quelqu’un d’autre a dit en confidence. Pas ce qui est déplaisant.
oversight-copy-form = Forme
oversight-copy-as-html = Une page à lire et à imprimer
oversight-copy-as-json = Un fichier pour un autre programme
oversight-copy-take-go = Préparer la copie et le consigner
oversight-fault-copy-second = Vous avez inscrit cette demande. Quelqu’un d’autre doit préparer la copie.
oversight-own-title = Ce qui est conservé à votre sujet ({ $code })
oversight-own-lead = Vous l’avez demandé, et c’est à vous. Si quelque chose est faux, vous pouvez demander une correction. Gardez-le là où vous seule ou seul pouvez le trouver.
oversight-own-left-out =
    { $count ->
        [one] Une note a été laissée de côté, parce qu’elle contient ce que quelqu’un d’autre a dit en confidence. Vous pouvez demander pourquoi.
       *[other] { $count } notes ont été laissées de côté, parce qu’elles contiennent ce que quelqu’un d’autre a dit en confidence. Vous pouvez demander pourquoi.
    }
oversight-own-accesses = Qui l’a consulté
oversight-own-made = Préparé { $when } par { $name }, pour { $code }.

oversight-take-outs = Sortie de tous les dossiers
oversight-take-outs-lead = Pour un autre système, ou sur ordre d’un tribunal. Une personne qui protège la vie privée le demande, une autre donne son accord, et le fichier est remis une seule fois, dans la journée. C’est inscrit à l’historique de chaque dossier, et la personne le voit dans la liste des consultations.
oversight-take-outs-all = Ce qui a été demandé
oversight-take-outs-none = Personne n’a rien demandé.
oversight-take-out-new = Le demander
oversight-take-out-reason = Pourquoi, et pour qui
oversight-take-out-reason-hint = La personne qui donne son accord le lit.
oversight-take-out-go = Demander
oversight-take-out-agree = Donner mon accord
oversight-take-out-take = Prendre le fichier maintenant : une seule fois
oversight-take-out-asked = Demandé par { $name }, { $when }
oversight-take-out-agreed = Accepté par { $name }, { $when }
oversight-take-out-cases =
    { $count ->
        [one] { $count } dossier
       *[other] { $count } dossiers
    }
oversight-take-out-waits-state = Attend une deuxième personne
oversight-take-out-agreed-state = Accepté : peut être pris une fois
oversight-take-out-taken-state = Pris
oversight-take-out-over-state = Terminé

oversight-follow-ups = Suivis
oversight-follow-ups-lead = Après la fermeture d’un dossier : prendre de ses nouvelles après 30, 90 et 180 jours, si c’est sans danger. C’est un contact comme un autre.
oversight-follow-ups-all = Moments prévus
oversight-follow-ups-none = Aucun n’est prévu : le dossier est ouvert, ou personne ne doit demander.
oversight-follow-up-title = Ce qu’il en est advenu
oversight-follow-up-head = { $after } ({ $day })
oversight-follow-up-30-days = Après 30 jours
oversight-follow-up-90-days = Après 90 jours
oversight-follow-up-180-days = Après 180 jours
oversight-follow-up-which = Lequel
oversight-follow-up-what = Ce qu’il en est advenu
oversight-follow-up-is-due = À venir
oversight-follow-up-is-done = Elle a répondu
oversight-follow-up-is-not-reached = Pas jointe
oversight-follow-up-is-declined = Elle ne veut pas qu’on prenne de ses nouvelles
oversight-follow-up-is-not-asked = Pas demandé : ce n’était pas sans danger, ou il n’y avait aucun moyen
oversight-follow-up-is-cancelled = Terminé
oversight-follow-up-way = Comment
oversight-follow-up-no-way = Aucun contact
oversight-follow-up-hers = Elle nous a joints
oversight-follow-up-ready = Avant de la joindre
oversight-follow-up-ready-yes = J’ai lu la liste ci-dessus et j’ai le mot convenu sous la main
oversight-follow-up-words = En bref
oversight-follow-up-words-hint = Comment elle va, ou pourquoi personne n’a demandé.
oversight-follow-up-go = Enregistrer
oversight-fault-contact = Ce contact n’a pas été convenu : { $reasons }
oversight-fault-follow-up-no = Elle a refusé qu’on prenne de ses nouvelles. Ne la joignez pas pour cela.
oversight-contact-now = Pouvez-vous la joindre maintenant?
oversight-contact-no-way = Aucun moyen n’a été convenu.
oversight-contact-now-yes = Oui, maintenant
oversight-contact-now-no = Pas maintenant
oversight-contact-no-rules = Rien n’a été convenu sur la façon de la joindre.
oversight-contact-out-of-contact = Le contact est perdu : personne n’appelle.
oversight-contact-stopped = Elle ne veut aucun contact pour l’instant.
oversight-contact-rules-lapsed = Ce qui a été convenu est trop ancien.
oversight-contact-way-not-agreed = Pas de cette façon.
oversight-contact-destination-not-agreed = Pas à cet endroit.
oversight-contact-time-not-agreed = Pas à ce moment de la semaine, là où elle est.
oversight-contact-zone-unknown = On ne sait pas quelle heure il est là où elle est.
oversight-contact-clock-set-back = L’horloge de cet appareil n’est pas à l’heure.
oversight-contact-message-not-agreed = Aucun message ne peut être laissé.
oversight-contact-names-organization = Votre organisme ne peut pas être nommé.
oversight-contact-written-not-agreed = Rien ne peut être envoyé par écrit.
oversight-contact-shows-number = Votre numéro ne peut pas être montré.
oversight-contact-automatic-not-agreed = Aucune machine ne peut la joindre.
oversight-contact-calls-again = Pas une deuxième fois.
oversight-contact-visit-not-agreed = Personne ne peut aller la voir.
oversight-contact-code-word-not-ready = Ayez le mot convenu sous la main.
oversight-contact-list-not-read = Lisez d’abord ce qu’il ne faut jamais faire.

oversight-gaps = Lacunes
oversight-gaps-lead = Ce qui manquait, a été refusé ou a fait obstacle, tel qu’on l’a noté. Rien ne mène à une personne.
oversight-gaps-least = Un nombre inférieur à { $count } est retenu, tout comme un nombre qui permettrait de le deviner.
oversight-gaps-none = Rien n’a été noté pour cette année.
oversight-gaps-year = Année
oversight-gaps-view = Par
oversight-gaps-value = Valeur
oversight-gaps-count = Combien de fois
oversight-gaps-total = En tout
oversight-gaps-regions = Province ou territoire
oversight-gaps-reasons = Ce qui a fait obstacle
oversight-gaps-kinds = De quelle façon
oversight-gap-unavailable = Introuvable
oversight-gap-refused = Refusé
oversight-gap-barrier = Quelque chose a fait obstacle
oversight-held-back = retenu

staff-done-glass = Le dossier vous est ouvert pour 24 heures. C’est consigné, et la personne responsable de la vie privée est avisée.
staff-done-seen = C’est noté : vous avez lu le motif.
staff-done-needs-second = Il faut quelqu’un d’autre que vous.
staff-done-exception = C’est demandé. Une deuxième personne doit donner son accord; la personne responsable de la vie privée est avisée.
staff-done-exception-agreed = C’est accepté. L’exception compte maintenant.
staff-done-exception-over = C’est terminé, et ne peut plus être accepté.
staff-done-exception-ended = C’est levé. Ce qui reposait dessus a pris fin aussi.
staff-done-held = Le dossier est maintenant en conservation légale.
staff-done-released = La conservation légale est levée.
staff-done-warned = Les personnes qui y travaillent trouveront l’avertissement à leur bureau.
staff-done-end-asked = C’est demandé. Quelqu’un d’autre doit le faire.
staff-done-ended-case = Le dossier est détruit. Voici son certificat.
staff-done-request = La demande est inscrite.
staff-done-rule-set = Le calendrier est fixé, et les jours des dossiers fermés sont calculés.
staff-done-rule-ended = Le calendrier est terminé. Les jours déjà calculés restent.
staff-done-take-out-asked = C’est demandé. Quelqu’un d’autre a une journée pour donner son accord.
staff-done-take-out-agreed = C’est accepté. Le fichier peut être pris une fois, dans la journée.
staff-done-take-out-over = C’est terminé, ou le fichier a déjà été pris.
