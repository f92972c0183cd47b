import { describe, expect, it } from 'vitest'
import { parseDimensions, parseSize } from '../../../src-preload/contract/settings/sizes.ts'

describe('sizes as administrators write them', () => {
  it.each([
    ['0', 0],
    ['1', 1],
    ['512', 512],
    ['10K', 10_240],
    ['10k', 10_240],
    ['10M', 10_485_760],
    [' 10 MB ', 10_485_760],
    ['1.5M', 1_572_864],
    ['2G', 2_147_483_648],
    ['', null],
    ['M', null],
    ['-1', null],
    ['10T', null],
    ['1e6', null],
    ['10M!', null],
  ])('%j is %s bytes', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes)
  })

  it.each([
    ['100x20', { width: 100, height: 20 }],
    [' 100 X 20 ', { width: 100, height: 20 }],
    ['', null],
    ['100', null],
    ['100x', null],
    ['-1x20', null],
  ])('%j is %j pixels', (text, dimensions) => {
    expect(parseDimensions(text)).toEqual(dimensions)
  })
})
