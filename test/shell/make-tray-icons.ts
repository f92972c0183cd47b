import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import sharp from 'sharp'

/**
 * Draws the icons of the tray into `resources/tray`: `node test/shell/make-tray-icons.ts`. Three states that differ in
 * shape, each in colour (Windows at 16, 24, 32 and 48 pixels, Linux large) and as macOS template (black and nothing).
 */
const out = resolve(import.meta.dirname, '../../resources/tray')

/** A tray with a letter in it, on 32 x 32; `ink` and `hole` are the colours of lines and of what they enclose. */
function letterTray(ink: string, hole: string, cut: string): string {
  return `<mask id="m"><rect width="32" height="32" fill="#fff"/>${cut}</mask><g mask="url(#m)">
    <path d="M8 4h16a2 2 0 0 1 2 2v13H6V6a2 2 0 0 1 2-2z" fill="${ink}"/>
    <path d="M8.5 7.5 16 13.2 23.5 7.5" fill="none" stroke="${hole}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/>
    <path d="M2 16h7.2a2 2 0 0 1 2 1.8c.3 2.4 2.3 4.2 4.8 4.2s4.500-1.800 4.800-4.200a2 2 0 0 1 2-1.800H30v9a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4z" fill="${ink}" stroke="${hole}" stroke-width="1.600"/></g>`
}

/** The mark sits below on the right, in a gap of its own. */
const CUT = '<circle cx="23.500" cy="23.500" r="9" fill="#000"/>'
const BANG = (ink: string) =>
  `<path d="M23.500 19v5" stroke="${ink}" stroke-width="2.600" stroke-linecap="round"/><circle cx="23.500" cy="27.600" r="1.500" fill="${ink}"/>`
const BARS = (ink: string) =>
  `<path d="M21.200 20.200v6.600M25.800 20.200v6.600" stroke="${ink}" stroke-width="2.600" stroke-linecap="round"/>`

const template = (marks: string, cut: string) =>
  // A template knows opacity only: what is a line in the letter has to be a hole.
  `${letterTray('#000', '#000', `<path d="M8.500 7.500 16 13.200 23.500 7.500" fill="none" stroke="#000" stroke-width="2.400" stroke-linecap="round" stroke-linejoin="round"/><path d="M2 15.400h7.200a2 2 0 0 1 2 1.800c.3 2.400 2.300 4.200 4.800 4.200s4.500-1.800 4.800-4.200a2 2 0 0 1 2-1.800H30" fill="none" stroke="#000" stroke-width="1.800"/>${cut}`)}${marks}`
const punched = (shape: string) =>
  `<mask id="p"><rect width="32" height="32" fill="#fff"/>${shape}</mask><circle cx="23.500" cy="23.500" r="7.500" fill="#000" mask="url(#p)"/>`

const drawings: Readonly<Record<string, { readonly coloured: string; readonly template: string }>> = {
  ok: { coloured: letterTray('#2b6a8f', '#f7f5ef', ''), template: template('', '') },
  attention: {
    coloured: `${letterTray('#2b6a8f', '#f7f5ef', CUT)}<circle cx="23.500" cy="23.500" r="7.500" fill="#c8321f"/>${BANG('#fff')}`,
    template: template(punched(BANG('#000')), CUT),
  },
  paused: {
    coloured: `${letterTray('#7d8695', '#f7f5ef', CUT)}<circle cx="23.500" cy="23.500" r="7.500" fill="#4b5563"/>${BARS('#fff')}`,
    template: template(punched(BARS('#000')), CUT),
  },
}

async function draw(picture: string, file: string, sizePx: number): Promise<void> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 32 32">${picture}</svg>`
  await sharp(Buffer.from(svg), { density: (72 * sizePx) / 32 })
    .resize(sizePx, sizePx)
    .png({ compressionLevel: 9 })
    .toFile(join(out, file))
}

mkdirSync(out, { recursive: true })
for (const [name, { coloured, template }] of Object.entries(drawings)) {
  await draw(coloured, `${name}.png`, 16)
  await draw(coloured, `${name}@1.5x.png`, 24)
  await draw(coloured, `${name}@2x.png`, 32)
  await draw(coloured, `${name}@3x.png`, 48)
  await draw(coloured, `${name}-large.png`, 64)
  await draw(template, `${name}Template.png`, 16)
  await draw(template, `${name}Template@2x.png`, 32)
}
