import { useState } from 'react'
import type { Fiche } from '#domain/referentiel/api.ts'
import type { Registre } from '#domain/referentiel/api-fiche.ts'
import { GROUPES } from '#domain/referentiel/champ-de-fiche.ts'
import { libelleSource } from '#domain/referentiel/provenance.ts'
import { vontEnsemble } from '#domain/referentiel/saisie.ts'
import { cleDe } from '#domain/validation/proposition.ts'
import { ProposerChamp } from '#web/referentiel/validation/ProposerChamp.tsx'
import { PropositionsDuChamp } from '#web/referentiel/validation/PropositionsDuChamp.tsx'
import { type Proposition, usePropositions } from '#web/referentiel/validation/usePropositions.ts'
import { Button } from '#web/ui/Button.tsx'
import { date, pluriel } from '#web/ui/format.ts'
import { CorrigerChamp } from './CorrigerChamp.tsx'
import { ecrireValeur } from './ecrire.ts'
import css from './fiche.module.css'

type ChampConnu = Fiche['champs'][number]
type ChampDuRegistre = Registre['champs'][number]

/** The champs of one tab, by group: value, source, date, author, what is proposed for them, and « Corriger » for who may. */
export function ChampsDOnglet({
  fiche,
  registre,
  onglet,
  modifiable,
}: {
  fiche: Fiche
  registre: Registre
  onglet: string
  modifiable: boolean
}) {
  const [choisi, setChoisi] = useState<string>()
  const [aProposer, setAProposer] = useState<string>()
  const { ouvertes, closes, peutProposer } = usePropositions(fiche)
  const connus = new Map(fiche.champs.map((c) => [c.champ, c]))
  const champs = registre.champs.filter((c) => c.onglet === onglet && (!c.retire || connus.has(c.code)))
  const remplis = champs.filter((c) => connus.has(c.code))
  const vides = champs.filter((c) => !connus.has(c.code))
  const groupes = [...Map.groupBy(remplis, (c) => c.groupe)]
  const corriger = modifiable ? setChoisi : peutProposer ? setAProposer : undefined
  return (
    <div>
      {groupes.map(([groupe, ceux]) => (
        <section key={groupe} className={css.groupe}>
          <h3>{GROUPES[groupe]}</h3>
          <dl className={css.champs}>
            {ceux.map((c) => (
              <Champ key={c.code} champ={c} connu={connus.get(c.code)} corriger={corriger} propositions={ouvertes} />
            ))}
          </dl>
        </section>
      ))}
      {remplis.length === 0 && <p className="discret">Aucun champ de cet onglet n’est renseigné.</p>}
      {corriger && vides.length > 0 && (
        <details className={css.vides}>
          <summary>{pluriel(vides.length, 'champ')} à renseigner</summary>
          <dl className={css.champs}>
            {vides.map((c) => (
              <Champ key={c.code} champ={c} corriger={corriger} propositions={ouvertes} />
            ))}
          </dl>
        </details>
      )}
      {choisi && (
        <CorrigerChamp
          key={choisi}
          fiche={fiche}
          registre={registre}
          code={choisi}
          fermer={() => setChoisi(undefined)}
          proposer={() => {
            setAProposer(choisi)
            setChoisi(undefined)
          }}
        />
      )}
      {aProposer && (
        <ProposerChamp
          key={aProposer}
          fiche={fiche}
          registre={registre}
          code={aProposer}
          attendent={ouvertes.filter((p) => p.champ === cleDe(aProposer))}
          refusee={closes.find((p) => p.champ === cleDe(aProposer) && p.de_moi && p.etat === 'refusee')}
          fermer={() => setAProposer(undefined)}
        />
      )}
    </div>
  )
}

function Champ({
  champ,
  connu,
  corriger,
  propositions,
}: {
  champ: ChampDuRegistre
  connu?: ChampConnu
  corriger?: (code: string) => void
  propositions: Proposition[]
}) {
  // One that touches two champs is told under each that it would change.
  const siennes = propositions.filter(
    (p) => vontEnsemble(p.champ).includes(champ.code) && p.champs.some((c) => c.champ === champ.code),
  )
  return (
    <div className={css.champ}>
      <dt>{connu?.libelle ?? champ.libelle}</dt>
      <dd>
        {connu ? (connu.en_clair ?? ecrireValeur(champ.genre, connu.valeur, champ.unite)) : '—'}
        {connu && <Origine champ={champ} connu={connu} />}
        <PropositionsDuChamp champ={champ.code} propositions={siennes} />
      </dd>
      {corriger && !champ.retire && (
        <dd data-impression="non">
          <Button small kind="discret" onClick={() => corriger(champ.code)} aria-label={`Corriger : ${champ.libelle}`}>
            {connu ? 'Corriger' : 'Renseigner'}
          </Button>
        </dd>
      )}
    </div>
  )
}

function Origine({ champ, connu: { origine, saisie } }: { champ: ChampDuRegistre; connu: ChampConnu }) {
  if (!origine && !saisie) return null
  const auteur = saisie?.auteur ? `, ${saisie.auteur}` : ''
  const motif = saisie?.motif ? ` : ${saisie.motif}` : ''
  const dessous =
    saisie && saisie.dessous !== null
      ? `. La source dit « ${ecrireValeur(champ.genre, saisie.dessous, champ.unite)} ».`
      : ''
  return (
    <span className={css.source}>
      {origine ? `${origine.libelle}, ${date(origine.date)}` : libelleSource('saisie')}
      {auteur}
      {motif}
      {dessous}
    </span>
  )
}
