// Before the first paint: the theme chosen here, or that of the system.
;(() => {
  let choix = null
  try {
    choix = localStorage.getItem('preau.theme')
  } catch {
    // Storage refused by the browser: the system's theme is used.
  }
  const sombre = choix ? choix === 'sombre' : matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.dataset.theme = sombre ? 'sombre' : 'clair'
})()

// Paper is white: the dark theme steps aside while one prints.
addEventListener('beforeprint', () => {
  document.documentElement.dataset.ecran = document.documentElement.dataset.theme ?? ''
  document.documentElement.dataset.theme = 'clair'
})
addEventListener('afterprint', () => {
  document.documentElement.dataset.theme = document.documentElement.dataset.ecran
})
