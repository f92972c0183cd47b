import type { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import { parseReplyAbove } from '../../../src-preload/contract/settings/reply-above.ts'
import type { Settings } from '../../../src-preload/contract/settings/settings.ts'
import { parseDimensions, parseSize } from '../../../src-preload/contract/settings/sizes.ts'
import type { ReadRules } from '../mail/model.ts'

/** Everything that decides about the mail of one inbox: its form, and every setting with the inbox's own value if it has one. */
export type InboxRules = {
  readonly config: InboxConfig
  readonly settings: Settings
  readonly read: ReadRules
  /** Bytes; 0 means no limit. */
  readonly maximumSizeBytes: number
  /** Lower case: addresses that are this inbox itself. */
  readonly ownAddresses: ReadonlySet<string>
}

export function resolveRules(config: InboxConfig, global: Settings): InboxRules {
  const own = Object.entries(config.settings).filter(([, value]) => value !== undefined)
  const settings: Settings = { ...global, ...Object.fromEntries(own) }
  const addresses = [...config.own_addresses, ...(config.login.includes('@') ? [config.login] : [])]
  return {
    config,
    settings,
    read: readRules(config, settings),
    maximumSizeBytes: parseSize(settings.maximum_email_size) ?? 0,
    ownAddresses: new Set(addresses.map(address => address.toLowerCase())),
  }
}

function readRules(config: InboxConfig, settings: Settings): ReadRules {
  return {
    bodyPartsOrder: settings.body_parts_order
      .split(',')
      .map(type => type.trim().toLowerCase())
      .filter(Boolean),
    excludeAttachmentTypes: settings.exclude_attachment_types,
    imagesMinimum: parseDimensions(settings.images_minimum_size),
    imagesMaximum: boundOf(settings.images_maximum_size),
    htmlTagsToRemove: settings['html-tags-to-remove'],
    introductoryPatterns: settings['introductory-patterns'],
    multilineDelimiterPatterns: settings['multiline-delimiter-patterns'],
    delimiterPatterns: settings['delimiter-patterns'],
    replyAboveTexts: parseReplyAbove(settings.reply_above_marker).map(each => each.text),
    foldSignatures: settings.fold_signatures,
    undesiredSubjectPatterns: settings['undesired-subject-patterns'],
    titlePatterns: config.title_pattern === '' ? [] : [config.title_pattern],
    titleIgnorePatterns: config.title_ignore_patterns,
  }
}

/** A picture without width or height is none: a zero means that there is no rule. */
function boundOf(text: string): ReadRules['imagesMaximum'] {
  const bound = parseDimensions(text)
  return bound && bound.width > 0 && bound.height > 0 ? bound : null
}
