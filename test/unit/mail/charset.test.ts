import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../src-main/engine/mail/read/charset.ts'
import { mailOf } from './reading.ts'

const texts = {
  ru: 'Здравствуйте, у нас не работает принтер на втором этаже.',
  ja: 'お世話になっております。プリンターが動きません。確認をお願いします。',
  zh: '您好，我们的打印机坏了，请派人来看一下，谢谢。',
  tw: '您好，我們的印表機壞了，請派人來看一下，謝謝。',
  ko: '안녕하세요, 프린터가 고장났습니다. 확인 부탁드립니다.',
  fr: 'Bonjour, l’imprimante est cassée à l’étage. Où êtes-vous ? Désolé.',
}

describe('a text that declares no charset', () => {
  it.each([
    ['windows-1251', texts.ru],
    ['koi8-r', texts.ru],
    ['shift_jis', texts.ja],
    ['euc-jp', texts.ja],
    ['gb18030', texts.zh],
    ['big5', texts.tw],
    ['cp949', texts.ko],
  ])('is read as %s when that is likely', (charset, text) => {
    expect(decodeText(iconv.encode(text, charset), null)).toEqual({ text, guessed: charset })
  })

  it('is read as ISO-2022-JP by its escape sequences', () => {
    expect(decodeText(Buffer.from('\x1b$B%W%j%s%?!<\x1b(B', 'latin1'), null)).toEqual({
      text: 'プリンター',
      guessed: 'iso-2022-jp',
    })
  })

  it('is read as windows-1252 when it is western, or too short to tell', () => {
    expect(decodeText(iconv.encode(texts.fr, 'windows-1252'), null).text).toBe(texts.fr)
    expect(decodeText(Buffer.from([0xcf, 0xf0, 0xe8]), null).text).toBe('Ïðè')
  })
})

describe('a text that declares the wrong charset', () => {
  it('is read as UTF-8 when it fits that entirely', () => {
    for (const declared of ['us-ascii', 'iso-8859-1', 'windows-1252'])
      expect(decodeText(Buffer.from('Größe €'), declared)).toEqual({ text: 'Größe €', guessed: 'utf-8' })
  })

  it('is read as windows-1252 when it says UTF-8 and is not', () => {
    expect(decodeText(iconv.encode('Grüße', 'windows-1252'), 'utf-8')).toEqual({
      text: 'Grüße',
      guessed: 'windows-1252',
    })
  })

  it('is read as what it is when it says UTF-8 and is Cyrillic', () => {
    expect(decodeText(iconv.encode(texts.ru, 'koi8-r'), 'utf-8')).toEqual({ text: texts.ru, guessed: 'koi8-r' })
  })
})

it('a guess is told to the administrator', async () => {
  const head = Buffer.from('From: a@example.com\r\nSubject: x\r\nContent-Type: text/plain\r\n\r\n')
  const mail = await mailOf(Buffer.concat([head, iconv.encode(texts.ru, 'windows-1251')]))
  expect(mail.text).toBe(texts.ru)
  expect(mail.warnings).toEqual(['The declared charset does not fit the text; it was read as windows-1251.'])
})
