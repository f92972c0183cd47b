import { z } from 'zod'

const SIZE = /^(\d+(?:\.\d+)?)\s*([KMG]?)B?$/i
const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 }

/** Bytes of a size as administrators write it: `10M`, `500K`, `2G`, `0`. Returns null when it is not a size. */
export function parseSize(text: string): number | null {
  const match = SIZE.exec(text.trim())
  if (!match) return null
  return Math.round(Number(match[1]) * (UNITS[(match[2] ?? '').toUpperCase()] ?? 1))
}

/** Width and height in pixels of `100x20`; null when empty or not two whole numbers. */
export function parseDimensions(text: string): { readonly width: number; readonly height: number } | null {
  const match = /^(\d+)\s*x\s*(\d+)$/i.exec(text.trim())
  return match ? { width: Number(match[1]), height: Number(match[2]) } : null
}

export const SizeText = z
  .string()
  .refine(text => parseSize(text) !== null, 'Write a size such as 10M, 500K or 2G; 0 means no limit')

export const DimensionsText = z
  .string()
  .refine(
    text => text.trim() === '' || parseDimensions(text) !== null,
    'Write width x height in pixels, such as 100x20; empty means no rule',
  )
