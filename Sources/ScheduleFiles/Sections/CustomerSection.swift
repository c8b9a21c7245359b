import Scheduling
import Timekeeping
import Triage

/// An entry under `customers:`: how its tickets are recognised, what it pays for, and whose it is.
enum CustomerSection {
  static let name = Key("name", "What people call it; without it, the id.", example: "Larch", NameForms.title.grammar)
  static let domains = Key(
    "domains", "Mail from these domains is theirs.", example: "[larch.example.com]",
    Grammar<[String]>.oneOrList(of: NameForms.domain.grammar.doubted(encoded)))
  static let channels = Key(
    "channels", "What is said in these chat channels is theirs; `*` stands for anything.",
    example: "['#support-larch', '#larch-*']", Grammar<[String]>.oneOrList(of: NameForms.word.grammar))
  static let logins = Key(
    "logins", "What their people go by at a source: GitHub logins, ids of Slack users.",
    example: "[lin, U0123456789]", Grammar<[String]>.oneOrList(of: NameForms.word.grammar))
  static let organisations = Key(
    "organisations", "What a source calls all of them: a Slack workspace, a Zendesk organisation's id.",
    example: "[T0123456789]", Grammar<[String]>.oneOrList(of: NameForms.word.grammar))
  static let tier = Key(
    "tier", "What they pay for, in a word of your own.", example: "enterprise", NameForms.word.grammar)
  static let people = Key(
    "people", "Whose customer it is: they are preferred while they are on shift.", example: "[ana, bo]",
    OwnerKeys.people)

  static let section = Section(
    "customer", "a customer", "How a customer's tickets are recognised, and whose they are.",
    keys: [
      name.listed, domains.listed, channels.listed, logins.listed, organisations.listed, tier.listed, people.listed,
    ])

  /// Addresses have come in with a domain in its own letters, whatever their source writes.
  private static func encoded(_ domain: String) -> TextProblem? {
    guard domain.split(separator: ".").contains(where: { $0.hasPrefix("xn--") }) else { return nil }
    return TextProblem(
      "no address is of '\(domain)': domains are read in their own letters",
      help: "write it with them, like lärche.example")
  }

  static let grammar = section.grammar { fields, context -> Customer? in
    let people = (fields(people) ?? []).map(\.value)
    var customer = Customer(id: CustomerID(unchecked: context.entry), name: fields(name) ?? context.entry)
    customer.domains = fields(domains) ?? []
    customer.channels = fields(channels) ?? []
    (customer.logins, customer.organisations) = (fields(logins), fields(organisations))
    customer.tier = fields(tier)
    customer.people = people
    return customer
  }
}
