import Scheduling
import Timekeeping
import Triage

/// The small grammars of names: ids, free text, addresses and files.
enum NameForms {
  static let slugPattern = "^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$"

  private static func id<ID: Slug>(_ type: ID.Type, _ name: String, _ about: String, _ examples: [String]) -> Form<ID> {
    Form(type, name: name, about: about, pattern: slugPattern, examples: examples, looksTyped: true)
  }

  static let team = id(TeamID.self, "team-id", "The team's id, as it stands in links and commands.", ["field-support"])
  static let member = unreserved(
    id(MemberID.self, "member-id", "One id for one person, in every team.", ["ana", "m1"]), also: ["open"])
  static let duty = unreserved(id(DutyID.self, "duty-id", "What one is on for.", ["primary", "desk"]))
  static let layer = id(LayerID.self, "layer-id", "The layer's id; shifts keep it in theirs.", ["week"])
  static let officeHours = unreserved(id(OfficeHoursID.self, "office-hours-id", "The office hours' id.", ["uk"]))
  static let queue = id(QueueID.self, "queue-id", "The queue's id.", ["premium"])
  static let priority = unreserved(id(Priority.self, "priority", "The name of a priority.", ["urgent", "p1"]))
  static let escalation = id(EscalationID.self, "escalation-id", "The escalation policy's id.", ["critical"])

  static let customer = id(
    CustomerID.self, "customer-id", "The customer's id, also in names of chat channels.", ["larch"])

  /// A mail domain, in lower case, with letters of its own as addresses of mails have them.
  static let domain = Form<String>(
    name: "domain", about: "A mail domain; its subdomains belong to it.",
    pattern: "^[A-Za-z0-9\\u0080-\\uffff]([A-Za-z0-9.\\u0080-\\uffff-]{0,251}[A-Za-z0-9\\u0080-\\uffff])?$",
    examples: ["larch.example.com"], tidy: { $0.lowercased() }, print: { $0 }
  ) { text throws(TextProblem) in
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    let isPlain = text.unicodeScalars.allSatisfy { letter in
      ("a"..."z").contains(letter) || ("0"..."9").contains(letter) || "-.".unicodeScalars.contains(letter)
        || letter.value >= 0x80 && isOfWords(letter)
    }
    guard isPlain, labels.count > 1, labels.allSatisfy({ !$0.isEmpty && $0.count <= 63 }), text.count <= 253 else {
      throw TextProblem("'\(shortened(text))' is not a mail domain", help: "write it like larch.example.com")
    }
    return text
  }

  /// Letters of any script with the marks, digits and joiners that belong to them, and emoji, as names of domains have.
  private static func isOfWords(_ letter: Unicode.Scalar) -> Bool {
    let properties = letter.properties
    return properties.isAlphabetic || properties.isEmoji || properties.isJoinControl
      || [.nonspacingMark, .spacingMark, .decimalNumber].contains(properties.generalCategory)
  }

  /// The name of a source or channel: it stands in addresses.
  static let connection = Form<String>(
    name: "connection", about: "A name of your own; it stands in addresses.", pattern: slugPattern,
    examples: ["web", "pager"], looksTyped: true
  ) { text throws(TextProblem) in
    do throws(TextProblem) {
      return try MemberID(text: text).text
    } catch {
      throw TextProblem(
        "'\(shortened(text))' is not a name for this", help: "write lower-case letters, digits and hyphens")
    }
  }

  /// A name without a place in a closed list: a skill, a tag, a channel, a source.
  static let word = Form<String>(
    name: "word", about: "A name of your own.", pattern: "^[^\\s,]([^\\n,]{0,62}[^\\s,])?$",
    examples: ["billing", "premium"], looksTyped: true
  ) { text throws(TextProblem) in
    let name = try freeText(text, limit: 64)
    guard !name.contains(",") else {
      throw TextProblem("'\(name)' holds a comma", help: "write names as a list: [a, b]")
    }
    return name
  }

  static let title = Form<String>(
    name: "title", about: "A name for people to read.", pattern: "^[^\\n]{1,\(FileLimits.textLength)}$",
    examples: ["Field support"], looksTyped: true
  ) { text throws(TextProblem) in try freeText(text, limit: FileLimits.textLength) }

  /// Longer than a title, and still one line.
  static let sentence = Form<String>(
    name: "sentence", about: "A text for customers, on one line.", pattern: "^[^\\n]{1,1000}$",
    examples: ["We are all at our yearly meeting; urgent requests are still answered."], looksTyped: true
  ) { text throws(TextProblem) in try freeText(text, limit: 1000) }

  static let address = Form<String>(
    name: "address", about: "An address on a paging channel.", pattern: "^[^\\n]{1,500}$",
    examples: ["https://pager.example.com/ana"], looksTyped: true
  ) { text throws(TextProblem) in try freeText(text, limit: 500) }

  /// An address with a name before it, or alone.
  static let mailbox = Form<String>(
    name: "mailbox", about: "A mail address, with a name before it if you like.",
    pattern: "^[^\\s@<>]+@[^\\s@<>]+$|^[^<>@\\n]{1,100} <[^\\s@<>]+@[^\\s@<>]+>$",
    examples: ["help@example.org", "Example Help <help@example.org>"]
  ) { text throws(TextProblem) in
    let parts = text.split(separator: "<", omittingEmptySubsequences: false)
    let isNamed = parts.count == 2 && text.hasSuffix(">") && parts[0].hasSuffix(" ")
    let address = isNamed ? String(parts[1].dropLast()) : text
    let name = isNamed ? parts[0].dropLast() : ""
    guard !address.contains("<"), !address.contains(">"), !name.contains("@"), TextLength.scalars.of(name) <= 100 else {
      throw TextProblem(
        "'\(shortened(text))' is not a mail address", help: "write it like Example Help <help@example.org>")
    }
    let plain = try email.parse(address)
    return isNamed ? "\(try freeText(String(name), limit: 100)) <\(plain)>" : plain
  }

  /// A team, or one of its queues: `field-support`, `field-support/premium`.
  static let teamPlace = Form<TeamPlace>(
    name: "team-place", about: "A team's id, or a team's and a queue's.",
    pattern: "^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?(/[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?)?$",
    examples: ["field-support", "field-support/premium"], print: \.description
  ) { text throws(TextProblem) in
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(parts.count) else {
      throw TextProblem(
        "'\(shortened(text))' is neither a team nor TEAM/QUEUE", help: "write it like field-support/premium")
    }
    let team = try TeamID(text: parts[0])
    return TeamPlace(team: team, queue: parts.count == 2 ? try QueueID(text: parts[1]) : nil)
  }

  static let email = Form<String>(
    name: "email", about: "A mail address.", pattern: "^[^\\s@]+@[^\\s@]+$", examples: ["ana@example.com"]
  ) { text throws(TextProblem) in
    let halves = text.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count == 2, halves.allSatisfy({ !$0.isEmpty }), !text.contains(where: \.isWhitespace),
      TextLength.scalars.of(text) <= 254
    else { throw TextProblem("'\(shortened(text))' is not a mail address", help: "write it like ana@example.com") }
    return text
  }

  static let calendarFile = Form<String>(
    name: "calendar-file",
    about:
      "An .ics file in the folder `holidays` beside this file, or the address of a calendar, of which a copy is kept there.",
    pattern: "^([^\\s/:][^:]*\\.ics|(https?|webcals?)://\\S+)$",
    examples: ["holidays/england-and-wales.ics", "https://calendars.example.org/england-and-wales.ics"]
  ) { text throws(TextProblem) in
    if HolidayAddress.isAddress(text) { return try calendarAddress(text) }
    guard text.hasSuffix(".ics"), !text.hasPrefix("/"), !text.contains(":") else {
      throw TextProblem(
        "'\(shortened(text))' is not the name of a calendar file",
        help: "write it like holidays/england-and-wales.ics, or its address with https://")
    }
    return text
  }

  private static func calendarAddress(_ text: String) throws(TextProblem) -> String {
    guard text.utf8.count <= HolidayAddress.limit, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw TextProblem(
        "'\(shortened(text))' is not an address that can be asked",
        help: "write it in plain letters without blanks, at most \(HolidayAddress.limit)")
    }
    return text
  }

  /// Refuses the words that have a meaning of their own where an id may stand. In commands `open` stands for nobody.
  private static func unreserved<ID: Slug>(_ form: Form<ID>, also more: [String] = []) -> Form<ID> {
    Form(
      name: form.name, about: form.about, pattern: form.pattern, examples: form.examples, looksTyped: true,
      print: form.print
    ) { text throws(TextProblem) in
      guard !reserved.contains(text) else {
        throw TextProblem("'\(text)' has a meaning of its own in these files", help: "choose another id")
      }
      guard !more.contains(text) else {
        throw TextProblem("'\(text)' has a meaning of its own in commands", help: "choose another id")
      }
      return try form.parse(text)
    }
  }

  private static let reserved = [
    "always", "everyone", "lead", "never", "nobody", "none", "otherwise", "owner", "page", "volunteers",
  ]

  private static func freeText(_ text: String, limit: Int) throws(TextProblem) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
    guard isPlain, !text.allSatisfy(\.isWhitespace) else {
      throw TextProblem("'\(shortened(text))' is not a line of text", help: "write one line of letters you can see")
    }
    let length = TextLength.scalars.of(text)
    guard length <= limit else {
      throw TextProblem("the text has \(length) letters; the limit is \(limit)", help: "shorten it")
    }
    return text
  }
}
