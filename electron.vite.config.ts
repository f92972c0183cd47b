import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)

/**
 * Plain JavaScript goes into the build: a command reads three files instead of hundreds, and starts in half the time.
 * What has a binary (better-sqlite3, sharp) or starts threads by its own path (piscina) stays a package.
 */
const BUNDLED = [
  'asn1js',
  'file-type',
  'htmlparser2',
  'iconv-lite',
  'imapflow',
  'kysely',
  'libmime',
  'nodemailer',
  'openid-client',
  'pkijs',
  'ws',
  'zod',
]

/** The renderer is written last. The launcher builds again where a source is newer than this. */
const markBuilt = { name: 'mark-built', writeBundle: () => writeFileSync(at('out/.built'), '') }

/**
 * One build for all hosts. The worker and the command line are inputs of their own: a worker reached through
 * `new URL` in shared code would land in a chunk and not be found at run time.
 */
export default defineConfig({
  main: {
    build: {
      outDir: at('out/main'),
      minify: false,
      externalizeDeps: { exclude: BUNDLED },
      rolldownOptions: {
        input: {
          index: at('src-main/index.ts'),
          cli: at('src-main/cli/index.ts'),
          'mail-worker': at('src-main/engine/mail/worker.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src-preload/index.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    build: {
      outDir: at('out/renderer'),
      minify: true,
      // One window, loaded from this machine: one file is what is wanted.
      chunkSizeWarningLimit: 1500,
      rolldownOptions: { input: { index: at('src-renderer/index.html') } },
    },
    plugins: [react(), markBuilt],
  },
})
