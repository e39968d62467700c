# La recherche : accueil, résultats, parcours, impression, carte à garder.

## Page d'accueil et recherche
directory-start-heading = Trouver de l'aide près de vous
directory-start-lead = C'est gratuit. Vous ne donnez pas votre nom. Nous ne gardons rien de ce que vous écrivez.
directory-start-choose = Ou choisissez ce qu'il vous faut
directory-start-browse = Voir toutes les formes d'aide
directory-start-worried = Quelqu'un vous inquiète ?
directory-start-worried-lead = Vous n'avez pas besoin d'avoir une certitude. De courts guides disent quoi voir, quoi dire et quoi faire maintenant.
directory-start-guides = Voir quoi faire, étape par étape
directory-search-text = Que se passe-t-il, ou de quoi avez-vous besoin ?
directory-search-text-hint = Dites-le avec vos mots. Par exemple : mon patron garde mon passeport.
directory-search-place = Où êtes-vous ?
directory-search-place-hint = Une ville, ou les 3 premiers caractères du code postal. Vous pouvez laisser vide.
directory-search-button = Trouver de l'aide
directory-search-again = Changer la recherche

## Résultats
directory-find-found =
    { $count ->
        [one] { $count } service
       *[other] { $count } services
    }
directory-find-found-near =
    { $count ->
        [one] { $count } service près de vous : { $place }
       *[other] { $count } services près de vous : { $place }
    }
directory-find-none = Aucun service ne répond à tout cela
directory-find-none-help = Vous pouvez quand même appeler. Ces gens peuvent vous aider à trouver le bon endroit.
directory-find-none-tip = Vous pouvez aussi prendre d'autres mots, ou enlever un filtre.
directory-find-understood = Vous cherchez peut-être : { $needs }.
directory-find-corrected = Nous avons lu « { $typed } » comme « { $read } ».
directory-find-widened = Aucun service n'a tous vos mots. Ceux-ci en ont une partie.
directory-find-shortened = Nous avons lu les { $limit } premiers caractères de votre texte.
directory-find-rural = Ce secteur est grand, alors nous ne donnons pas de distance. Écrivez le nom de votre ville pour la voir.
directory-find-no-place = Écrivez une ville plus haut pour voir ce qui est près de vous.
directory-find-place-unknown = Nous ne connaissons pas le lieu « { $place } ». Vérifiez comment il s'écrit, ou donnez les 3 premiers caractères du code postal. La liste plus bas vaut pour tout le Canada.
directory-find-place-choose = Est-ce l'un de ces lieux ?
directory-find-list = Services
directory-find-page = Page { $page } de { $pages }
directory-find-pages = Pages de la liste
directory-find-next = Page suivante
directory-find-previous = Page précédente
directory-find-print = Imprimer cette liste
directory-find-table = Enregistrer cette liste en tableau

## Un résultat
directory-result-distance = à environ { $km } km
directory-result-distance-short = à moins de 1 km
directory-result-here = Où : { $place }
directory-result-here-distance = Où : { $place }, { $distance }
directory-result-serves = Pour : { $area }
directory-result-languages = Langues : { $languages }
directory-result-why = Pourquoi ici : { $reasons }.
directory-result-closed-for-now = Fermé pour un temps

## Pourquoi il est dans la liste
directory-reason-need = peut aider pour « { $name } »
directory-reason-needs = peut aider pour « { $first } » et « { $second } »
directory-reason-population = est pour « { $name } »
directory-reason-exploitation = connaît « { $name } »
directory-reason-name = son nom a vos mots
directory-reason-words = son texte a vos mots
directory-reason-call-now = quelqu'un répond maintenant
directory-reason-national = sert tout le Canada
directory-reason-area = sert ce territoire : { $area }
directory-reason-near = est près de vous
directory-reason-dedicated = fait pour les gens qu'on force, qu'on vend ou qu'on exploite
directory-reason-language = répond en { $language }

## Filtres
directory-filter-title = Raccourcir la liste
directory-filter-hint = Le nombre entre parenthèses dit combien de services vous verriez.
directory-filter-need = Forme d'aide
directory-filter-population = Pour qui
directory-filter-language = Langue
directory-filter-more = Autres choix
directory-filter-open = Ouvert maintenant
directory-filter-always = Ouvert jour et nuit
directory-filter-no-police = Sans plainte à la police
directory-filter-no-status = Sans statut d'immigration
directory-filter-province = Province ou territoire
directory-filter-everywhere = Tout le Canada
directory-filter-order = Ordre
directory-filter-best = Ce qui convient le mieux d'abord
directory-filter-nearest = Le plus proche d'abord
directory-filter-count = Combien par page
directory-filter-apply = Appliquer
directory-filter-results =
    { $count ->
        [one] { $count } service
       *[other] { $count } services
    }

## Parcourir
directory-browse-heading = Toutes les formes d'aide
directory-browse-lead = Choisissez pour voir la liste. Vous pouvez d'abord écrire votre ville.
directory-browse-need = Par forme d'aide
directory-browse-province = Par province ou territoire

## Impression et carte à garder
directory-print-heading = Numéros
directory-print-lead = D'autres gens peuvent trouver ces feuilles. Gardez-les en lieu sûr.
directory-print-back = Revenir à votre liste
directory-card-heading = Une petite carte à imprimer
directory-card-lead = La carte ne montre que des numéros : ni nom, ni sujet. Coupez sur la ligne. Elle entre dans un portefeuille.
directory-card-which = À quoi sert chaque numéro
directory-card-title = Numéros utiles
directory-card-none = Il n'y a pas de numéro à mettre sur une carte.
directory-card-preview = La carte

# La liste en tableau (CSV). Noms des colonnes.

directory-table-name = Service
directory-table-organization = Organisme
directory-table-phones = Téléphone
directory-table-email = Courriel
directory-table-website = Site Web
directory-table-town = Ville
directory-table-province = Province
directory-table-languages = Langues
directory-table-cost = Coût
directory-table-free = Gratuit
directory-table-places = Places libres
directory-table-description = Ce qu’on y fait
directory-table-standing = Ce que nous en savons

# L’outil de recherche dans la page d’un autre site.

directory-embed-heading = Trouver de l’aide
directory-embed-new-tab = Chaque service s’ouvre dans un nouvel onglet.
directory-embed-whole = Ouvrir le site complet dans un nouvel onglet
