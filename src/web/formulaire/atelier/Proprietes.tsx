import { useState } from 'react'
import { Identifiant } from '#domain/formulaire/conditions.ts'
import type { Remarque } from '#domain/formulaire/constat.ts'
import { seCompare } from '#domain/formulaire/controle_uniques.ts'
import type { Champ } from '#domain/formulaire/definition.ts'
import { trouverChamp } from '#domain/formulaire/edition.ts'
import { estPourAgents } from '#domain/formulaire/faces.ts'
import { entreeDe } from '#domain/formulaire/palette.ts'
import { grandeurDuChamp, planDe } from '#domain/formulaire/plan.ts'
import { idsPris, renommer } from '#domain/formulaire/references.ts'
import { Source } from '#domain/formulaire/sources.ts'
import { attendReponse, typeDe } from '#domain/formulaire/types/registre.ts'
import { CheckboxField, SelectField, TextAreaField, TextField } from '#web/ui/champs.tsx'
import { Alimentation } from './Alimentation.tsx'
import { useAtelier } from './atelier.ts'
import { Commandes } from './Commandes.tsx'
import { ConditionPhrase } from './ConditionPhrase.tsx'
import { PourQui } from './PourQui.tsx'
import { ProprietesEtape } from './ProprietesEtape.tsx'
import { Reglage } from './Reglage.tsx'
import { ReglesDuFormulaire } from './ReglesDuFormulaire.tsx'
import { sourcesDe } from './sources.ts'
import { aUneValeurParDefaut, ValeurParDefaut } from './ValeurParDefaut.tsx'

/** What is selected, in full. */
export function Proprietes({ defauts }: { defauts: readonly Remarque[] }) {
  const { etat } = useAtelier()
  const { selection, ebauche } = etat
  const place = selection.genre === 'champ' ? trouverChamp(ebauche, selection.id) : undefined
  if (place) return <ProprietesChamp key={place.champ.id} champ={place.champ} defauts={defauts} />
  const etape = ebauche.etapes.find((e) => e.id === selection.id)
  if (etape) return <ProprietesEtape key={etape.id} etape={etape} defauts={defauts} />
  return <ProprietesFormulaire defauts={defauts} />
}

function ProprietesFormulaire({ defauts }: { defauts: readonly Remarque[] }) {
  const { etat, geste } = useAtelier()
  const { titre, reperes } = etat.ebauche
  const racine = [...planDe(etat.ebauche).values()].filter((p) => !p.bloc).map((p) => p.champ)
  const poser = (patch: { titre?: string; objet?: string; montant?: string }) => {
    const suite = { titre, ...reperes, ...patch }
    const { objet, montant } = suite
    const apres = objet || montant ? { ...(objet && { objet }), ...(montant && { montant }) } : undefined
    geste.editer({ op: 'changer_entete', titre: suite.titre, reperes: apres }, 'Formulaire modifié', 'entete')
  }
  const options = (champs: Champ[]) => champs.map((c) => ({ value: c.id, label: c.libelle || c.id }))
  return (
    <>
      <h3>Le formulaire</h3>
      <TextField label="Titre" value={titre} onChange={(e) => poser({ titre: e.target.value })} />
      <SelectField
        label="Question qui résume le dossier dans les listes"
        empty="aucune"
        value={reperes?.objet ?? ''}
        options={options(racine.filter((c) => c.type === 'texte' || 'options' in c))}
        onChange={(e) => poser({ objet: e.target.value })}
      />
      <SelectField
        label="Montant demandé"
        empty="aucun"
        value={reperes?.montant ?? ''}
        options={options(racine.filter((c) => grandeurDuChamp(c) === 'montant'))}
        onChange={(e) => poser({ montant: e.target.value })}
      />
      <ReglesDuFormulaire defauts={defauts} />
    </>
  )
}

function ProprietesChamp({ champ, defauts }: { champ: Champ; defauts: readonly Remarque[] }) {
  const { etat, geste } = useAtelier()
  const entree = entreeDe(champ.type)
  const sources = sourcesDe(etat.ebauche, champ.id)
  const valeurs: Record<string, unknown> = champ
  const poser = (cle: string, valeur: unknown) => {
    const { [cle]: _, ...autres } = valeurs
    const suite = valeur === undefined ? autres : { ...autres, [cle]: valeur }
    geste.editer(
      // The properties panel gives each key a value of its own type; incompleteness is told by the check.
      { op: 'changer_champ', id: champ.id, champ: suite as Champ },
      `« ${champ.libelle} » modifié`,
      `${champ.id}.${cle}`,
    )
  }
  const siens = defauts.filter((d) => d.champ === champ.id)
  const fauteDe = (cle: string) => siens.find((d) => new RegExp(`\\.${cle}(\\.|\\[|$)`).test(d.chemin))?.message
  const saisi = attendReponse(champ) && champ.type !== 'bloc_repetable' && champ.type !== 'attestation'
  const obligatoire = 'obligatoire' in champ ? champ.obligatoire : undefined
  const agents = estPourAgents(etat.ebauche, champ.id)
  const texte = typeDe(champ).reponse?.safeParse('').success === true
  return (
    <>
      <h3>{entree.libelle}</h3>
      <Commandes champ={champ} />
      <TextAreaField
        label="Libellé"
        rows={2}
        error={fauteDe('libelle')}
        value={champ.libelle}
        onChange={(e) => poser('libelle', e.target.value.replace(/\n/g, ' '))}
      />
      <TextAreaField
        label="Aide"
        optional
        rows={2}
        value={champ.aide ?? ''}
        onChange={(e) => poser('aide', e.target.value || undefined)}
      />
      {saisi && (
        <SelectField
          label="Réponse"
          value={typeof obligatoire === 'object' ? 'selon' : obligatoire ? 'oui' : 'non'}
          options={[
            { value: 'non', label: 'facultative' },
            { value: 'oui', label: 'obligatoire' },
            ...(sources[0] || typeof obligatoire === 'object'
              ? [{ value: 'selon', label: 'obligatoire selon une condition' }]
              : []),
          ]}
          onChange={(e) => {
            const [source] = sources
            if (e.target.value === 'selon' && source) poser('obligatoire', { champ: source.id, op: 'rempli' })
            else poser('obligatoire', e.target.value === 'oui' || undefined)
          }}
        />
      )}
      {typeof obligatoire === 'object' && (
        <ConditionPhrase
          debut="La réponse est obligatoire"
          condition={obligatoire}
          sources={sources}
          faute={fauteDe('obligatoire')}
          onChange={(c) => poser('obligatoire', c ?? true)}
        />
      )}
      {entree.proprietes.map((p) => (
        <Reglage key={p.cle} propriete={p} champ={champ} sources={sources} onChange={(v) => poser(p.cle, v)} />
      ))}
      {saisi && seCompare(champ) && (
        <CheckboxField
          label="Une réponse ne se donne qu’une fois"
          help={
            planDe(etat.ebauche).get(champ.id)?.bloc
              ? 'Deux lignes ne peuvent pas donner la même : un rang de priorité, par exemple.'
              : 'Deux dossiers de l’établissement ne peuvent pas donner la même dans une année scolaire.'
          }
          checked={'unique' in champ && champ.unique === true}
          onChange={(e) => poser('unique', e.target.checked || undefined)}
        />
      )}
      <PourQui champ={champ} poser={poser} />
      <ConditionPhrase
        debut={attendReponse(champ) ? 'Cette question apparaît' : 'Ceci apparaît'}
        condition={champ.condition}
        sources={sources}
        faute={fauteDe('condition')}
        onChange={(c) => poser('condition', c)}
      />
      {saisi && texte && !agents && !planDe(etat.ebauche).get(champ.id)?.bloc && (
        <Preremplissage champ={champ} poser={poser} />
      )}
      {!agents && <Alimentation champ={champ} poser={poser} />}
      {saisi && aUneValeurParDefaut(champ) && (
        <ValeurParDefaut champ={champ} sources={sources} defauts={siens} onChange={(v) => poser('defaut', v)} />
      )}
      <Cle champ={champ} />
    </>
  )
}

function Preremplissage({ champ, poser }: { champ: Champ; poser: (cle: string, valeur: unknown) => void }) {
  const source = 'source' in champ ? champ.source : undefined
  const mots = (s: string) =>
    s.replace('etablissement.', 'Établissement : ').replace('demandeur.', 'Demandeur : ').replaceAll('_', ' ')
  return (
    <>
      <SelectField
        label="Préremplie avec"
        empty="rien"
        value={String(source ?? '')}
        options={(('options' in Source ? Source.options : []) as readonly string[]).map((s) => ({
          value: s,
          label: mots(s),
        }))}
        onChange={(e) => poser('source', e.target.value || undefined)}
      />
      {source && (
        <CheckboxField
          label="La valeur connue ne se change pas ici"
          help="La personne peut proposer une correction du référentiel."
          checked={'verrouille' in champ && champ.verrouille === true}
          onChange={(e) => poser('verrouille', e.target.checked || undefined)}
        />
      )}
    </>
  )
}

/** The key of answers, exports and conditions: changed everywhere at once, when one leaves the input. */
function Cle({ champ }: { champ: Champ }) {
  const { etat, geste } = useAtelier()
  const [brut, setBrut] = useState(champ.id)
  const lu = Identifiant.safeParse(brut)
  const pris = brut !== champ.id && idsPris(etat.ebauche).has(brut)
  const erreur = pris ? 'Une autre question porte cet identifiant.' : lu.error?.issues[0]?.message
  return (
    <details>
      <summary className="petit">Identifiant dans les données : {champ.id}</summary>
      <TextField
        label="Identifiant"
        help="Le changer dans un formulaire publié sépare les réponses déjà données des suivantes."
        error={erreur}
        value={brut}
        onChange={(e) => setBrut(e.target.value)}
        onBlur={() => {
          if (erreur || brut === champ.id) return
          const ebauche = renommer(etat.ebauche, champ.id, brut)
          geste.editer({ op: 'remplacer', ebauche }, `Identifiant changé en ${brut}`)
          geste.choisir({ genre: 'champ', id: brut })
        }}
      />
    </details>
  )
}
