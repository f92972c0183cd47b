import { describe, expect, it } from 'vitest'
import { parseParameters } from '../../../src-main/engine/mail/read/parameters.ts'

const fileName = (header: string) => parseParameters(header).parameters['filename']

describe('the name of a file in a header', () => {
  it.each([
    ['in quotes', 'attachment; filename="a b.pdf"', 'a b.pdf'],
    ['without quotes, with blanks and parentheses', 'attachment; filename=report (1).pdf; size=3', 'report (1).pdf'],
    ['in quotes that never close', 'attachment; filename="a.pdf; size=3', 'a.pdf'],
    ['with quotes inside its quotes', 'attachment; filename="my "best" plan.pdf"; size=3', 'my "best" plan.pdf'],
    ['with a Windows path', 'attachment; filename="C:\\temp\\new.txt"', 'C:\\temp\\new.txt'],
    ['without a disposition before it', 'filename="x.pdf"', 'x.pdf'],
    ['with a percent sign that encodes nothing', 'attachment; filename="100%20off.pdf"', '100%20off.pdf'],
    ['in pieces, out of order', 'attachment; filename*1="world.pdf"; filename*0="hello "', 'hello world.pdf'],
    ['in pieces that cut a character', "attachment; filename*0*=utf-8''caf%C3; filename*1*=%A9.pdf", 'café.pdf'],
    [
      'in pieces, of which some are not encoded',
      `attachment; filename*0*=utf-8''%e2%82%ac; filename*1=" 5%.pdf"`,
      '€ 5%.pdf',
    ],
    [
      'with its charset before each piece',
      "attachment; filename*0*=utf-8''a%C3%A9; filename*1*=utf-8''b.txt",
      'aéb.txt',
    ],
    ['encoded and plain', `attachment; filename="EUR.txt"; filename*=UTF-8''%e2%82%ac.txt`, '€.txt'],
    ['in another charset', "attachment; filename*=koi8-r'ru'%F0%F2.txt", 'ПР.txt'],
    ['as an encoded word, which is forbidden there', 'attachment; filename="=?utf-8?B?w6kucGRm?="', 'é.pdf'],
    ['as raw bytes', `attachment; filename="${Buffer.from('Übersicht.pdf').toString('latin1')}"`, 'Übersicht.pdf'],
  ])('is read %s', (_, header, name) => {
    expect(fileName(header)).toBe(name)
  })
})

describe('a boundary', () => {
  it('stays as it is, whatever it looks like', () => {
    expect(parseParameters('multipart/mixed; boundary="=?utf-8?Q?x?="').parameters['boundary']).toBe('=?utf-8?Q?x?=')
  })

  it('is found where the semicolon before it was lost', () => {
    expect(parseParameters('multipart/mixed boundary="abc"')).toEqual({
      value: 'multipart/mixed',
      parameters: { boundary: 'abc' },
    })
  })
})

it('leaves out comments', () => {
  expect(parseParameters('Text/Plain (of course (!)); charset=(odd) utf-8')).toEqual({
    value: 'text/plain',
    parameters: { charset: 'utf-8' },
  })
})

it('takes a hostile header in linear time', () => {
  const started = performance.now()
  for (const header of [
    'a;'.repeat(30_000),
    `a/b; ${'x="'.repeat(20_000)}`,
    `a/b${'('.repeat(60_000)}`,
    `a/b; f=${'"'.repeat(60_000)}`,
  ])
    parseParameters(header)
  expect(performance.now() - started).toBeLessThan(1_500)
})
