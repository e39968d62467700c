# Garder les fiches exactes : la liste, une fiche, sa modification, son historique, les suggestions.

listings-title = Fiches
listings-new = Ajouter une fiche
listings-back = Toutes les fiches
listings-column-name = Fiche
listings-column-organization = Organisme
listings-column-state = Visible pour le public
listings-column-verified = Dernière confirmation
listings-column-due = À confirmer d’ici le
listings-column-missing = Il manque
listings-column-suggestions = Suggestions
listings-never = Jamais
listings-filter-due = Confirmation
listings-due-past = En retard
listings-due-soon = À faire d’ici 30 jours
listings-due-later = Pas encore due
listings-filter-state = Visible pour le public
listings-state-public = Oui
listings-state-closed = Oui, comme fermé pour l’instant
listings-state-unlisted = Non
listings-verify-all = Confirmer toutes les miennes
listings-verify-which = Toujours vrai
listings-verify-nothing = Cochez au moins une fiche.
listings-verify-go = Confirmer ce qui est coché
listings-verify-lead = Cochez seulement ce que vous savez vrai. Ouvrez une fiche pour la relire d’abord.
listings-verify-none = Votre organisme n’a aucune fiche visible pour le public. Confirmez les autres une à une, sur leur propre page.
listings-verify-was-due = Aurait dû être confirmée au plus tard le { $date }.
staff-need-overdue =
    { $count ->
        [one] Une fiche devrait déjà être confirmée.
       *[other] Des fiches devraient déjà être confirmées.
    }

## One listing
listings-record-verify = Tout est toujours vrai
listings-record-verify-hint = Relisez d’abord la fiche. La date d’aujourd’hui sera affichée au public.
listings-record-mend = Quelque chose a changé
listings-record-due = À confirmer d’ici le { $date }.
listings-record-overdue = Aurait dû être confirmée au plus tard le { $date }. Le public voit qu’elle ne l’a pas été.
listings-record-overdue-unknown = Personne ne sait quand cette fiche a été confirmée. Le public le voit.
listings-record-verified = Dernière confirmation : le { $date }.
listings-record-never = Personne ne l’a encore confirmée.
listings-record-unlisted = Le public ne voit pas cette fiche.
listings-record-withheld = L’endroit doit rester caché, et votre rôle ne vous permet pas de le voir.
listings-record-local = Elle a été modifiée ici. Les nouvelles versions de Cairn n’y touchent pas.
listings-record-missing = Ce qui manque
listings-record-missing-lead = En premier, ce qui compte le plus pour une personne qui cherche de l’aide.
listings-record-complete = Il ne manque rien.
listings-record-facts = Ce que dit la fiche
listings-record-change = Modifier
listings-record-public = La voir comme le public
listings-record-history = Ce qui a été modifié, et par qui
listings-record-now = En ce moment
listings-empty = Pas connu

## Right now: closed, free places
listings-now-title = Fermé ou ouvert, places libres
listings-now-closed = Fermé pour l’instant
listings-now-open = Ouvert comme d’habitude
listings-now-state = Le service est
listings-now-unit = Ce que vous comptez
listings-now-available = Libres en ce moment
listings-now-available-hint = Laissez vide si vous ne comptez pas.
listings-now-maximum = Sur combien en tout
listings-now-go = Enregistrer
listings-now-fault-number = Écrivez un nombre entier, jusqu’à 9 999.
listings-now-fault-more = Il y a plus de places libres que de places en tout.
listings-unit-bed = Lits
listings-unit-room = Chambres
listings-unit-place = Places dans un programme

## Editing
listings-edit-title = Modifier { $name }
listings-new-title = Ajouter une fiche
listings-new-lead = Le public ne la voit pas tant que vous ne le dites pas.
listings-edit-reason = Pourquoi vous la modifiez
listings-edit-reason-hint = Pour ceux qui liront l’historique. Vous pouvez laisser vide.
listings-edit-verified = J’ai relu le reste, et c’est toujours vrai
listings-edit-go = Enregistrer
listings-edit-phones = Téléphones
listings-edit-phones-hint = Dans l’ordre où les essayer. Videz un numéro pour retirer sa ligne.
listings-edit-phone-line = Ligne { $line }
listings-edit-phone-more = Ligne { $line } : qui répond, mot à texter, langues, heures
listings-edit-phone-new = Ajouter un numéro à la ligne { $line }
listings-edit-phones-none = Pas encore de numéro
listings-edit-lead = Ouvrez la partie qui a changé. Ce que vous ne touchez pas reste tel quel.
listings-edit-missing =
    { $count ->
        [one] Il manque { $count } élément
       *[other] Il manque { $count } éléments
    }
listings-section-name = Nom et description
listings-section-name-hint = Noms et descriptions en français et en anglais
listings-section-open = Ouvert ou fermé
listings-section-open-hint = Visible pour le public, heures, jours particuliers
listings-section-who = Pour qui et pour quoi
listings-section-who-hint = Besoins, personnes, formes d’exploitation
listings-section-where = Où
listings-section-where-hint = Territoire, adresse, point sur la carte
listings-section-languages = Langues
listings-section-languages-hint = Langues parlées, interprétation
listings-section-access = Ce qu’il faut
listings-section-access-hint = Plainte à la police, statut, pièce d’identité, enfants, âge, coût
listings-section-online = En ligne
listings-section-online-hint = Courriel, page Web
listings-section-sources = D’où viennent les faits
listings-section-sources-hint = Pages lues, dates, degré de certitude, notes pour les collègues
listings-edit-suggestion = Ce que le public suggère
listings-edit-suggestion-lead = Corrigez la fiche ci-dessous. Vous verrez ce qui va changer avant d’enregistrer.
listings-look-title = Est-ce bien ce que vous voulez enregistrer ?
listings-look-lead = Voici ce qui va changer.
listings-look-nothing = Rien ne changera dans la fiche. Enregistrer marque seulement la suggestion comme acceptée.
listings-look-verified = Le reste est aussi confirmé avec la date d’aujourd’hui.
listings-look-sender = Enregistrer accepte la suggestion et supprime l’adresse que la personne a pu laisser.
listings-look-go = L’enregistrer
listings-look-again = Modifier encore quelque chose

## Fields
listings-field-reason = Pourquoi elle a été modifiée
listings-field-name-en = Nom en anglais
listings-field-name-fr = Nom en français
listings-field-description-en = Ce que fait le service, en anglais
listings-field-description-fr = Ce que fait le service, en français
listings-field-status = État
listings-field-listed = Visible pour le public
listings-field-email = Courriel pour qui cherche de l’aide
listings-field-website = Site Web
listings-field-url = Page Web
listings-field-schedule-rule = Heures
listings-field-schedule-timezone = Fuseau horaire
listings-field-schedule-monday = Lundi
listings-field-schedule-tuesday = Mardi
listings-field-schedule-wednesday = Mercredi
listings-field-schedule-thursday = Jeudi
listings-field-schedule-friday = Vendredi
listings-field-schedule-saturday = Samedi
listings-field-schedule-sunday = Dimanche
listings-field-schedule-exceptions = Jours qui font exception
listings-field-schedule-notes-en = Précisions sur les heures, en anglais
listings-field-schedule-notes-fr = Précisions sur les heures, en français
listings-field-needs = Aide offerte
listings-field-everyone = Pour tout le monde
listings-field-populations = Pour ces personnes
listings-field-exploitation = Formes d’exploitation
listings-field-dedicated = Conçu pour les personnes touchées par la traite
listings-field-service-area-extent-type = Qui il dessert
listings-field-service-area-extent = Lesquels, ou jusqu’où
listings-field-location-confidentiality = Ce qu’on peut dire de l’endroit
listings-field-location-city = Ville
listings-field-location-state-province = Province ou territoire
listings-field-location-address-1 = Adresse
listings-field-location-point = Latitude et longitude
listings-field-location-point-precision = Le point se trouve
listings-field-languages = Langues parlées
listings-field-interpretation-services-en = Interprétation, en anglais
listings-field-interpretation-services-fr = Interprétation, en français
listings-field-fees = Coût
listings-field-access-police-report-needed = Il faut un rapport de police
listings-field-access-status-needed = Il faut un statut d’immigration
listings-field-access-id-needed = Il faut une pièce d’identité
listings-field-access-children-welcome = Les enfants peuvent venir
listings-field-access-pets-welcome = Les animaux peuvent venir
listings-field-access-gender = Pour
listings-field-minimum-age = À partir de (âge)
listings-field-maximum-age = Jusqu’à (âge)
listings-field-access-indigenous-led = Dirigé par des Autochtones
listings-field-access-by-and-for = Dirigé par des personnes qui l’ont vécu
listings-field-provenance-source = Pages où les faits ont été lus
listings-field-provenance-source-date = Date de ces pages
listings-field-provenance-read-on = Lu le
listings-field-provenance-confidence = Comment les faits ont été lus
listings-field-provenance-note = Note pour qui corrige
listings-field-phones-number = Numéro
listings-field-phones-type = Sorte de ligne
listings-field-phones-extension = Poste
listings-field-phones-keyword = Mot à texter
listings-field-phones-description-en = À quoi elle sert, en anglais
listings-field-phones-description-fr = À quoi elle sert, en français
listings-field-phones-languages = Langues, si elles diffèrent
listings-field-phones-schedule = Heures, si elles diffèrent
listings-field-phones-of = Ligne { $line } : { $part }
listings-field-verified-on = Dernière confirmation
listings-field-verified-by = Confirmé par
listings-field-review-by = À confirmer d’ici le
listings-field-capacity-bed = Lits libres
listings-field-capacity-room = Chambres libres
listings-field-capacity-place = Places libres

listings-hint-schedule-day = Par exemple 8:30-12:00, 13:00-16:30. Laissez vide un jour de fermeture.
listings-hint-schedule-exceptions = Un jour par ligne : 2026-12-25 fermé, ou 2026-12-24 8:30-12:00.
listings-hint-service-area-extent = Noms ou lettres des provinces (BC, AB), nom d’une région, ou kilomètres.
listings-hint-location-point = Par exemple 53.917, -122.749. N’y touchez pas si l’endroit déménage : le point de la ville est pris.
listings-hint-location-confidentiality = Personne ne trouve un endroit caché avec Cairn : ni sur une page, ni par la distance.
listings-hint-languages = Codes séparés par des virgules : en, fr, pa.
listings-hint-source = Une adresse par ligne.
listings-hint-phone-schedule = always (jour et nuit), ou un fuseau comme America/Vancouver, puis des lignes comme mon-fri 08:30-16:30.
listings-hint-date = Par exemple 2026-11 ou 2026-11-24.

## Choices
listings-choice-unknown = Pas connu
listings-choice-yes = Oui
listings-choice-no = Non
listings-choice-status-active = En activité
listings-choice-status-inactive = Pas en activité, pourrait reprendre
listings-choice-status-defunct = N’existe plus
listings-choice-status-closed = Fermé pour l’instant
listings-choice-rule-always = Jour et nuit, tous les jours
listings-choice-rule-weekly = À la semaine, comme ci-dessous
listings-choice-phone-voice = Pour appeler
listings-choice-phone-sms = Pour texter
listings-choice-phone-tty = Téléimprimeur (ATS)
listings-choice-phone-fax = Télécopieur
listings-choice-area-national = Tout le Canada
listings-choice-area-provinces = Des provinces et territoires
listings-choice-area-region = Une région
listings-choice-area-radius = Un nombre de kilomètres autour
listings-choice-place-public = Public : tout le monde peut connaître l’adresse
listings-choice-place-approximate = Approximatif : la ville seulement
listings-choice-place-hidden = Caché : rien du tout
listings-choice-point-city = Au milieu de la ville
listings-choice-point-address = Sur l’immeuble
listings-choice-fees-free = Gratuit
listings-choice-gender-women = Les femmes
listings-choice-gender-men = Les hommes
listings-choice-gender-any = Tous les genres
listings-choice-confidence-source = Sur une page du service ou une page publique
listings-choice-confidence-secondary = Dans la liste de quelqu’un d’autre
listings-choice-confidence-phone = Le numéro vient de mémoire
listings-choice-confidence-memory = De mémoire

## What is wrong
listings-wrong-required = { $field } : à remplir.
listings-wrong-long = { $field } : { $found } caractères, au plus { $limit }.
listings-wrong-choice = { $field } : choisissez une des réponses.
listings-wrong-term = { $field } : choisissez dans la liste.
listings-wrong-phone-character = { $field } : seulement des chiffres, des espaces, des traits d’union et un signe plus au début.
listings-wrong-phone-length = { $field } : dix chiffres, sept pour un numéro 310, ou un numéro court comme le 211.
listings-wrong-phone-plan = { $field } : aucun numéro d’Amérique du Nord ne commence ainsi.
listings-wrong-keyword = { $field } : seule une ligne pour les textos a un mot à texter.
listings-wrong-extension = { $field } : des chiffres seulement.
listings-wrong-email = { $field } : une seule adresse, comme aide@example.org.
listings-wrong-website = { $field } : une adresse complète, à partir de https://.
listings-wrong-many = { $field } : au plus { $limit } lignes.
listings-wrong-date = { $field } : une date comme 2026, 2026-11 ou 2026-11-24.
listings-wrong-language = { $field } : des codes comme en, fr, pa, séparés par des virgules.
listings-wrong-province = { $field } : les deux lettres d’une province ou d’un territoire.
listings-wrong-region = { $field } : aucune région n’a ce code.
listings-wrong-radius = { $field } : des kilomètres entiers, de 1 à 3 000.
listings-wrong-age = { $field } : un âge entier, de 0 à 120.
listings-wrong-ages = { $field } : l’âge minimal dépasse l’âge maximal.
listings-wrong-point = { $field } : deux nombres séparés par une virgule, au Canada.
listings-wrong-times = { $field } : des heures comme 8:30-12:00, 13:00-16:30.
listings-wrong-opening = { $field } : écrivez les heures d’au moins un jour.
listings-wrong-zone = { $field } : choisissez un fuseau horaire.
listings-wrong-exceptions = { $field } : un jour par ligne, comme 2026-12-25 fermé.
listings-wrong-reason = Raccourcissez la raison : au plus { $limit } caractères.

## Two people edit
listings-conflict-title = Quelqu’un d’autre a aussi modifié ceci
listings-conflict-lead = Pendant que vous écriviez, quelqu’un a modifié la même chose. Rien de ce que vous avez écrit n’est perdu. Choisissez ce qui est juste.
listings-conflict-theirs = Sa version, celle de la fiche
listings-conflict-mine = Votre version
listings-conflict-also = Vos autres modifications seront enregistrées avec votre choix.
listings-conflict-go = Enregistrer mon choix
listings-conflict-group-phones = Téléphones
listings-conflict-group-schedule = Heures
listings-conflict-group-area = Qui il dessert
listings-conflict-group-location = L’endroit
listings-conflict-group-ages = Âges
listings-conflict-group-populations = Pour qui

## History
listings-history-title = Ce qui a été modifié
listings-history-none = Rien n’a été modifié ici depuis que Cairn a reçu la fiche.
listings-history-who-operator = l’exploitant
listings-history-who-system = Cairn
listings-history-who-person = une personne qui a un compte
listings-history-entry = { $date }, { $time }, { $who }
listings-history-kind-add = Ajout
listings-history-kind-edit = Modification
listings-history-kind-verify = Confirmation
listings-history-kind-capacity = Compte des places libres
listings-history-kind-suggestion = Modification après une suggestion du public
listings-history-kind-import = Reprise d’un autre système
listings-history-kind-merge = Fusion avec une autre fiche
listings-history-kind-shipped = Mise à jour avec Cairn
listings-history-before = Avant
listings-history-after = Après
listings-history-field = Quoi
listings-history-withheld = Pas affiché : cela dirait où se trouve un endroit caché.

## Suggestions
listings-suggestions-title = Suggestions
listings-suggestions-none = Aucune suggestion n’attend.
listings-suggestions-received = Reçue le { $date }
listings-suggestions-contact = Pour joindre la personne : { $contact }
listings-suggestions-accept = Corriger la fiche
listings-suggestions-decline = Refuser
listings-suggestions-decline-title = Refuser une suggestion
listings-suggestions-decline-lead = Dites pourquoi, pour ceux qui liront plus tard. L’adresse laissée par la personne est supprimée.
listings-suggestions-reason = Pourquoi
listings-suggestions-fault-reason = Dites pourquoi en quelques mots.
listings-suggestions-gone = Quelqu’un a déjà tranché.

## What is missing
listings-lack-any-contact = Un moyen de joindre le service
listings-lack-phone = Un numéro pour appeler ou texter
listings-lack-needs = L’aide offerte
listings-lack-hours = Les heures
listings-lack-service-area = Le territoire desservi
listings-lack-police-report = S’il faut un rapport de police
listings-lack-immigration-status = S’il faut un statut d’immigration
listings-lack-description-english = Ce que fait le service, en anglais
listings-lack-description-french = Ce que fait le service, en français
listings-lack-name-english = Le nom en anglais
listings-lack-name-french = Le nom en français
listings-lack-languages = Les langues parlées
listings-lack-populations = Pour qui c’est
listings-lack-fees = Le coût
listings-lack-identity = S’il faut une pièce d’identité
listings-lack-children = Si les enfants peuvent venir
listings-lack-address = L’adresse
listings-lack-point = Où c’est sur la carte
listings-lack-source = Une page qui le dit

## What was just done
staff-done-shown = Enregistré. Le public le voit maintenant.
staff-done-soon = Enregistré. Le public le verra dans quelques secondes.
staff-done-unchanged = Rien n’était différent : rien n’a été modifié.
staff-done-verified = Confirmé, avec la date d’aujourd’hui.
staff-done-verified-some = Confirmé, sauf ce que quelqu’un a modifié entre-temps : relisez ces fiches.
staff-done-declined = Suggestion refusée.
staff-done-added = Ajoutée. Le public ne la voit pas encore.
