alter table connecteurs.reglage
  add column habilitation text check (char_length(habilitation) between 3 and 100),
  add column fondement text check (char_length(fondement) between 10 and 500);
comment on column connecteurs.reglage.habilitation is 'Numéro de l’habilitation (DataPass) qui permet d’interroger ce service';
comment on column connecteurs.reglage.fondement is 'Texte qui fonde l’interrogation : délibération, règlement d’aide, article de loi';
