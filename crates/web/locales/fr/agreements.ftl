# Ententes entre organismes.

agreements-title = Ententes
agreements-lead = Qui a promis quoi à qui, et qui appeler à ce sujet. Une entente lie des organismes : n’écrivez rien ici sur une personne aidée.
agreements-back = Retour aux ententes
agreements-new = Nouvelle entente
agreements-one = Entente
agreements-name = Son nom
agreements-name-hint = Par exemple : Lits la nuit, secteur nord.
agreements-parties = Entre
agreements-from = À partir du
agreements-until = Dernier jour
agreements-until-hint = Laissez vide si elle n’a pas de fin.
agreements-no-end = sans fin
agreements-ended = Terminée avant, le
agreements-ended-hint = Seulement si quelqu’un y a mis fin plus tôt.
agreements-narrow = Restreindre les organismes par des mots
agreements-nobody = Personne
agreements-party = Partie { $count }
agreements-role = Ce que fait la partie { $count }
agreements-contact = Qui appeler à la partie { $count }
agreements-state = État
agreements-state-holds = en vigueur
agreements-state-lapses = prend fin d’ici 60 jours
agreements-state-later = pas encore commencée
agreements-state-over = terminée
agreements-fault-name = Dites comment elle s’appelle.
agreements-fault-until = Elle prend fin avant de commencer.
agreements-fault-organization = Choisissez l’organisme.
agreements-fault-twice = Cet organisme est déjà partie.
agreements-fault-role = Dites ce qu’il y fait.
agreements-fault-two = Une entente a au moins deux parties.
agreements-need =
    { $count ->
        [one] Une entente de votre organisme prend fin d’ici 60 jours.
       *[other] Des ententes de votre organisme prennent fin d’ici 60 jours.
    }
