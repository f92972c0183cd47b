import { app } from 'electron'
import { type CrashLog, crashFacts } from './crash-log.ts'

/**
 * Notes what breaks, in a file of this computer; nothing is sent anywhere, and no memory is dumped, which would hold
 * mail and passwords. After an error that nobody caught the application goes on: what was to be written is whole or not
 * there (the store is made to survive kill -9), and an application in the tray that ends unseen reads no mail at all.
 */
export function watchCrashes(crashLog: CrashLog): void {
  process.on('uncaughtException', error => crashLog.write('uncaught-exception', crashFacts(error)))
  process.on('unhandledRejection', reason => crashLog.write('unhandled-rejection', crashFacts(reason)))
  app.on('child-process-gone', (_event, { type, reason, exitCode, name = '' }) => {
    if (reason === 'clean-exit') return
    crashLog.write('process-gone', { type, reason, exitCode, name })
  })
}
