/** What may be opened: SVG is a document that a renderer would have to run, PDF and the others are no pictures of mails. */
const loaders = ['Jpeg', 'Png', 'Nsgif', 'Webp', 'Heif', 'Tiff'].map(name => `VipsForeignLoad${name}Buffer`)

type SharpModule = typeof import('sharp').default

let loading: Promise<SharpModule> | null = null

/** libvips is loaded with the first picture only: most mails have none. */
export function loadSharp(): Promise<SharpModule> {
  loading ??= prepare()
  return loading
}

async function prepare(): Promise<SharpModule> {
  const { default: sharp } = await import('sharp')
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: loaders })
  // Every reading thread works on one picture at a time: more threads of libvips, or pictures that it remembers, only
  // take memory from the other mails.
  sharp.concurrency(1)
  sharp.cache(false)
  return sharp
}
