import type { Dossier, Origine } from '#domain/dossiers/api.ts'
import { lireRecapitulatif, type Recapitulatif } from '#domain/dossiers/api-recapitulatif.ts'
import { useRead } from '#web/call.ts'
import { VoirSurCarte } from '#web/formulaire/VoirSurCarte.tsx'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { date } from '#web/ui/format.ts'
import { AnciennesQuestions } from './AnciennesQuestions.tsx'
import css from './Instruction.module.css'

/** The form as the établissement filled it, step by step, with where each known value came from. */
export function Reponses({ dossier }: { dossier: Dossier }) {
  const recap = useRead(lireRecapitulatif, { params: { cle: dossier.cle } })
  return (
    <Reading
      query={recap}
      lines={6}
      isEmpty={(r) => r.etapes.length === 0}
      empty={<Empty icon="document" title="Ce dossier ne contient aucune réponse." />}
    >
      {(r) => (
        <div className={css.recap}>
          {r.etapes.map((etape) => (
            <section key={etape.id} className="pile">
              <h3>{etape.titre}</h3>
              {groupes(etape.lignes).map((g) => (
                <Groupe key={g.cle} groupe={g} origines={dossier.origines} nonVerifies={dossier.non_verifies} />
              ))}
            </section>
          ))}
          <AnciennesQuestions cle={dossier.cle} />
        </div>
      )}
    </Reading>
  )
}

type Ligne = Recapitulatif['etapes'][number]['lignes'][number]
type Groupe = { cle: string; titre: string; lignes: Ligne[] }

/** The service that should have said it did not answer. */
const NON_VERIFIE = 'Déclaré, non vérifié'

/** Follows the sections of the step, and the rows of its repeated blocs. */
function groupes(lignes: Ligne[]): Groupe[] {
  const trouves: Groupe[] = []
  for (const ligne of lignes) {
    const titre = [ligne.section, ligne.ligne].filter(Boolean).join(' · ')
    const dernier = trouves.at(-1)
    if (dernier?.titre === titre) dernier.lignes.push(ligne)
    else trouves.push({ cle: `${trouves.length}-${titre}`, titre, lignes: [ligne] })
  }
  return trouves
}

function Groupe({
  groupe,
  origines,
  nonVerifies,
}: {
  groupe: Groupe
  origines: Record<string, Origine>
  nonVerifies: string[]
}) {
  return (
    <div>
      {groupe.titre && <h4 className={css.section}>{groupe.titre}</h4>}
      <dl className={css.reponses}>
        {groupe.lignes.map((l) => (
          <div key={l.champ}>
            <dt>{l.libelle}</dt>
            <dd>
              {l.vide ? <span className="discret">{l.texte}</span> : l.texte}
              {l.geometrie && <VoirSurCarte libelle={l.libelle} geometrie={l.geometrie} />}
              <Provenance origine={origines[l.champ]} />
              {nonVerifies.includes(l.champ) && <span className={css.modifie}>{NON_VERIFIE}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** An address is known part by part. */
const ecrireConnu = (valeur: unknown): string =>
  (typeof valeur === 'object' && valeur !== null
    ? Object.entries(valeur)
        .filter(([cle]) => cle !== 'code_commune')
        .map(([, v]) => v)
        .join(', ')
    : String(valeur ?? '')) || 'vide'

/** What the house knew; a value changed by the établissement shows both, since one of the two is wrong. */
function Provenance({ origine: o }: { origine: Origine | undefined }) {
  if (!o) return null
  return (
    <span className={o.modifie ? css.modifie : css.origine}>
      {o.modifie
        ? `Modifié par l’établissement (${o.source}, ${date(o.date)} : ${ecrireConnu(o.valeur)})`
        : `${o.source}, ${date(o.date)}`}
    </span>
  )
}
