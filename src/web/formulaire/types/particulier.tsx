import { type ChampParticulier, DEMANDES, Particulier as Forme } from '#domain/formulaire/types/particulier.ts'
import { CheckboxField, DateField, TextField } from '#web/ui/champs.tsx'
import { Recherche } from '../Recherche.tsx'
import { communesParNom } from './commune.tsx'
import { DemandeParticulier } from './DemandeParticulier.tsx'
import { avecPartie, Groupe, partiesDe } from './groupe.tsx'
import { SexeEtatCivil } from './SexeEtatCivil.tsx'
import { type Saisie, texteDe } from './saisie.ts'
import css from './types.module.css'

/** A person, the consent, and a button: nothing is asked outside before both. */
export function Particulier(s: Saisie<ChampParticulier>) {
  const { nom, prenoms, naissance, sexe, ine, accord } = partiesDe(s.valeur)
  const poser = (partie: string, valeur: unknown, aussitot?: boolean) =>
    s.changer(avecPartie(s.valeur, partie, valeur), aussitot)
  const { demande } = s.champ
  const lu = Forme.safeParse(s.valeur)
  return (
    <Groupe {...s}>
      {demande === 'bourse_etudiant' ? (
        <TextField
          id={`${s.id}-ine`}
          label="Identifiant national étudiant (INE)"
          help="Onze signes, sur le relevé de notes du baccalauréat."
          short
          autoComplete="off"
          spellCheck={false}
          value={texteDe(ine)}
          onChange={(e) => poser('ine', e.target.value)}
        />
      ) : (
        <>
          <div className={css.cote}>
            <TextField
              id={`${s.id}-nom`}
              label="Nom de naissance"
              autoComplete="off"
              value={texteDe(nom)}
              onChange={(e) => poser('nom', e.target.value)}
            />
            <TextField
              id={`${s.id}-prenoms`}
              label="Prénoms, comme à l’état civil"
              autoComplete="off"
              value={texteDe(prenoms)}
              onChange={(e) => poser('prenoms', e.target.value)}
            />
          </div>
          <DateField
            id={`${s.id}-naissance`}
            label="Date de naissance"
            value={texteDe(naissance)}
            onChange={(e) => poser('naissance', e.target.value)}
          />
          <SexeEtatCivil id={s.id} valeur={sexe} changer={(v) => poser('sexe', v, true)} />
          {demande === 'quotient_familial' && <Naissance {...s} />}
        </>
      )}
      <CheckboxField
        id={`${s.id}-accord`}
        label={`Cette personne, ou son représentant légal, accepte que la collectivité demande ${DEMANDES[demande].accord}.`}
        help="Sans cet accord, rien n’est demandé : répondez vous-même à la suite et joignez le justificatif. L’échange est tracé ; seules les réponses de ce formulaire sont gardées."
        checked={accord === true}
        onChange={(e) => poser('accord', e.target.checked || null, true)}
      />
      <DemandeParticulier champ={s.champ} chemin={s.chemin} valeur={lu.success ? lu.data : {}} />
    </Groupe>
  )
}

/** A commune of France, or the code of a country. */
function Naissance(s: Saisie<ChampParticulier>) {
  const { commune, pays } = partiesDe(s.valeur)
  const ailleurs = pays !== undefined
  const sans = (partie: string, autre: string, valeur: unknown) =>
    s.changer(avecPartie(avecPartie(s.valeur, partie, null), autre, valeur), true)
  const nomDeCommune = texteDe(partiesDe(commune).nom)
  return (
    <>
      <CheckboxField
        id={`${s.id}-ailleurs`}
        label="Naissance à l’étranger"
        checked={ailleurs}
        onChange={(e) => (e.target.checked ? sans('commune', 'pays', '99') : sans('pays', 'commune', null))}
      />
      {ailleurs ? (
        <TextField
          id={`${s.id}-pays`}
          label="Code du pays de naissance"
          help="Code officiel géographique, 99 puis trois chiffres : 99350 pour le Maroc."
          short
          inputMode="numeric"
          value={texteDe(pays)}
          onChange={(e) => s.changer(avecPartie(s.valeur, 'pays', e.target.value || '99'))}
        />
      ) : (
        <Recherche
          id={`${s.id}-commune`}
          label="Commune de naissance"
          texte={nomDeCommune || texteDe(commune)}
          choisi={nomDeCommune !== ''}
          ecrire={(texte) => s.changer(avecPartie(s.valeur, 'commune', texte))}
          choisir={({ code, nom }) => s.changer(avecPartie(s.valeur, 'commune', { code, nom }), true)}
          chercher={communesParNom}
        />
      )}
    </>
  )
}
