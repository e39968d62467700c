# Ce qui est demandé à d’autres organismes au sujet d’un dossier, ce qui est communiqué, ce qu’ils répondent; et
# la page qu’ouvre un lien à usage unique.

sharing-title = Demandé et communiqué
sharing-lead = Tout ce qui est ici sort de votre organisme. Sans son consentement, seule une question sans nom en sort.
sharing-back = Retour à ce qui est demandé et communiqué
sharing-choose = Choisir
sharing-without-account = { $name } (sans compte ici : par un lien à usage unique)
sharing-pair = { $name } : { $said }
sharing-holds-2h = 2 heures
sharing-holds-12h = 12 heures
sharing-holds-1d = 24 heures
sharing-holds-3d = 3 jours
sharing-holds-7d = 7 jours

sharing-enquiry = Demander sans nom
sharing-enquiry-lead = Demandez à plusieurs services à la fois qui pourrait aider. Ils ne voient que ce qui est sur cette page : ni le dossier, ni qui demande. Aucun consentement n’est nécessaire, car rien n’y dit de qui il s’agit.
sharing-enquiry-needs = Ce qu’il faut
sharing-adults = Adultes
sharing-children = Enfants
sharing-languages = Langues dans lesquelles l’aider
sharing-needed = Quand
sharing-needed-now = Maintenant ou cette nuit
sharing-needed-tomorrow = D’ici un jour
sharing-needed-week = Cette semaine
sharing-needed-later = Pas urgent
sharing-needed-by = Nécessaire d’ici le { $when }
sharing-people =
    { $adults ->
        [0] Aucun adulte
        [one] { $adults } adulte
       *[other] { $adults } adultes
    }, { $children ->
        [0] aucun enfant
        [one] { $children } enfant
       *[other] { $children } enfants
    }
sharing-enquiry-words = Ce qu’ils doivent savoir d’autre
sharing-enquiry-words-hint = Un rez-de-chaussée, un animal, un fauteuil roulant. Pas de nom, de numéro, d’adresse, de date de naissance ni d’âge exact : Cairn les cherche, mais ne peut pas tout trouver.
sharing-looked = Relire
sharing-looked-yes = J’ai relu. Rien ici ne dit qui elle est.
sharing-found-refused = Ceci peut dire qui elle est. Cela ne peut pas sortir ainsi.
sharing-found-warned = Ceci peut dire qui elle est. Modifiez-le, ou cochez la case au-dessous.
sharing-found = « { $part } » : { $why }.
sharing-sign-known-of-her = le dossier la connaît par là
sharing-sign-client-code = le code d’un dossier
sharing-sign-number = un long numéro
sharing-sign-address = une adresse de courriel ou un nom d’utilisateur
sharing-sign-link = un lien
sharing-sign-postal-code = un code postal
sharing-sign-date = une date complète
sharing-sign-before-name = des mots qui précèdent un nom
sharing-sign-title = un titre avec un nom
sharing-sign-looks-like-name = on dirait un nom
sharing-sign-capital = une majuscule au milieu d’une phrase
sharing-sign-exact-age = un âge exact
sharing-enquiry-to = Demander à ces services
sharing-enquiry-to-hint = Seuls les services qui ont un compte ici peuvent être interrogés ainsi. Appelez les autres.
sharing-fitting = Leurs fiches répondent à ce qu’il faut
sharing-others = Aussi présents ici
sharing-listed = Au répertoire : { $services }
sharing-enquiry-until = Une réponse est utile pendant
sharing-enquiry-go = Demander
sharing-nobody-here = Aucun autre service n’a ici quelqu’un qui reçoit les questions. Trouvez leurs numéros au répertoire et appelez, sans donner de nom.
sharing-enquiry-not-not-from-here = Ce n’est plus possible : la demande est retirée, ou a déjà sa réponse.
sharing-enquiry-not-expired = Il est trop tard pour répondre.
sharing-enquiry-not-says-who = Ceci peut dire qui elle est. Cela ne peut pas sortir ainsi.
sharing-enquiry-not-nobody-asked = Choisissez à qui demander.
sharing-enquiry-not-empty = Choisissez ce qu’il faut.
sharing-fault-count = Écrivez un nombre entier, 20 au plus.
sharing-fault-when = Choisissez.

sharing-enquiries = Demandé sans nom
sharing-enquiries-none = Personne n’a encore été interrogé.
sharing-enquiry-head = { $needs }, demandé le { $when }
sharing-enquiry-lasts = Réponses utiles jusqu’au { $when }
sharing-enquiry-over = Le temps de répondre s’est terminé le { $when }
sharing-enquiry-recall = Plus nécessaire : le dire à tous
sharing-answer-sent = pas encore lu
sharing-answer-seen = lu, sans réponse
sharing-answer-unanswered = n’a pas répondu
sharing-answer-could = oui, c’est possible
sharing-answer-could-if = oui, si
sharing-answer-cannot = non, impossible
sharing-answer-call-us = veut un appel
sharing-answer-expired = n’a pas répondu
sharing-answer-recalled = sait que ce n’est plus nécessaire
sharing-answer-until = vaut jusqu’au { $when }
sharing-refer-them = L’aiguiller vers ce service

sharing-referrals = Aiguillages
sharing-referrals-none = Rien n’a encore été communiqué.
sharing-referral-head = { $need } : { $to }
sharing-sent = Envoyé le { $when }
sharing-until = Communiqué jusqu’au { $when }
sharing-answer-by = Réponse nécessaire d’ici le { $when }
sharing-answer-late = Pas de réponse. Il en fallait une d’ici le { $when } : appelez ce service, ou demandez à d’autres.
sharing-state-draft = pas envoyé
sharing-state-sent = envoyé, pas encore ouvert
sharing-state-seen = ouvert, sans réponse
sharing-state-accepted = accepté
sharing-state-declined = refusé
sharing-state-expired = sans réponse à temps
sharing-state-in-service = commencé
sharing-state-outcome = le résultat est connu
sharing-state-closed = fermé
sharing-state-recalled = retiré
sharing-state-ended = terminé
sharing-declined-no-capacity = Pas de place
sharing-declined-not-eligible = Elle ne remplit pas les conditions d’ici
sharing-declined-unsafe = Ce ne serait pas sûr ici
sharing-declined-conflict = Nous connaissons quelqu’un de l’autre côté
sharing-declined-client-changed-mind = Elle a changé d’avis
sharing-outcome = Ce que cela a donné
sharing-outcome-met = Elle a eu ce qu’elle voulait
sharing-outcome-partly-met = Une partie
sharing-outcome-not-met = Rien
sharing-outcome-did-not-attend = Elle n’est pas venue
sharing-outcome-no-longer-wanted = Elle ne le voulait plus
sharing-ended = Cette communication est terminée. On ne peut plus rien en lire. Si vous avez des questions, appelez l’organisme qui l’a envoyée.
sharing-ended-declined = Vous avez refusé. On ne peut plus rien en lire.
sharing-ended-consent-withdrawn = Terminé : le consentement est retiré
sharing-ended-consent-expired = Terminé : le consentement a pris fin
sharing-ended-end-date = Terminé : son dernier jour est passé
sharing-ended-recipient-gone = Terminé : l’organisme n’est plus ici
sharing-ended-case-closed = Terminé : le dossier est fermé
sharing-recall = Retirer
sharing-close = Fermer
sharing-noted = C’est noté : il faut quelqu’un d’autre

sharing-link = Lien à usage unique
sharing-link-make = Faire un lien à usage unique
sharing-link-once = Ceci n’est montré qu’une fois. Si vous le perdez, faites-en un autre.
sharing-link-address = L’adresse
sharing-link-address-how = Envoyez-la à la personne du service qui l’attend.
sharing-link-code = Le code
sharing-link-code-how = Dites-le-lui au téléphone, à un numéro que vous connaissez. Ne l’écrivez jamais là où est l’adresse.
sharing-link-lasts = Il s’ouvre une seule fois, jusqu’au { $when }. Cinq codes erronés y mettent fin; retirer le consentement aussi.
sharing-link-not = On ne peut faire un lien que pendant que quelque chose est communiqué.
sharing-link-waits = Un lien attend d’être ouvert, jusqu’au { $when }
sharing-link-opened = Le lien a été ouvert le { $when }
sharing-link-dead-no-consent = Un lien a pris fin avec le consentement
sharing-link-dead-ended = Un lien a pris fin
sharing-link-dead-already-opened = Un lien a été ouvert
sharing-link-dead-expired = Un lien a expiré sans être ouvert
sharing-link-dead-tries-used-up = Un lien a pris fin après cinq codes erronés : appelez-les, puis faites-en un autre
sharing-link-dead-wrong-code = Un lien attend d’être ouvert

sharing-referral = Aiguiller
sharing-referral-lead = Demandez un service à un organisme et laissez-le lire ce qu’il lui faut : rien de plus que ce qu’elle a accepté, et seulement jusqu’à un certain jour.
sharing-referral-to = Vers
sharing-referral-need = Pour
sharing-referral-next = Suite : ce qu’on pourra lire
sharing-referral-outside = Cet organisme n’a pas de compte ici. Après l’envoi, faites un lien à usage unique et dites-leur le code au téléphone.
sharing-referral-kinds = On pourra lire
sharing-referral-kinds-hint = Choisissez le moins possible. Il n’y a ici que ce que couvre le consentement.
sharing-referral-identity = Qui elle est : seulement ceci
sharing-identity-alias = Le nom qu’elle se donne
sharing-identity-pronouns = Pronoms
sharing-identity-gender = Genre
sharing-identity-legal-name = Nom sur les papiers
sharing-identity-birth-date = Date de naissance
sharing-identity-citizenships = Citoyennetés
sharing-referral-message = Ce que vous leur demandez, en mots
sharing-referral-message-hint = On lit aussi ceci. N’y écrivez rien qui ne soit coché plus haut.
sharing-referral-answer = Il faut une réponse d’ici
sharing-referral-until = On pourra lire jusqu’au
sharing-referral-until-hint = Le dernier jour. Cela se termine plus tôt si le consentement prend fin.
sharing-referral-go = Envoyer
sharing-covered = couvert
sharing-covered-by = Couvert par le consentement du { $given }, jusqu’au { $until }
sharing-covered-exception = Couvert par une exception, pas par le consentement
sharing-refusal-role = pas pour ce rôle
sharing-refusal-relationship = rien n’est communiqué à cet organisme
sharing-refusal-no-consent = On ne lui a pas demandé, ou elle n’a pas nommé ceci.
sharing-refusal-withdrawn = Le consentement est retiré.
sharing-refusal-expired = Le consentement a pris fin.
sharing-refusal-not-yet = Le consentement n’a pas commencé.
sharing-refusal-faulty = Il manque quelque chose au consentement.
sharing-refusal-said-no = Elle a dit non.
sharing-refusal-exception = L’exception ne porte pas là-dessus.
sharing-nothing-covered = Aucun consentement ne permet de communiquer quoi que ce soit à cet organisme pour cela. Demandez-lui d’abord.
sharing-ask-consent = Demander son consentement
sharing-not-covered = Pas couvert
sharing-not-covered-lead = Cela ne peut pas être envoyé. Elle peut refuser n’importe quelle partie et sera aidée quand même.
sharing-all-covered = Tout ce qui peut être communiqué est couvert.
sharing-referral-not-not-from-here = Ce n’est plus possible : regardez où cela en est.
sharing-referral-not-not-theirs = Ce n’est pas à vous de le faire.
sharing-referral-not-consent = Le consentement ne couvre plus tout ceci. Regardez de nouveau ce qu’il couvre.
sharing-referral-not-nothing-chosen = Choisissez ce qu’on pourra lire.
sharing-referral-not-end-date = Choisissez un jour plus tard.
sharing-fault-to = Choisissez un organisme.
sharing-fault-gone = Cet organisme n’est plus ici. Choisissez-en un autre. Rien n’a été envoyé.
sharing-fault-beyond = Le consentement prend fin le { $day }. Choisissez un jour avant, ou demandez-lui de nouveau.

sharing-transfer = Transférer le dossier
sharing-transfer-lead = Un autre organisme le dirigera. On lui demande d’abord, sans rien dire de la personne. S’il accepte, demandez à la personne si elle est d’accord. Puis quelqu’un d’autre ici conclut le transfert. Après cela, personne ici ne peut ouvrir le dossier.
sharing-transfer-to = Vers
sharing-transfer-reason = Pourquoi
sharing-transfer-reason-hint = Reste au dossier. L’autre organisme le lira quand il le dirigera.
sharing-transfer-lasts = À faire d’ici
sharing-transfer-go = Leur demander
sharing-transfer-head = Transfert vers { $to }
sharing-transfer-from = { $from } vous demande de diriger un dossier
sharing-transfer-by = Proposé par { $name }
sharing-transfer-until = Jusqu’au { $when }
sharing-transfer-proposed = sans réponse encore
sharing-transfer-accepted = accepté
sharing-transfer-declined = refusé
sharing-transfer-completed = fait
sharing-transfer-recalled = retiré
sharing-transfer-expired = expiré
sharing-transfer-next-answer = Ensuite : leur réponse.
sharing-transfer-next-consent = Ensuite : demandez à la personne si elle accepte que cet organisme dirige son dossier. Un consentement d’avant ne compte pas.
sharing-transfer-next-other = Ensuite : quelqu’un d’autre que vous le conclut.
sharing-transfer-next-complete = L’organisme a accepté et la personne est d’accord. Vous pouvez conclure.
sharing-transfer-complete = Conclure le transfert
sharing-transfer-recall = Retirer la proposition
sharing-transfer-asked = On ne vous dit rien de la personne avant qu’elle soit d’accord. N’acceptez que si quelqu’un chez vous peut ensuite diriger le dossier.
sharing-transfer-accept = Nous le dirigerons
sharing-transfer-decline = Nous ne pouvons pas
sharing-transfer-accepted-lead = Vous avez accepté. Le dossier paraîtra dans votre liste quand la personne sera d’accord.
sharing-transfer-not-not-from-here = Ce n’est plus possible : regardez où cela en est.
sharing-transfer-not-not-theirs = Ce n’est pas à vous de le faire.
sharing-transfer-not-no-fresh-consent = La personne n’a pas accepté ce transfert depuis qu’il est proposé.
sharing-transfer-not-same-person = Qui l’a proposé ne peut pas aussi le conclure.
sharing-transfer-not-expired = Le temps est écoulé. Proposez-le de nouveau.
sharing-transfers = Transferts

sharing-received = Reçu
sharing-received-lead = Ce que d’autres organismes demandent au vôtre.
sharing-received-none = Rien.
sharing-received-back = Retour à ce que vous avez reçu
sharing-received-referrals = Aiguillages
sharing-received-enquiries = Questions sans nom
sharing-received-transfers = Dossiers à diriger
sharing-received-enquiry = Pourriez-vous aider?
sharing-received-referral = Aiguillage
sharing-received-nameless = On ne vous dit ni nom, ni qui demande. Votre réponse n’engage qu’à elle-même : si vous pouvez aider, un aiguillage peut suivre.
sharing-received-until = Une réponse est utile jusqu’au { $when }
sharing-received-sent = nouveau
sharing-received-seen = lu, sans réponse
sharing-received-could = vous avez dit oui
sharing-received-could-if = vous avez dit oui, si
sharing-received-cannot = vous avez dit non
sharing-received-call-us = vous avez demandé un appel
sharing-received-expired = sans réponse
sharing-received-over = terminé
sharing-received-recalled = plus nécessaire
sharing-received-recalled-lead = Ce n’est plus nécessaire. Vous n’avez pas à répondre ni à garder quoi que ce soit.
sharing-received-over-lead = Il est trop tard pour répondre.
sharing-received-answered = Votre réponse : { $answer }. Vous pouvez la changer tant que la question tient.
sharing-received-for = { $need }, demandé par { $from }
sharing-received-from = De { $from }
sharing-received-shared-until = Vous pouvez lire ceci jusqu’au { $when }. Cela peut se terminer plus tôt, à tout moment. Ne le copiez nulle part.
sharing-theirs-sent = nouveau
sharing-theirs-seen = attend votre réponse
sharing-theirs-accepted = vous avez accepté
sharing-theirs-in-service = vous avez commencé
sharing-theirs-outcome = vous avez dit ce que cela a donné
sharing-theirs-declined = vous avez refusé
sharing-theirs-over = terminé
sharing-reply = Le pourriez-vous?
sharing-reply-could = Oui
sharing-reply-could-if = Oui, si
sharing-reply-call-us = Peut-être : qu’on nous appelle
sharing-reply-cannot = Non
sharing-reply-hold = Si oui, cela vaut pendant
sharing-reply-hold-hint = Combien de temps vous gardez la place ou l’heure libre.
sharing-reply-words = Vos conditions, ou ce qu’il faut savoir
sharing-reply-words-hint = Dites ce qu’il faut apporter ou accepter, et qui demander quand on appelle.
sharing-reply-go = Répondre
sharing-fault-reply = Choisissez une réponse.
sharing-fault-if = Dites à quelle condition.
sharing-fault-long = Dites-le en moins de mots, 1 000 caractères au plus.
sharing-fault-reason = Choisissez pourquoi.
sharing-fault-outcome = Choisissez ce que cela a donné.
sharing-contact-none = Rien n’a été convenu sur la façon de la joindre. N’appelez pas, n’écrivez pas, n’allez pas la voir. Passez par l’organisme qui demande.
sharing-contact-through = On ne vous a pas dit comment la joindre. Ne la cherchez pas : passez par l’organisme qui demande.
sharing-message = Ce qu’on vous demande
sharing-part-empty = Rien n’y est écrit.
sharing-nothing-to-answer = Il n’y a rien à répondre pour l’instant. L’organisme qui a demandé fermera l’aiguillage.
sharing-step-accept = Nous aiderons
sharing-step-accept-go = Accepter
sharing-step-begin = Le travail est commencé
sharing-step-begin-go = Nous avons commencé
sharing-step-decline = Nous ne pouvons pas
sharing-step-decline-go = Refuser
sharing-step-report = Ce que cela a donné
sharing-step-report-go = Le leur dire
sharing-decline-why = Pourquoi

sharing-need-enquiries =
    { $count ->
        [one] Une question sans nom attend votre réponse.
       *[other] Des questions sans nom attendent votre réponse.
    }
sharing-need-referrals =
    { $count ->
        [one] Un aiguillage vers vous attend une réponse.
       *[other] Des aiguillages vers vous attendent une réponse.
    }
sharing-need-transfers =
    { $count ->
        [one] Un organisme vous demande de diriger un dossier.
       *[other] Des organismes vous demandent de diriger des dossiers.
    }
sharing-need-answered =
    { $count ->
        [one] Un autre organisme a répondu, ou ne l’a pas fait. Il faut quelqu’un.
       *[other] D’autres organismes ont répondu, ou ne l’ont pas fait. Il faut quelqu’un.
    }
sharing-due-answer-could = { $to } pourrait aider
sharing-due-answer-could-if = { $to } pourrait aider, à une condition
sharing-due-answer-cannot = { $to } ne peut pas aider
sharing-due-answer-call-us = { $to } veut un appel
sharing-due-unanswered = { $to } n’a pas répondu
sharing-due-declined = { $to } a refusé un aiguillage
sharing-due-referral-unanswered = { $to } n’a pas répondu à un aiguillage
sharing-due-transfer-accepted = { $to } dirigera le dossier : demandez à la personne
sharing-due-transfer-declined = { $to } ne dirigera pas le dossier

staff-done-enquiry-sent = La question est posée. Les réponses paraîtront ici.
staff-done-enquiry-recalled = Ils savent que ce n’est plus nécessaire.
staff-done-referral-sent = C’est envoyé. Vous verrez ici quand on l’ouvre et ce qu’on répond.
staff-done-referral-recalled = C’est retiré. On ne peut plus rien en lire.
staff-done-transfer-proposed = La question leur est posée.
staff-done-transfer-recalled = C’est retiré.
staff-done-transferred = C’est fait. L’autre organisme dirige maintenant le dossier.
staff-done-answered = Votre réponse est envoyée.

sharing-outside-title = Entrez votre code
sharing-outside-lead = La personne qui vous a envoyé cette adresse vous dit au téléphone un code de six chiffres.
sharing-outside-code = Code
sharing-outside-code-hint = Les espaces ne comptent pas.
sharing-outside-open = Ouvrir
sharing-outside-once = Cela s’ouvre une seule fois et reste tant que la page est ouverte. Ayez du papier, et soyez là où personne ne lit avec vous.
sharing-outside-not = Cela ne s’ouvre pas. Vérifiez le code. Si cela ne s’ouvre toujours pas, appelez la personne qui vous l’a donné et demandez une nouvelle adresse et un nouveau code.
sharing-outside-shared = Ce qui vous est communiqué
sharing-outside-now = Lisez-le maintenant. Cette page ne pourra pas être rouverte. Ne le copiez pas là où d’autres peuvent le lire.
sharing-outside-answer = Votre réponse
sharing-outside-can = Pouvez-vous aider?
sharing-outside-yes = Oui, nous le ferons
sharing-outside-no = Non : { $why }
sharing-outside-choose = Choisissez une réponse.
sharing-outside-send = Envoyer la réponse
sharing-outside-accepted = Votre oui est envoyé
sharing-outside-declined = Votre non est envoyé
sharing-outside-done = Vous pouvez fermer cette page. Si quelque chose change, appelez la personne qui vous a donné le code.
