import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Screens only: the server runs its TypeScript as it is. In development the server mounts Vite itself. */
export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: {
    outDir: '../../dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
  },
})
