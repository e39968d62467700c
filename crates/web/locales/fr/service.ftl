# Un service : s'il est ouvert, à quoi s'attendre, d'où viennent les faits.

## Ouvert ou fermé
service-open-always = Ouvert maintenant, jour et nuit
service-open-until = Ouvert maintenant, jusqu'à { $time }
service-open-until-tomorrow = Ouvert maintenant, jusqu'à demain { $time }
service-open-until-day = Ouvert maintenant, jusqu'à { $day } { $time }
service-closed-until = Fermé ; ouvre à { $time }
service-closed-until-tomorrow = Fermé ; ouvre demain à { $time }
service-closed-until-day = Fermé ; ouvre { $day } à { $time }
service-closed = Fermé maintenant
service-open-unknown = Heures inconnues
service-time-there = (heure { $zone })

## Jours
service-day-1 = lundi
service-day-2 = mardi
service-day-3 = mercredi
service-day-4 = jeudi
service-day-5 = vendredi
service-day-6 = samedi
service-day-7 = dimanche
service-days-to = du { $first } au { $last }
service-days-all = tous les jours
service-hours-span = de { $opens } à { $closes }
service-hours-all-day = jour et nuit
service-hours-closed = fermé
service-month-1 = janvier
service-month-2 = février
service-month-3 = mars
service-month-4 = avril
service-month-5 = mai
service-month-6 = juin
service-month-7 = juillet
service-month-8 = août
service-month-9 = septembre
service-month-10 = octobre
service-month-11 = novembre
service-month-12 = décembre
service-date = { $day } { $month } { $year }
service-date-month = { $month } { $year }
service-time-noon = midi
service-time-midnight = minuit
service-zone-newfoundland = de Terre-Neuve
service-zone-atlantic = de l'Atlantique
service-zone-eastern = de l'Est
service-zone-central = du Centre
service-zone-mountain = des Rocheuses
service-zone-pacific = du Pacifique
service-zone-yukon = du Yukon
service-zone-saskatchewan = de la Saskatchewan

## D'où viennent les faits
service-standing-verified = Vérifié auprès du service le { $date }
service-standing-read = Lu sur une page publique en { $date }
service-standing-unverified = Pas encore vérifié
service-stale-day = Pas confirmé depuis le { $date }
service-stale-month = Pas confirmé depuis { $date }
service-stale-unknown = Pas confirmé depuis longtemps
service-stale-advice = Appelez d’abord : quelque chose a pu changer.

## Places libres

service-capacity-bed = { $count ->
    [0] Aucun lit libre
    [one] 1 lit libre
   *[other] { $count } lits libres
  }
service-capacity-room = { $count ->
    [0] Aucune chambre libre
    [one] 1 chambre libre
   *[other] { $count } chambres libres
  }
service-capacity-place = { $count ->
    [0] Aucune place libre
    [one] 1 place libre
   *[other] { $count } places libres
  }
service-capacity-of = { $free } sur { $maximum }
service-capacity-line = { $free }. { $age }
service-capacity-age = { $hours ->
    [0] Compté il y a moins d’une heure.
    [one] Compté il y a 1 heure.
   *[other] Compté il y a { $hours } heures.
  }
service-capacity-old = Compté il y a plus d’une journée : appelez d’abord.

## La page
service-back = Revenir à votre liste
service-phone = Téléphone
service-phone-none = Nous ne connaissons pas de numéro pour ce service.
service-phone-else = Si personne ne répond, ces lignes répondent :
service-phone-trace = Les appels et les textos peuvent se voir dans le téléphone et sur la facture.
service-hours = Heures
service-hours-today = Aujourd'hui : { $state }
service-hours-week = Dans la semaine
service-hours-unknown = Les heures ne sont pas connues. Demandez au service.
service-hours-note = Selon la source :
service-where = Où, et pour quels lieux
service-where-address = Adresse
service-where-town = Ville
service-where-town-only = Nous connaissons la ville, pas la porte. Demandez au service comment y aller.
service-where-none = On joint ce service par téléphone ou en ligne. Nous n'avons pas de lieu où aller.
service-area = Territoire
service-area-canada = tout le Canada
service-area-around = { $km } km à la ronde depuis { $place }
service-expect = À quoi s'attendre
service-for = Pour
service-for-everyone = Tout le monde
service-helps = Peut aider pour
service-dedicated = Ce service est fait pour les gens qu'on force, qu'on vend ou qu'on exploite.
service-police-no = Il n'est pas nécessaire d'avoir porté plainte à la police.
service-police-yes = Il faut avoir porté plainte à la police.
service-status-no = Il n'est pas nécessaire d'avoir un statut d'immigration.
service-status-yes = Il faut un statut d'immigration.
service-id-no = Il n'est pas nécessaire d'avoir une carte d'identité.
service-id-yes = Il faut une carte d'identité.
service-children-yes = Vous pouvez venir avec vos enfants.
service-children-no = On ne peut pas venir avec des enfants.
service-pets-yes = Vous pouvez venir avec votre animal.
service-pets-no = On ne peut pas venir avec un animal.
service-gender-women = C'est pour les femmes.
service-gender-men = C'est pour les hommes.
service-gender-any = C'est pour les gens de tout genre.
service-age-from = C'est pour les gens de { $years } ans et plus.
service-age-to = C'est pour les gens de { $years } ans et moins.
service-age-between = C'est pour les gens de { $from } à { $to } ans.
service-indigenous-yes = Des Autochtones le dirigent.
service-by-and-for = Des gens qui l'ont vécu, ou ceux qu'il sert, le dirigent.
service-unknown = Ce qu'on ne sait pas, à demander : { $facts }.
service-unknown-police = faut-il porter plainte à la police
service-unknown-status = faut-il un statut d'immigration
service-unknown-id = faut-il une carte d'identité
service-unknown-children = peut-on venir avec des enfants
service-unknown-pets = peut-on venir avec un animal
service-languages = Langues
service-languages-unknown = Les langues ne sont pas connues. Demandez au service.
service-cost = Coût
service-cost-free = C'est gratuit.
service-cost-unknown = Le coût n'est pas connu. Demandez au service.
service-online = En ligne
service-online-website = Site Web : { $link }
service-online-leaves = Ce lien ouvre un autre site. On le verra dans votre historique.
service-online-email = Courriel : { $address }
service-online-email-trace = Un courriel reste dans vos messages envoyés.
service-online-new-language = Ce site peut être dans une seule langue.
service-known = Comment nous le savons
service-known-source = Page lue : { $source }
service-known-source-date = La page était datée : { $date }.
service-known-review = Nous prévoyons vérifier à nouveau d'ici le { $date }.
service-known-unverified = Ces faits ne viennent pas tout droit du service. Demandez d'abord.
service-print = Imprimer cette page
service-card = Faire une carte à garder

## Proposer une correction
service-suggest-heading = Y a-t-il une erreur ici ?
service-suggest-open = Proposer une correction
service-suggest-label = Que faut-il changer ?
service-suggest-hint = N'écrivez rien sur vous ni sur une autre personne. Votre nom n'est pas utile. Jusqu'à 2000 caractères.
service-suggest-send = Envoyer
service-suggest-empty = Écrivez ce qu'il faut changer.
service-suggest-long =
    { $over ->
        [one] Votre texte a { $over } caractère de trop. Raccourcissez-le, puis envoyez-le de nouveau.
       *[other] Votre texte a { $over } caractères de trop. Raccourcissez-le, puis envoyez-le de nouveau.
    }
service-suggest-many = Beaucoup de corrections attendent déjà pour ce service. Revenez dans quelques jours, s'il vous plaît.
service-suggest-thanks = Merci
service-suggest-thanks-text = Une personne va la lire et la vérifier auprès du service. Rien ne change sur la page d'ici là.
service-suggest-back = Revenir au service
