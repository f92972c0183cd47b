export type DovecotPorts = {
  readonly imap: number
  readonly imaps: number
  readonly pop3: number
  readonly pop3s: number
  readonly lmtp: number
}

export type DovecotConfig = {
  readonly folder: string
  readonly user: string
  readonly group: string
  readonly ports: DovecotPorts
  /** Advertised instead of what Dovecot can do, to play a poorer server. */
  readonly imapCapability?: string
  /** Offers CRAM-MD5 and APOP, too. */
  readonly challenges?: boolean
  /** Mail lies in Dovecot's own mdbox, whose index is the truth, instead of a file a mail in a directory. */
  readonly hasBoxes?: boolean
  readonly connectionsPerUser: number
  /** Where the user's own folders begin, and what stands between two names; `/` and nothing by default. */
  readonly ownFolders?: { readonly prefix: string; readonly separator: string }
  /** The file that says where tokens are checked; without it there is no sign-in with OAuth. */
  readonly oauthFile?: string
}

/**
 * Dovecot 2.3 in one folder, as one unprivileged user for everything. Failed logins are not punished: both
 * `auth_failure_delay` and the penalty listener are off, else a wrong password costs seconds. Switching that listener
 * off in a folder where it was once on leaves a dead socket, so every start takes a fresh folder. A file a user,
 * because one file for all is read again only once a second.
 */
export function writeDovecotConfig(config: DovecotConfig): string {
  const { folder, user, group, ports, imapCapability, challenges, connectionsPerUser, hasBoxes, oauthFile } = config
  const { prefix, separator } = config.ownFolders ?? { prefix: '', separator: '/' }
  const mechanisms = `plain login${challenges ? ' cram-md5 apop' : ''}`
  return `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
listen = 127.0.0.1
protocols = imap pop3 lmtp
mail_location = ${hasBoxes ? `mdbox:${folder}/mail/%u/boxes` : `maildir:${folder}/mail/%u`}
mail_uid = ${user}
mail_gid = ${group}
first_valid_uid = 0
first_valid_gid = 0
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
mail_max_userip_connections = ${connectionsPerUser}
mail_fsync = never
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = ${mechanisms}${oauthFile === undefined ? '' : ' oauthbearer xoauth2'}
auth_failure_delay = 0
${oauthFile === undefined ? '' : oauthPassdb(oauthFile)}passdb {
  mechanisms = ${mechanisms}
  driver = passwd-file
  args = scheme=PLAIN ${folder}/users/%u
}
userdb {
  driver = passwd-file
  args = ${folder}/users/%u
  override_fields = uid=${user} gid=${group} home=${folder}/mail/%u
}
namespace inbox {
  inbox = yes
  separator = ${separator}
  prefix = ${prefix}
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
  mailbox Trash {
    auto = subscribe
    special_use = \\Trash
  }
}
protocol imap {
${imapCapability === undefined ? '' : `  imap_capability = ${imapCapability}`}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service pop3-login {
  chroot =
  inet_listener pop3 {
    port = ${ports.pop3}
  }
  inet_listener pop3s {
    port = ${ports.pop3s}
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    port = ${ports.lmtp}
  }
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
`
}

function oauthPassdb(file: string): string {
  return `passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${file}
}
`
}

/** Dovecot asks the provider about every token (RFC 7662). `url` holds its own name and password there. */
export function writeOauthConfig(url: string): string {
  return `introspection_url = ${url}
introspection_mode = post
username_attribute = sub
active_attribute = active
active_value = true
`
}
