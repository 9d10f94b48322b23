-- One answer may be proposed again after another, by one or by two colleagues: the rule of rivals says what becomes of them.
drop index validation.proposition_dossier;
