import { deflateSync } from 'node:zlib'
import { type HostileMail, hostileMail, hostileParts } from './hostile-mail.ts'

const file = (name: string, type: string, bytes: Uint8Array) =>
  `Content-Type: ${type}; name="${name}"\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(bytes).toString('base64')}`
const hello = 'Content-Type: text/plain\n\nhello'

/** CRC-32 as PNG and ZIP have it. */
function crc32(bytes: Uint8Array): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return ~crc >>> 0
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

/** A header that claims `side` x `side` pixels over a few kilobytes. */
export function pixelBomb(side: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const pixels = chunk('IDAT', deflateSync(Buffer.alloc(2_000_000)))
  return Buffer.concat([signature, chunk('IHDR', header), pixels, chunk('IEND', Buffer.alloc(0))])
}

/** Frames of one pixel each on a large screen. */
function gif(frames: number, side: number): Buffer {
  const screen = Buffer.from([side & 255, side >> 8, side & 255, side >> 8, 0x80, 0, 0, 0, 0, 0, 255, 255, 255])
  const frame = Buffer.from([0x21, 0xf9, 4, 0, 1, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0])
  return Buffer.concat([
    Buffer.from('GIF89a'),
    screen,
    ...Array.from({ length: frames }, () => frame),
    Buffer.from([0x3b]),
  ])
}

/** A zip whose one member would be 4 GB; only its directory says so. */
function zipBomb(): Buffer {
  const packed = Buffer.alloc(1_000_000)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(20, 4)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(0xfffffffe, 22)
  local.writeUInt16LE(1, 26)
  return Buffer.concat([local, Buffer.from('a'), packed])
}

const svg = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, at) => `<!ENTITY ${'bcdefghij'[at]} "${`&${'abcdefghi'[at]};`.repeat(10)}">`).join('')}]><svg xmlns="http://www.w3.org/2000/svg" width="99999" height="99999"><text>&j;</text></svg>`

/** Each name, and what it may be called at most. */
export const oddNames = [
  '../../etc/passwd',
  '..\\..\\boot.ini',
  'a\0.exe',
  'invoice\u202efdp.exe',
  'CON',
  'nul.txt',
  'trailing.exe. . .',
  '.hidden',
  'C:\\Windows\\x.txt',
  '\u200b.htaccess',
  'a'.repeat(5_000),
  '   ',
  '....',
] as const

const named = (name: string) =>
  `Content-Type: application/octet-stream\nContent-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}\n\n${name.length}`

export const attachments = {
  'a PNG of 65,535 x 65,535 pixels': {
    make: () => hostileParts([hello, file('a.png', 'image/png', pixelBomb(65_535))]),
  },
  '150 PNGs of 65,535 x 65,535 pixels': {
    make: () => {
      const one = pixelBomb(65_535)
      return hostileParts([hello, ...Array.from({ length: 150 }, (_, at) => file(`${at}.png`, 'image/png', one))])
    },
  },
  'a GIF of 50,000 frames': { make: () => hostileParts([hello, file('a.gif', 'image/gif', gif(50_000, 10_000))]) },
  'an SVG that says everything a billion times': {
    make: () => hostileParts([hello, file('a.svg', 'image/svg+xml', Buffer.from(svg))]),
  },
  'a zip bomb': { make: () => hostileParts([hello, file('a.zip', 'application/zip', zipBomb())]) },
  'names that lead elsewhere': { make: () => hostileParts([hello, ...oddNames.map(named)]) },
  '1,900 equal attachments': {
    make: () =>
      hostileParts([
        hello,
        ...Array.from({ length: 1_900 }, (_, at) => file(`${at}.bin`, 'application/octet-stream', Buffer.alloc(2_000))),
      ]),
  },
  'an attachment of 25 MB': {
    make: () => hostileParts([hello, file('a.bin', 'application/octet-stream', Buffer.alloc(25_000_000, 7))]),
  },
  'an attachment in a million pieces of base64': {
    make: () =>
      hostileParts([
        hello,
        `Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=a\nContent-Transfer-Encoding: base64\n\n${'YQ==\n'.repeat(2_000_000)}`,
      ]),
  },
  'a uuencoded attachment of 10 MB': {
    make: () =>
      hostileMail(
        ['Content-Type: application/octet-stream; name=a', 'Content-Transfer-Encoding: x-uuencode'],
        `begin 644 a\n${`M${'86)C'.repeat(15)}\n`.repeat(160_000)}\`\nend\n`,
      ),
  },
} satisfies Readonly<Record<string, HostileMail>>
