import { fileURLToPath } from 'node:url'
import { findNode, nodeIsNewEnough, projectRoot, runAsShadow } from '../node-runtime.mjs'

/**
 * The command line's door: imports nothing that an older Node cannot load, and hands over to the Node in node_modules
 * when this one is too old.
 */
const self = fileURLToPath(import.meta.url)

if (nodeIsNewEnough()) {
  process.on('disconnect', () => process.exit(1))
  process.channel?.unref()
  const { main } = await import('./main.ts')
  process.exitCode = await main(process.argv.slice(2))
} else {
  const node = findNode(projectRoot(self))
  if (node) process.exitCode = await runAsShadow(node, [self, ...process.argv.slice(2)])
  else {
    process.stderr.write(
      `postdesk: needs Node 22.14 or later, this is ${process.versions.node}; run npm install first.\n`,
    )
    process.exitCode = 1
  }
}
