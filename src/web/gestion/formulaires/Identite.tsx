import { useState } from 'react'
import type { ErreurDeChamp } from '#domain/erreurs.ts'
import { sansAccents } from '#domain/teleservices/catalogue.ts'
import type { Contact } from '#domain/teleservices/fiche.ts'
import { TextField } from '#web/ui/champs.tsx'

const PARTIES = [
  ['service', 'Service'],
  ['adresse', 'Adresse postale'],
  ['telephone', 'Téléphone'],
  ['courriel', 'Courriel'],
] as const

/**
 * What a new téléservice is called and who answers for it; `lireIdentite` reads the form that holds these fields.
 * `sansContact`: it is already known.
 */
export function Identite({
  titre = '',
  resume = '',
  contact,
  sansContact = false,
  erreur,
}: {
  titre?: string
  resume?: string
  contact?: Contact
  sansContact?: boolean
  erreur: (champ: string) => string | undefined
}) {
  const enCode = (texte: string) => sansAccents(texte).replaceAll(' ', '-').slice(0, 60)
  const [code, setCode] = useState(() => enCode(titre))
  return (
    <>
      <TextField
        name="titre"
        id="titre"
        label="Titre"
        defaultValue={titre}
        error={erreur('titre')}
        onBlur={(e) => setCode((c) => c || enCode(e.target.value))}
      />
      <TextField
        name="code"
        id="code"
        label="Code"
        help="Dans l’adresse de la page : des minuscules, des chiffres et « - ». Il ne change plus ensuite."
        value={code}
        onChange={(e) => setCode(e.target.value)}
        error={erreur('code')}
      />
      <TextField
        name="resume"
        id="resume"
        label="À quoi sert-il, en une phrase"
        defaultValue={resume}
        error={erreur('resume')}
      />
      {!sansContact && <h3>Qui répond aux établissements</h3>}
      {(sansContact ? [] : PARTIES).map(([cle, libelle]) => (
        <TextField
          key={cle}
          name={`contact.${cle}`}
          id={`contact.${cle}`}
          label={libelle}
          defaultValue={contact?.[cle] ?? ''}
          error={erreur(`contact.${cle}`)}
        />
      ))}
    </>
  )
}

export function lireIdentite(saisie: FormData) {
  const texte = (cle: string) => String(saisie.get(cle) ?? '').trim()
  return {
    titre: texte('titre'),
    code: texte('code'),
    resume: texte('resume'),
    contact: {
      service: texte('contact.service'),
      adresse: texte('contact.adresse'),
      telephone: texte('contact.telephone'),
      courriel: texte('contact.courriel'),
    },
  }
}

/** The faults of a refusal by the id of their field, whatever the door nests them in. */
export const erreursDe = (
  echec: { message: string; erreurs: ErreurDeChamp[] } | null | undefined,
  prefixe = '',
): ErreurDeChamp[] => {
  if (!echec) return []
  if (echec.erreurs.length === 0) return [{ champ: '', message: echec.message }]
  return echec.erreurs.map((e) => ({ ...e, champ: e.champ.replace(prefixe, '') }))
}
