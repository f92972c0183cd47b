/** One command: the words after its name, and the store that `--data` names. Resolves to the exit code. */
export type Command = (args: readonly string[], place: Place) => Promise<number>

/** `given` is false when `--data` was left out and the platform's folder is meant. */
export type Place = { readonly dataDir: string; readonly given: boolean }
