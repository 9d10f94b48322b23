import type { Remarque } from '#domain/formulaire/constat.ts'
import type { Aide, Controle, Etape } from '#domain/formulaire/definition.ts'
import { reprendreVueUsager } from '#domain/formulaire/reprise_agents.ts'
import { Button } from '#web/ui/Button.tsx'
import { CheckboxField, SelectField, TextAreaField, TextField } from '#web/ui/champs.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { useAtelier } from './atelier.ts'
import { ConditionPhrase } from './ConditionPhrase.tsx'
import css from './reglages.module.css'
import { sourcesDeEtape } from './sources.ts'

/** An étape: its title, its help, when it exists, and the rules between its answers. */
export function ProprietesEtape({ etape, defauts }: { etape: Etape; defauts: readonly Remarque[] }) {
  const { etat, geste } = useAtelier()
  const { ebauche } = etat
  const dire = useToast()
  const { champs, ...propre } = etape
  const rang = ebauche.etapes.indexOf(etape)
  const selection = { genre: 'etape', id: etape.id } as const
  const poser = (patch: Partial<Omit<Etape, 'champs'>>, cle: string) => {
    const suite = Object.fromEntries(Object.entries({ ...propre, ...patch }).filter(([, v]) => v !== undefined))
    geste.editer(
      // The keys of an étape with those that were taken away left out.
      { op: 'changer_etape', id: etape.id, etape: suite as Omit<Etape, 'champs'> },
      `Étape « ${etape.titre} » modifiée`,
      `${etape.id}.${cle}`,
    )
  }
  const fauteDe = (chemin: string) => defauts.find((d) => d.chemin.startsWith(`etapes[${rang}].${chemin}`))?.message
  const reprendre = () => {
    const operation = reprendreVueUsager(ebauche, etape.id)
    if (operation) geste.editer(operation, `« ${etape.titre} » reprise pour les agents`)
    else dire('Les agents ont déjà tout ce qui peut se reprendre de cette étape.')
  }
  const aide = (patch: Partial<Aide>) => {
    const suite = { texte: '', ...etape.aide, ...patch }
    poser({ aide: suite.texte || suite.video || suite.contact ? suite : undefined }, 'aide')
  }
  return (
    <>
      <h3>Étape {rang + 1}</h3>
      <div className="rang" style={{ gap: '0.35rem' }}>
        <Button small onClick={() => geste.deplacer(selection, 'monter')}>
          Avancer
        </Button>
        <Button small onClick={() => geste.deplacer(selection, 'descendre')}>
          Reculer
        </Button>
        <Button small onClick={() => geste.coller()}>
          Coller à la fin
        </Button>
        <Button small kind="danger" icon="supprimer" onClick={() => geste.supprimer(selection)}>
          Supprimer
        </Button>
      </div>
      <TextField
        label="Titre"
        error={fauteDe('titre')}
        value={etape.titre}
        onChange={(e) => poser({ titre: e.target.value }, 'titre')}
      />
      {rang > 0 && (
        <CheckboxField
          label="Étape des agents"
          help="Ses questions se remplissent pendant l’instruction ; l’établissement ne les voit pas."
          checked={etape.face === 'agents'}
          onChange={(e) => poser({ face: e.target.checked ? 'agents' : undefined }, 'face')}
        />
      )}
      {etape.face !== 'agents' && (
        <div>
          <Button small icon="groupe" onClick={() => reprendre()}>
            Reprendre cette étape pour les agents
          </Button>
          <p className="petit discret">
            Ajoute à la fin une étape des agents qui part des réponses de l’usager ; la refaire n’ajoute que ce qui
            manque.
          </p>
        </div>
      )}
      <TextAreaField
        label="Aide de l’étape"
        optional
        rows={3}
        value={etape.aide?.texte ?? ''}
        onChange={(e) => aide({ texte: e.target.value })}
      />
      <TextField
        label="Vidéo : adresse"
        optional
        help="Commence par https://"
        error={fauteDe('aide.video')}
        value={etape.aide?.video?.url ?? ''}
        onChange={(e) =>
          aide({
            video: e.target.value ? { titre: etape.aide?.video?.titre ?? etape.titre, url: e.target.value } : undefined,
          })
        }
      />
      {etape.aide?.video && (
        <TextField
          label="Vidéo : titre"
          value={etape.aide.video.titre}
          onChange={(e) => etape.aide?.video && aide({ video: { ...etape.aide.video, titre: e.target.value } })}
        />
      )}
      <TextField
        label="Qui appeler : service"
        optional
        value={etape.aide?.contact?.service ?? ''}
        onChange={(e) =>
          aide({ contact: e.target.value ? { ...etape.aide?.contact, service: e.target.value } : undefined })
        }
      />
      {etape.aide?.contact && (
        <TextField
          label="Qui appeler : téléphone"
          optional
          value={etape.aide.contact.telephone ?? ''}
          onChange={(e) =>
            etape.aide?.contact && aide({ contact: { ...etape.aide.contact, telephone: e.target.value || undefined } })
          }
        />
      )}
      {etape.aide?.contact && (
        <TextField
          label="Qui appeler : courriel"
          type="email"
          optional
          error={fauteDe('aide.contact')}
          value={etape.aide.contact.courriel ?? ''}
          onChange={(e) =>
            etape.aide?.contact && aide({ contact: { ...etape.aide.contact, courriel: e.target.value || undefined } })
          }
        />
      )}
      {(rang > 0 || etape.condition) && (
        <ConditionPhrase
          debut="Cette étape apparaît"
          condition={etape.condition}
          sources={sourcesDeEtape(ebauche, etape.id)}
          faute={fauteDe('condition')}
          onChange={(condition) => poser({ condition }, 'condition')}
        />
      )}
      <Regles
        etape={etape}
        fauteDe={fauteDe}
        poser={(controles) => poser({ controles: controles.length > 0 ? controles : undefined }, 'controles')}
      />
    </>
  )
}

/** While a rule is met the deposit is refused, with its message beside a question of the étape. */
function Regles({
  etape,
  fauteDe,
  poser,
}: {
  etape: Etape
  fauteDe: (chemin: string) => string | undefined
  poser: (controles: Controle[]) => void
}) {
  const { etat } = useAtelier()
  const controles = etape.controles ?? []
  const sources = sourcesDeEtape(etat.ebauche, etape.id, true)
  const [source] = sources
  const [premier] = etape.champs
  return (
    <fieldset className={css.groupe}>
      <legend>Règles entre réponses</legend>
      {controles.map((regle, i) => {
        const remplacer = (patch: Partial<Controle>) => poser(controles.with(i, { ...regle, ...patch }))
        return (
          <div key={i} className="pile" style={{ gap: '0.5rem' }}>
            <ConditionPhrase
              debut="Le dépôt est refusé"
              condition={regle.si}
              sources={sources}
              faute={fauteDe(`controles[${i}].si`)}
              onChange={(si) => (si ? remplacer({ si }) : poser(controles.toSpliced(i, 1)))}
            />
            <SelectField
              label="Le message se montre à"
              value={regle.champ}
              error={fauteDe(`controles[${i}].champ`)}
              options={etape.champs.map((c) => ({ value: c.id, label: c.libelle || c.id }))}
              onChange={(e) => remplacer({ champ: e.target.value })}
            />
            <TextField
              label="Message"
              error={fauteDe(`controles[${i}].message`)}
              value={regle.message}
              onChange={(e) => remplacer({ message: e.target.value })}
            />
          </div>
        )
      })}
      {source && premier && (
        <div>
          <Button
            small
            icon="ajouter"
            onClick={() =>
              poser([...controles, { si: { champ: source.id, op: 'vide' }, champ: premier.id, message: '' }])
            }
          >
            Règle
          </Button>
        </div>
      )}
    </fieldset>
  )
}
