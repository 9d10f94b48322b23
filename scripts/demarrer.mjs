// `npm start` and `npm run dev`: prepares what is missing, then runs the server. Arguments go to the server.
import './version.mjs'
import { construireEcrans, ecransAJour } from './ecrans.mjs'
import { estInstalle, installer } from './installer.mjs'
import { abandonner } from './lancer.mjs'
import { servir } from './serveur.mjs'
import { preauEnMarche, seul } from './verrou.mjs'

const args = process.argv.slice(2).filter((arg) => arg !== '--dev')
const dev = process.argv.includes('--dev')
const options = { avecDev: dev }

const pret = () => estInstalle(options) && (dev || ecransAJour())

// Two processes cannot share a database's folder; and what is being served must not change under those who use it.
const occupant = await preauEnMarche()
if (occupant !== undefined)
  abandonner(`Préau tourne déjà depuis ce dossier${occupant} : arrêtez-le avant d’en lancer un autre.`)

if (!pret())
  await seul(async () => {
    await installer(options)
    if (!dev && (await construireEcrans()) !== 0)
      abandonner('Les écrans n’ont pas pu être construits : la cause est écrite ci-dessus.')
  })
process.exit(await servir(args, dev))
