import { join } from 'node:path'

/** Where desktops on Linux look for what starts with the session (XDG autostart). */
export function autostartFile(configDir: string): string {
  return join(configDir, 'autostart', 'postdesk.desktop')
}

/**
 * The entry for a command. Quoting after the Desktop Entry Specification: an argument in double quotes with `"`, `` ` ``,
 * `$` and `\` escaped, `%` doubled, and each backslash once more because the whole is a string value. Throws for what
 * no entry can hold.
 */
export function autostartEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Postdesk',
    `Exec=${command.map(quote).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
}

function quote(argument: string): string {
  if (/[\n\r\0]/.test(argument)) throw new Error('A command with a line break cannot be started at login.')
  const escaped = argument.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')
  return `"${escaped}"`.replaceAll('\\', '\\\\')
}
