# Les pages sur le site lui-même, et celles pour quand quelque chose ne marche pas.

## La page du choix de la langue
site-chooser-heading = Trouver de l'aide près de vous
site-chooser-go = Français

## Plus de sécurité
site-safety-heading = Plus de sécurité sur ce site
site-safety-lead = Si vous êtes en danger tout de suite, appelez d'abord. Lisez ceci quand vous aurez le temps.
site-safety-exit = Partir vite
site-safety-exit-button = Le bouton « Quitter cette page » est sur toutes les pages. Il ouvre à la place un site ordinaire, comme la météo.
site-safety-exit-keys = Au clavier, appuyez 3 fois sur la touche Maj. Vous avez 5 secondes entre chaque fois.
site-safety-exit-script = Si votre navigateur permet les scripts, la page où vous étiez est retirée. Le bouton Retour n'y mène plus. Sans scripts, le bouton Retour peut encore la montrer.
site-safety-not = Ce que le bouton ne fait pas
site-safety-not-history = Il n'efface pas votre historique. Le nom de ce site peut y rester. Les pages ont des noms neutres et ne montrent pas ce que vous cherchez.
site-safety-not-recent = Sur un téléphone, une petite image de la page peut rester dans la liste des applis ouvertes. Fermez-la là aussi.
site-safety-not-network = Il ne cache pas votre visite à ceux qui gèrent votre ligne Internet ou votre poste de travail.
site-safety-spyware = Si on surveille votre téléphone
site-safety-spyware-what = Il y a des gens qui cachent une appli dans un téléphone pour voir tout ce qu'on y fait. Rien sur ce site ne peut l'empêcher. Une fenêtre privée non plus.
site-safety-spyware-do = Si une personne semble en savoir trop, prenez un autre appareil : à la bibliothèque, chez des amis ou dans un service.
site-safety-private = Ouvrir une fenêtre privée
site-safety-private-what = Une fenêtre privée ne garde pas d'historique dans le téléphone une fois fermée. Dans le menu du navigateur, cherchez « privée » ou « incognito ».
site-safety-private-erase = Si vous effacez votre historique, enlevez juste ce site. Un historique vide peut sembler louche à qui regarde.
site-safety-remember = Ne mettez pas ce site dans vos favoris. Tâchez de retenir son adresse.
site-safety-calls = Appels, textos et courriels
site-safety-calls-log = Un appel reste dans le journal du téléphone, et peut être sur la facture. Un texto reste dans le téléphone. Un courriel reste dans les messages envoyés.
site-safety-calls-do = Vous pouvez effacer un appel ou un texto. Vous pouvez aussi demander le téléphone dans une boutique, une clinique ou une école.
site-safety-paper = Le papier
site-safety-paper-what = On peut trouver une feuille imprimée. La carte à garder ne porte que des numéros.

## Ce que nous gardons
site-privacy-heading = Ce que nous gardons
site-privacy-short = Des gens qui cherchent de l'aide ici, nous ne gardons rien.
site-privacy-not = Ce que nous ne gardons pas
site-privacy-not-words = Ce que vous écrivez et où vous êtes. Cela sert à faire votre liste. Après, il n'en reste rien.
site-privacy-not-address = L'adresse de votre appareil et la sorte de navigateur que vous avez.
site-privacy-not-cookies = Il n'y a ni témoins, ni compteurs, ni pubs. Rien ne vient d'une autre entreprise.
site-privacy-postal = D'un code postal, nous lisons juste les 3 premiers caractères.
site-privacy-suggestion = Si vous proposez une correction
site-privacy-suggestion-what = Nous gardons votre texte, le service en cause, la langue et le jour. Nous ne gardons ni l'heure, ni qui vous êtes.
site-privacy-code = Si vous nous demandez de garder des réponses
site-privacy-code-what = Sur certaines pages, vous pouvez faire garder vos réponses sous un code. Nous les fermons avec ce code, nous ne gardons rien d'autre à côté, et nous les effaçons le jour annoncé. Sans le code, nous ne pouvons pas les lire.
site-privacy-others = Ce que d'autres peuvent voir
site-privacy-others-what = Votre navigateur et votre fournisseur Internet peuvent voir le nom de ce site. Ils ne voient pas ce que vous écrivez quand l'adresse commence par https.
site-privacy-host = Les gens qui hébergent cette copie de Cairn ne doivent pas noter les visites. Vous pouvez leur demander s'ils le font.

## Accessibilité
site-accessibility-heading = Accessibilité
site-accessibility-aim = Nous voulons que tout le monde puisse se servir de ce site. Si vous ne le pouvez pas, la faute est à nous.
site-accessibility-standard = Nous visons la norme WCAG 2.2, niveau AA, et la norme du Canada CAN/ASC-EN 301 549.
site-accessibility-how = Comment nous testons
site-accessibility-how-tools = Des programmes vérifient chaque page dans les deux langues, avec et sans scripts. Ils regardent les couleurs, les noms des champs et l'ordre des titres.
site-accessibility-how-use = Nous testons aussi au clavier seul, sur un très petit écran, en gros texte, en mode sombre et sur papier.
site-accessibility-gaps = Ce qui manque encore
site-accessibility-gaps-people = Aucune personne qui se sert d'un lecteur d'écran tous les jours ne l'a encore testé. Aucune personne survivante non plus.
site-accessibility-gaps-titles = Toutes les pages ont le même titre neutre dans l'onglet. C'est voulu : l'onglet ne doit rien dire. Le titre dans la page dit ce qu'elle est.
site-accessibility-gaps-sites = Les sites des services de la liste ne sont pas les nôtres. Certains sont peut-être durs à lire.
site-accessibility-gaps-sign = Nous n'avons pas encore de vidéos en langue des signes.
site-accessibility-tell = Dites-le-nous
site-accessibility-tell-how = Sur la page de tout service, vous pouvez proposer une correction. Vous pouvez aussi y dire ce qui ne marche pas. Votre nom n'est pas utile.
site-accessibility-date = Page écrite en { $date }.

## À propos
site-about-heading = Ce qu'est Cairn
site-about-what = Cairn aide les gens au Canada à trouver des services quand on les force, les vend, les retient ou les exploite, ou quand cela arrive à une personne proche.
site-about-name = Un cairn est un tas de pierres sur un sentier. Chaque personne qui passe y pose une pierre, pour montrer la voie à la suivante.
site-about-not = Ce que Cairn n'est pas
site-about-not-emergency = Il ne remplace pas le 911. En danger, appelez.
site-about-not-law = Il ne donne pas d'avis juridique.
site-about-not-judge = Il ne décide pas qui est une victime. On peut avoir de l'aide sans ce mot.
site-about-not-tested = Il n'a pas encore été testé avec des personnes survivantes.
site-about-facts = D'où viennent les faits
site-about-facts-read = Nous les lisons sur des pages publiques. Chaque service dit quand. Si nous n'avons pas pu lire la page, nous disons « pas encore vérifié ».
site-about-facts-wrong = Certains faits peuvent être vieux ou faux. Si un numéro ne marche pas, prenez-en un autre et dites-le-nous.
site-about-facts-count =
    { $count ->
        [one] Il y a { $count } service dans la liste.
       *[other] Il y a { $count } services dans la liste.
    }
site-about-list = Être dans la liste ne veut pas dire qu'un service est d'accord avec nous.
site-about-licence = Licences
site-about-licence-content = Tous peuvent se servir de nos textes et de nos faits sous { $licence }. Nommez Cairn et dites ce que vous avez changé.
site-about-licence-code = Le programme est un logiciel libre, sous licence Apache 2.0.

## Quand quelque chose ne marche pas
site-problem-back = Aller à la page d'accueil
site-problem-call = Si vous êtes en danger, n'attendez pas ce site. Appelez le 911.
site-problem-400-heading = Nous n'avons pas pu lire cela
site-problem-400-text = Une partie du texte nous est arrivée brisée. Revenez en arrière, écrivez à nouveau et envoyez.
site-problem-403-heading = Cette page n'est pas pour votre compte
site-problem-403-text = Vos rôles ne l'ouvrent pas. Parlez-en à la personne qui s'occupe des comptes là où vous travaillez.
site-problem-410-heading = Ce lien ne sert plus
site-problem-410-text = Il a déjà servi, ou il est trop vieux. Demandez-en un autre là où vous l'avez reçu.
site-problem-elsewhere-heading = Nous n'avons pas pris ce formulaire
site-problem-elsewhere-text = Un autre site l'a peut-être envoyé sans vous. Ouvrez la page ici et remplissez-la encore.
site-problem-404-heading = Cette page n'est pas ici
site-problem-404-text = L'adresse est peut-être fausse, ou la page a changé de place.
site-problem-405-heading = Cela ne marche pas ainsi
site-problem-405-text = Commencez à la page d'accueil.
site-problem-413-heading = C'était trop long
site-problem-413-text = Envoyez moins de mots, s'il vous plaît.
site-problem-500-heading = Quelque chose s'est brisé de notre côté
site-problem-500-text = Ce n'est pas votre faute. Essayez encore dans une minute.
site-problem-500-reference = Si vous nous en parlez, donnez ce numéro : { $reference }
site-problem-503-heading = Cela prend trop de temps
site-problem-503-text = Il y a peut-être beaucoup de monde ici. Essayez encore dans une minute.
