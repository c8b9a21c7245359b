/// The entry `mail:` of the settings.
enum MailSection {
  static let server = Key(
    "server", "The server, with how its connections become secure.", example: "\"smtp://mail.example.com:587\"",
    required: true, ServerForms.mailServer.grammar)
  static let from = Key(
    "from", "Whom mail comes from, and where answers go.", example: "desk@example.com", required: true,
    NameForms.email.grammar)
  static let name = Key(
    "name", "The name beside that address.", example: "Field support desk", NameForms.title.grammar)
  static let user = Key("user", "Who we sign in as.", example: "desk@example.com", NameForms.title.grammar)
  static let password = Key(
    "password", "Where the password is.", example: "{ env: MAIL_PASSWORD }", SecretSection.grammar)
  static let tls = Key(
    "tls", "`none` speaks in the clear: only for a server on this machine.", example: "required",
    Grammar<Bool>.choice(["required": true, "none": false]))
  static let certificates = Key(
    "certificates", "A file of certificates to trust instead of the system's.", example: "certificates/mail.pem",
    ServerForms.folder.grammar)

  static let section = Section(
    "mail", "mail", "The mail server that mail leaves through.",
    keys: [
      server.listed, from.listed, name.listed, user.listed, password.listed, tls.listed, certificates.listed,
    ])

  static let grammar = section.grammar { fields, context -> MailSetting? in
    let (server, from, name, user) = (fields(server), fields(from), fields(name), fields(user))
    let (password, isSecure, certificates) = (fields(password), fields(tls) ?? true, fields(certificates))
    check(fields, context, isSecure: isSecure, server)
    guard let server, let from else { return nil }
    return MailSetting(
      server: server, from: from, name: name, user: user, password: password, isSecure: isSecure,
      certificates: certificates)
  }

  private static func check(_ fields: Fields, _ context: Context, isSecure: Bool, _ server: MailServer?) {
    if fields.has(user) != fields.has(password) {
      context.error(
        fields.place, "`user` and `password` go together", "write both, or neither where the server wants none")
    }
    if !isSecure, fields.has(password) {
      context.error(fields.place, "a password must not travel in the clear", "leave out `tls: none`")
    }
    if !isSecure, server?.isSecureFromStart == true {
      context.error(
        fields.place, "`smtps://` and `tls: none` contradict each other", "write smtp:// or leave `tls` out")
    }
  }
}
