import { registerHooks } from 'node:module'

/** `node --import ./test/shell/register.mjs FILE` runs FILE with the fake in place of Electron. */
registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'electron') return next(specifier, context)
    return { url: new URL('./fake-electron.mjs', import.meta.url).href, shortCircuit: true }
  },
})
