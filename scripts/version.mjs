// Imported first by the commands, before anything that an old Node would not understand.
const [majeure = 0] = process.versions.node.split('.').map(Number)
const npm = /^npm\/(\d+)/.exec(process.env.npm_config_user_agent ?? '')

if (majeure < 20) refuser(`Node ${process.versions.node}`, 'Node 20')
if (npm && Number(npm[1]) < 10) refuser(`npm ${npm[0].slice(4)}`, 'npm 10')

/** @param {string} trouve @param {string} voulu */
function refuser(trouve, voulu) {
  console.error(`Préau demande ${voulu} ou plus récent, et c’est ${trouve} qui est installé : mettez-le à jour.`)
  process.exit(1)
}
