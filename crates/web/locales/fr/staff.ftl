# Ce qui entoure chaque page du bureau, et ses premières pages.

staff-title-fault = Erreur :
staff-sections = Sections
staff-search-label = Trouver des personnes, des organismes et des fiches par leur nom
staff-search-go = Trouver
staff-search-title = Ce que nous avons trouvé
staff-search-listings = Fiches
staff-search-none = Rien ici ne porte ce nom. Essayez avec moins de lettres.
staff-sign-out = Se déconnecter
staff-public = Site public
staff-problem-back = Retour au bureau
staff-faults = Il reste quelque chose à corriger

staff-list-words = Chercher un mot dans la liste
staff-list-filter = Chercher
staff-list-apply = Appliquer
staff-list-all = Tout
staff-list-count =
    { $count ->
        [0] Rien ne correspond.
        [one] { $count } ligne
       *[other] { $count } lignes
    }
staff-list-pages = Pages de la liste
staff-list-page = Page { $page } de { $pages }
staff-list-previous = Page précédente
staff-list-next = Page suivante
staff-list-csv = Enregistrer en CSV

staff-today = Aujourd'hui
staff-today-greeting = Bonjour { $name }.
staff-today-needs = Ce qui vous attend
staff-today-nothing = Rien ne vous attend pour le moment.
staff-need-second = Ajoutez une deuxième étape à votre connexion : un code de votre téléphone.
staff-need-invitations =
    { $count ->
        [one] Une invitation prend fin d'ici deux jours, ou n'est plus bonne.
       *[other] Des invitations prennent fin d'ici deux jours, ou ne sont plus bonnes.
    }
staff-need-people-second =
    { $count ->
        [one] Une personne n'a qu'une phrase de passe pour se connecter.
       *[other] Des personnes n'ont qu'une phrase de passe pour se connecter.
    }
staff-need-suggestions =
    { $count ->
        [one] Une correction proposée par le public attend.
       *[other] Des corrections proposées par le public attendent.
    }

staff-sign-in-title = Se connecter
staff-sign-in-go = Se connecter
staff-sign-in-lost = Vous avez perdu votre phrase de passe ou votre téléphone ? Parlez-en à la personne qui s'occupe des comptes là où vous travaillez. Elle peut créer un nouveau lien pour vous.
staff-sign-in-no-email = Écrivez votre adresse courriel.
staff-sign-in-no-passphrase = Écrivez votre phrase de passe.
staff-sign-in-refused = L'adresse courriel ou la phrase de passe n'est pas la bonne.
staff-sign-in-too-late = Trop de temps a passé. Écrivez encore votre phrase de passe.
staff-passkey-go = Utiliser une clé d'accès
staff-passkey-none = Aucune clé d'accès n'a répondu. Essayez encore, ou connectez-vous avec votre phrase de passe.
staff-passkey-refused = Cette clé d'accès n'ouvre aucun compte ici. Connectez-vous avec votre phrase de passe.
staff-passkey-late = Trop de temps a passé. Utilisez encore la clé d'accès.
staff-onward-title = Un instant
staff-onward-go = Continuer
staff-identity-go = Se connecter avec { $name }
staff-identity-leave = Vous passez par { $name } et revenez ensuite ici.
staff-identity-in = { $name } vous connaît. Votre session est ouverte.
staff-identity-now-linked = Votre compte chez { $name } est relié.
staff-identity-stopped = Cela n'a pas fonctionné
staff-identity-back = Retour à la connexion
staff-identity-down = { $name } ne répond pas en ce moment. Essayez plus tard, ou connectez-vous avec votre phrase de passe.
staff-identity-denied = { $name } n'a pas dit qui vous êtes. Vous avez peut-être refusé, ou votre compte là-bas n'a peut-être pas le droit de venir ici. Vous pouvez vous connecter avec votre phrase de passe.
staff-identity-clock = L'horloge de { $name } et celle d'ici ne s'accordent pas. La personne qui s'occupe de ce programme peut y remédier. D'ici là, connectez-vous avec votre phrase de passe.
staff-identity-disbelief = On n'a pas pu se fier à ce que { $name } a dit : personne n'est entré. Parlez-en à la personne qui s'occupe de ce programme. D'ici là, connectez-vous avec votre phrase de passe.
staff-identity-again = Cela a déjà servi, a pris trop de temps, ou a commencé ailleurs. Recommencez à partir de la page de connexion.
staff-identity-unlinked = { $name } vous connaît, mais aucun compte d'ici n'y est relié. Connectez-vous avec votre phrase de passe, puis reliez-le sur la page de votre compte.
staff-identity-shut = Ce compte ne laisse entrer personne en ce moment. Parlez-en à la personne qui s'occupe des comptes là où vous travaillez.
staff-identity-taken = Ce compte chez { $name } est déjà relié à un compte d'ici, ou le vôtre est relié à un autre. Retirez d'abord ce lien.
staff-identity-late = Votre compte n'a pas été relié : trop de temps a passé. Connectez-vous et recommencez.
staff-sign-in-wait-seconds =
    { $count ->
        [one] Trop d'essais. Attendez { $count } seconde, puis essayez encore.
       *[other] Trop d'essais. Attendez { $count } secondes, puis essayez encore.
    }
staff-sign-in-wait-minutes =
    { $count ->
        [one] Trop d'essais. Attendez { $count } minute, puis essayez encore.
       *[other] Trop d'essais. Attendez { $count } minutes, puis essayez encore.
    }

staff-step-up-title = Est-ce toujours vous ?
staff-step-up-lead = La page qui suit permet de faire entrer des gens ou de leur fermer la porte. Écrivez encore une fois votre phrase de passe. Vous aurez ensuite dix minutes.
staff-step-up-go = Continuer
staff-step-up-kept-title = Merci
staff-step-up-kept-lead = Ce que vous avez rempli est encore là. Continuez, et ce sera fait.
staff-step-up-refused = Ce n'est pas la bonne phrase de passe.

staff-done-saved = C'est enregistré.
staff-done-welcome = Votre phrase de passe est choisie. Vous pouvez vous connecter.
staff-done-signed-out = Votre session est terminée.
staff-done-ended = La session est terminée.
staff-done-passphrase = Votre phrase de passe est changée. Vos autres sessions sont terminées.
staff-done-code-off = Le code est retiré. Votre phrase de passe ouvre maintenant seule votre compte.
staff-done-passkey-added = La clé d'accès est ajoutée. Elle peut maintenant vous connecter.
staff-done-passkey-removed = La clé d'accès est retirée. Elle n'ouvre plus rien ici. Vous pouvez aussi la supprimer de votre appareil.
staff-done-identity-off = Le lien est retiré. Seules votre phrase de passe et vos clés d'accès ouvrent maintenant votre compte.
staff-done-suspended = Cette personne ne peut plus entrer, nulle part.
staff-done-reinstated = Cette personne peut de nouveau se connecter.
staff-done-deleted = Le rôle n'existe plus.
staff-done-case-opened = Le dossier est ouvert. Son code est désormais son nom.
staff-done-note = La note est enregistrée.

staff-narrow-label = Recherche : { $what }
staff-narrow-go = Réduire la liste
staff-narrow-hint = { $count } sur { $all }. Cherchez ci-dessus pour réduire la liste.
staff-done-consent = La réponse est consignée.
staff-done-consent-withdrawn = Le consentement est retiré. Ce qui en dépendait a pris fin tout de suite.
