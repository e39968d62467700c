# Guides : la liste, un guide, ses étapes, l'aide près de chez soi, les papiers; ce que demande la loi d'une province.

## La liste
guidance-list-heading = Quoi faire, étape par étape
guidance-list-lead = Vous n'avez pas besoin d'avoir une certitude. Choisissez ce qui vous amène ici.
guidance-list-paper = Sur papier
guidance-all = Tous les guides
guidance-group-respond = Je dois agir maintenant
guidance-group-recognise = Je sens que quelque chose ne va pas
guidance-group-report = Je dois le dire à quelqu'un
guidance-group-audience = Pour mon travail ou pour un proche
guidance-group-rights = Pour moi : droits et papiers
guidance-group-care = Pour moi, après avoir aidé

## Un guide et ses étapes
guidance-begin =
    { $count ->
        [one] Commencer
       *[other] Commencer : étape 1 de { $count }
    }
guidance-steps = Étapes
guidance-position = Étape { $step } de { $count }
guidance-previous = Étape d'avant
guidance-forward = Étape suivante
guidance-overview = Toutes les étapes
guidance-back = Revenir au guide
guidance-next = Ensuite :
guidance-sheet = Tout sur une page, à lire ou à imprimer
guidance-sheet-both = Imprimer en français et en anglais
guidance-signs = Les signes ne donnent pas de note. Aucune liste ne peut prouver que quelqu'un est victime de la traite.

## D'où viennent les faits
guidance-sources = D'où cela vient
guidance-source-number = source { $number }
guidance-source-number-unverified = source { $number }, non vérifié
guidance-source-read = Lu en { $date }.
guidance-source-unread = Non vérifié.
guidance-mark = Un petit chiffre mène à une source. Avec un point d'interrogation (comme 3?), personne ne l'a encore trouvé dans une source : demandez avant de vous y fier.
guidance-checked = Vérifié le { $checked }. Nous prévoyons vérifier de nouveau d'ici le { $review }.
guidance-reviewed-nobody = Personne d'autre n'a encore relu ce guide.
guidance-reviewed = Relu par { $readers }.
guidance-version = Version { $version }, { $licence }. Ce n'est pas un avis juridique.

## De l'aide près de chez soi
guidance-near-heading = De l'aide près de vous
guidance-near-place = De l'aide près de vous : { $place }
guidance-near-button = Voir l'aide près d'ici
guidance-near-more = Chercher avec vos mots, ou raccourcir la liste
guidance-found = Un guide peut aider aussi : { $guide }.
guidance-place = Où êtes-vous ?
guidance-place-hint = Une ville, ou les 3 premiers caractères du code postal. Nous ne le gardons pas.
guidance-place-unknown = Nous ne connaissons pas le lieu « { $place } ». Vérifiez comment il s'écrit, ou donnez les 3 premiers caractères du code postal.

## Papiers
guidance-contacts-heading = Feuille de contacts pour ma région
guidance-contacts-lead = Qui appeler, sur une seule feuille, pour le mur ou le tiroir.
guidance-pocket-heading = Petite carte à plier
guidance-pocket-lead = Coupez sur la ligne et pliez au milieu. Elle entre dans un portefeuille.
guidance-pocket-cover = Qui peut aider
guidance-pocket-plain = Numéros
guidance-paper-guide = Pour le guide « { $title } ».
guidance-paper-languages = Langue du papier
guidance-paper-english = English
guidance-paper-french = Français
guidance-paper-both = Français et anglais
guidance-paper-plain = Une couverture neutre, et des numéros sans nom
guidance-paper-change = Changer le lieu ou la langue
guidance-paper-make = Préparer
guidance-paper-other-pocket = Faire plutôt une petite carte
guidance-paper-other-contacts = Faire plutôt une feuille de contacts
guidance-paper-near = Qui appeler : { $place }
guidance-paper-canada = Qui appeler : tout le Canada
guidance-paper-made = Feuille faite le { $date }. Les numéros changent : refaites-la de temps en temps.

## Ce que demande la loi
guidance-law-section = Article { $section }.
guidance-law-read = Lu en { $date } : { $source }.
guidance-law-unread = Aucune source lue ({ $date }).
guidance-law-review = À vérifier de nouveau d'ici le { $date }.
guidance-law-unverified = Non vérifié
guidance-law-name-unverified = Nom non vérifié
guidance-law-mark = « Non vérifié » veut dire que nous ne l'avons pas lu dans la loi même ni sur la page du gouvernement. Vérifiez avant de vous y fier.
guidance-law-no-advice = C'est de l'information, pas un avis juridique. Les lois changent.

## L'obligation de signaler
guidance-duty-heading = Un enfant en danger : à qui le dire
guidance-duty-where = Où êtes-vous ?
guidance-duty-elsewhere = Un autre lieu
guidance-duty-choose = Ou choisissez une province ou un territoire
guidance-duty-choose-none = Choisir
guidance-duty-show = Voir à qui le dire
guidance-duty-nothing = Écrivez une ville, ou choisissez une province ou un territoire dans la liste.
guidance-duty-missing = Nous n'avons pas de page pour ce lieu. Appelez la police ou la protection de la jeunesse de l'endroit.
guidance-duty-before = Avant qu'un enfant vous parle
guidance-duty-before-limits = Dites ce que vous ne pourrez pas garder pour vous, avant de l'entendre. L'enfant choisit alors quoi dire.
guidance-duty-before-words = C'est bien que tu sois ici. Si quelqu'un te fait du mal, ou pourrait t'en faire, je ne peux pas garder le secret. Je te dirai d'abord qui j'appelle.
guidance-duty-before-yes = Un doute suffit. Vous n'avez pas besoin du oui de l'enfant ni d'un parent. Ne demandez pas de détails : c'est le travail de gens formés pour cela.
guidance-duty-call = Qui appeler
guidance-duty-no-number = Nous n'avons pas encore de numéro pour ce lieu. Demandez à la police de l'endroit comment joindre la protection de la jeunesse. En cas de danger, appelez le 911.
guidance-duty-find = Chercher de l'aide pour un enfant là-bas
guidance-duty-law = Ce que dit la loi
guidance-duty-online = Cela se passe en ligne : images, menaces, messages ?
guidance-duty-online-link = À qui le dire quand c'est en ligne
guidance-duty-files-nothing = Cairn ne signale rien à votre place. Notez à qui vous l'avez dit, le jour, et le numéro qu'on vous a donné.
guidance-duty-rule-child = Qui est un enfant ici
guidance-duty-rule-youth = Jeunes plus âgés
guidance-duty-rule-who = Qui doit le dire
guidance-duty-rule-when = Quand
guidance-duty-rule-to-whom = À qui
guidance-duty-rule-how = Comment
guidance-duty-rule-good-faith = Si vous vous trompez
guidance-duty-rule-penalty = Si vous ne dites rien
guidance-duty-rule-confidentiality = Secret professionnel
guidance-duty-rule-exploitation = Exploitation sexuelle et traite
guidance-duty-rule-indigenous-law = Lois autochtones

## Ordonnances de protection
guidance-order-heading = Une ordonnance pour tenir quelqu'un à distance
guidance-order-what = Dans certaines provinces, un tribunal peut ordonner à qui vend, force ou exploite des gens de rester loin. C'est une ordonnance de protection. Vous n'avez pas à attendre que la police accuse quelqu'un.
guidance-order-danger = Un papier n'arrête pas un coup. Préparez un plan de sécurité avec quelqu'un avant de demander une ordonnance.
guidance-order-where = Où il y a une telle loi
guidance-order-others = Autres lieux
guidance-order-elsewhere = Ailleurs, nous ne connaissons pas d'ordonnance faite pour cela. Il y a peut-être des ordonnances contre un partenaire, ou un engagement de ne pas troubler l'ordre public : demandez de l'aide juridique.
guidance-order-find = Trouver de l'aide juridique
guidance-order-help = Qui peut vous aider
guidance-order-no-number = Nous n'avons pas encore de numéro pour cela. Cherchez de l'aide juridique plus bas.
guidance-order-rule-who-may-apply = Qui peut la demander
guidance-order-rule-where = Où
guidance-order-rule-elements = Ce qu'il faut montrer
guidance-order-rule-terms = Ce que l'ordonnance peut dire
guidance-order-rule-service = Comment l'autre personne la reçoit
guidance-order-rule-duration = Combien de temps elle dure
guidance-order-rule-variation = Comment elle peut changer
guidance-order-rule-appeal = Appel
guidance-order-rule-how = Comment la demander
guidance-order-rule-without-notice = Faut-il avertir l'autre personne d'abord
guidance-order-rule-cost = Ce que cela coûte
guidance-order-rule-legal-help = Aide juridique
guidance-order-rule-breach = Si l'ordonnance n'est pas suivie
guidance-order-rule-publication = Ce qu'on peut publier
guidance-order-rule-identity = Noms
guidance-order-rule-entry = Ce que peut faire la police
guidance-order-rule-civil-claim = De l'argent de qui a fait du mal
