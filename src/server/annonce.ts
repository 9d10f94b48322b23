import { PERSONAS } from './comptes/personnages.ts'
import type { Config } from './platform/config.ts'

/** What the person who has just started Préau reads last: where it is, and who they may be. */
export function annonce(config: Config, lienAdministrateur: string | undefined): string {
  const lignes = [
    '',
    `  Préau est prêt — ${config.collectivite}`,
    '',
    `  Portail   ${config.adresse}/`,
    `  Gestion   ${config.adresse}/gestion`,
    `  API       ${config.adresse}/api/docs`,
    '',
  ]
  if (config.demonstration) {
    lignes.push('  Démonstration : connectez-vous avec le mot de passe « demonstration »')
    for (const { courriel, description } of Object.values(PERSONAS))
      lignes.push(`    ${courriel.padEnd(30)}${description}`)
    lignes.push('')
  }
  if (lienAdministrateur)
    lignes.push(
      '  Premier compte d’administration (lien valable 24 heures, une seule fois) :',
      `    ${lienAdministrateur}`,
      '',
    )
  lignes.push('  Ctrl-C arrête tout, base de données comprise.', '')
  return lignes.join('\n')
}
