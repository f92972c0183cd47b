import { notifications } from '@mantine/notifications'
import { CallError } from '../bridge/bridge.ts'
import { i18n } from '../i18n/i18n.ts'

export function toast(message: string, title?: string): void {
  notifications.show({ title, message, autoClose: 5_000, withBorder: true })
}

export function toastFailure(message: string): void {
  notifications.show({
    title: i18n.t('common.failedTitle'),
    message,
    color: 'red',
    autoClose: 10_000,
    withBorder: true,
  })
}

/** Runs an action of the user and tells its result. Null when it failed. */
export async function attempt<T>(action: () => Promise<T>, done?: (result: T) => string): Promise<T | null> {
  try {
    const result = await action()
    if (done) toast(done(result))
    return result
  } catch (error) {
    if (!(error instanceof CallError)) throw error
    toastFailure(error.message)
    return null
  }
}
