# Fiches qui décrivent peut-être deux fois le même service.

duplicates-title = Doublons
staff-need-duplicates =
    { $count ->
        [one] Deux fiches décrivent peut-être le même service.
       *[other] Des paires de fiches décrivent peut-être le même service.
    }

## The list
duplicates-first = Fiche A
duplicates-second = Fiche B
duplicates-likelihood = Le même service ?
duplicates-likelihood-of = { $words } ({ $share } sur 100)
duplicates-likelihood-very-likely = Très probable
duplicates-likelihood-likely = Probable
duplicates-likelihood-even = Une chance sur deux
duplicates-likelihood-unlikely = Peu probable
duplicates-alike = Ce qui se ressemble
duplicates-different = Ce qui diffère

## What is compared
duplicates-field-organization = Organisme
duplicates-field-name = Nom
duplicates-field-phone = Téléphone
duplicates-field-website = Page Web
duplicates-field-email = Courriel
duplicates-field-place = Ville et rue
duplicates-field-postal-area = Secteur postal
duplicates-field-description = Description
duplicates-field-languages = Langues
duplicates-agreement-same = Pareil
duplicates-agreement-close = Presque pareil
duplicates-agreement-part = Pareil en partie
duplicates-agreement-other-language = Chacun dans une autre langue
duplicates-agreement-different = Différent
duplicates-agreement-unknown = L’une des deux ne le dit pas

## Looking for them
duplicates-find-title = Chercher les doublons maintenant
duplicates-find-lead = Cairn compare chaque fiche à celles avec qui elle partage quelque chose de rare : un téléphone, une page, une adresse, des mots peu courants. Il le fait de lui-même dans les dix minutes environ qui suivent un changement. Vous pouvez aussi le demander tout de suite.
duplicates-find-kept = Les paires dont on a dit qu’elles sont différentes n’y reviennent pas, sauf si quelque chose y a changé.
duplicates-find-go = Chercher maintenant
duplicates-find-too-many = Ce répertoire compte plus de { $limit } fiches. La recherche se fait sur la machine qui fait fonctionner ce site, avec la commande « cairn directory duplicates ».

## A pair
duplicates-pair-title = Est-ce deux fois le même service ?
duplicates-pair-likelihood = { $words } : sur 100 paires aussi semblables, environ { $share } sont le même service.
duplicates-public = Le public la voit.
duplicates-unlisted = Le public ne la voit pas.
duplicates-place-withheld = Son adresse est secrète et n’est pas affichée ici.
duplicates-evidence = Ce qui le laisse croire, ce qui dit le contraire
duplicates-compared = Comparaison
duplicates-speaks = Cela plaide
duplicates-speaks-for = pour
duplicates-speaks-against = contre
duplicates-speaks-little = ni pour ni contre
duplicates-apart-title = Ce sont deux services différents
duplicates-apart-lead = Cairn s’en souvient et ne pose de nouveau la question que si quelque chose change ici.
duplicates-apart-go = Deux services différents
duplicates-merge-title = C’est le même service : n’en faire qu’une fiche
duplicates-merge-lead = Une fiche reste, avec ce que vous choisissez plus bas. L’autre est retirée du répertoire.
duplicates-merge-address = Si on ouvre la page publique de la fiche retirée, on arrive à celle qui reste.
duplicates-merge-united = Les numéros de téléphone et les sources des deux fiches sont gardés, tout comme les corrections proposées par le public. Si l’une des deux n’était pas publique, ses numéros le deviennent avec ceux de l’autre.
duplicates-merge-undo = La fusion peut être annulée tant que personne n’a modifié la fiche depuis.
duplicates-place-stays = Un lieu secret n’est jamais copié dans une autre fiche : chaque lieu reste où il est.
duplicates-stays = Quelle fiche reste ?
duplicates-stays-hint = Elle garde son adresse publique et la date à laquelle elle a été confirmée.
duplicates-choose = Là où elles diffèrent, choisissez ce qui est juste
duplicates-numbers = Numéros de téléphone après la fusion
duplicates-same = Pareil dans les deux
duplicates-merge-go = Les fusionner
duplicates-merge-organization = Organisme
duplicates-merge-name-en = Nom en anglais
duplicates-merge-name-fr = Nom en français
duplicates-merge-description-en = Ce qu’il fait, en anglais
duplicates-merge-description-fr = Ce qu’il fait, en français
duplicates-merge-status = État
duplicates-merge-email = Courriel
duplicates-merge-website = Page Web
duplicates-merge-location = Le lieu
duplicates-merge-coverage = Territoire servi
duplicates-merge-hours = Heures
duplicates-merge-languages = Langues
duplicates-merge-taxonomy = Pour qui et pour quoi
duplicates-merge-fees = Coût
duplicates-merge-access = Ce qu’il faut
duplicates-changed = { $listing } : quelqu’un l’a modifiée pendant votre lecture.
duplicates-changed-lead = Rien n’a été fusionné. Les deux fiches sont affichées telles qu’elles sont maintenant, et vos choix sont gardés. Relisez, puis fusionnez-les.

## Merged listings
duplicates-merges-title = Fiches fusionnées
duplicates-merges-stayed = Celle qui est restée
duplicates-merges-went = Celle qui y est entrée
duplicates-merges-when = Date
duplicates-merges-state = Maintenant
duplicates-merges-merged = Fusionnées
duplicates-merges-undone = Annulée
duplicates-merged-on = « { $name } » a été fusionnée avec cette fiche le { $date }.
duplicates-undo-title = Annuler une fusion
duplicates-undo-go = Annuler la fusion
duplicates-undo-lead = Les deux fiches redeviendront exactement ce qu’elles étaient avant la fusion.
duplicates-undo-address = Les deux pages publiques répondront de nouveau, et les suggestions retourneront à la fiche dont elles parlaient.
duplicates-undo-refused = On ne peut plus annuler cette fusion : quelqu’un a modifié l’une des deux fiches depuis. L’annuler ferait perdre cette modification.
duplicates-undo-changed = Modifié depuis : { $fields }.
duplicates-undo-instead = Si une autre fiche a été fusionnée plus tard, annulez d’abord cette fusion-là. Sinon, modifiez la fiche à la main et ajoutez de nouveau l’autre.

## What was just done
staff-done-looked = C’est fait. Voici les paires trouvées.
staff-done-looking = Cairn cherche. Ouvrez cette page de nouveau dans une minute.
staff-done-different = C’est noté : ce sont deux services différents.
staff-done-merged = Les fiches sont fusionnées. Vous pouvez annuler la fusion à partir de cette page.
staff-done-unmerged = La fusion est annulée. Les deux fiches sont comme avant.
staff-done-pair-gone = L’une de ces deux fiches n’existe plus. Rien n’a été modifié.
staff-done-pair-changed = L’une de ces deux fiches a été modifiée pendant votre lecture. Rien n’a été noté : relisez.
staff-done-merge-gone = Cette fusion ne peut pas être annulée : quelqu’un l’a peut-être déjà fait.
