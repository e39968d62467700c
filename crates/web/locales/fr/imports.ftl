# Ce qui a été repris d’autres systèmes.
imports-title = Importations
imports-lead = Les fichiers d’autres répertoires sont repris sur la machine qui fait fonctionner ce site, avec la commande « cairn directory import ». On ne peut pas envoyer de fichier à partir de cette page. Ce qu’une importation laisse à décider se trouve ici.
imports-sources = D’où viennent les fiches
imports-none = Rien n’a encore été repris.
imports-source = Source
imports-last = Dernier changement
imports-waiting = Rangées en attente
imports-rows-count = { $count ->
    [one] Une rangée à corriger
   *[other] { $count } rangées à corriger
}
imports-conflicts-count = { $count ->
    [one] Une divergence à trancher
   *[other] { $count } divergences à trancher
}

imports-rows-title = Rangées à corriger
imports-row = Rangée
imports-why = Pourquoi elle attend
imports-table = Table
imports-row-title = Une rangée à corriger
imports-row-lead = Corrigez ce qui ne va pas, puis réessayez. Une cellule peut contenir une adresse qui doit rester secrète : ne la copiez pas ailleurs.
imports-from = Provenance : { $what }
imports-because = Pourquoi elle attend : { $what }
imports-of-table = Table : { $what }
imports-lang = Langue de cette rangée
imports-lang-en = Anglais
imports-lang-fr = Français
imports-retry = Réessayer
imports-still = Elle ne peut toujours pas être reprise : { $why }.
imports-already = La fiche existe et le dit déjà. Mettez la rangée de côté.
imports-differs = La fiche dit autre chose au même endroit. Modifiez la fiche elle-même, puis mettez la rangée de côté.
imports-only-source = Cette rangée va avec d’autres rangées de son fichier. On ne peut la corriger qu’à la source; sinon, nommez ici son service ou mettez-la de côté.

imports-aside = Mettre de côté
imports-aside-title = Mettre une rangée de côté
imports-aside-lead = On ne fera rien de cette rangée, même si elle revient. Dites pourquoi, pour les personnes qui chercheront à comprendre plus tard.
imports-aside-reason = Pourquoi
staff-done-set-aside = La rangée est mise de côté.

imports-conflicts-title = Divergences à trancher
imports-conflicts-lead = Ces renseignements ont été modifiés ici, puis à la source aussi. Ce qui est ici reste jusqu’à votre décision.
imports-conflicts-none = Aucune divergence n’attend.
imports-ours = Ici
imports-theirs = À la source
imports-keep = Garder le nôtre
imports-take = Prendre le leur
imports-withheld = Il s’agit d’un lieu secret. Une personne autorisée à le voir doit trancher.
