import Timekeeping

/// The ticket sources there are.
package enum AllTicketSources {
  package static let all: [any TicketSource.Type] = [
    Alertmanager.self,
    CSVImport.self,
    Email.self,
    GitHubIssues.self,
    OwnJSON.self,
    SlackEvents.self,
    Zendesk.self,
  ]

  /// The kinds that settings may name, sorted.
  package static var kinds: [String] { all.map { $0.kind }.sorted() }

  /// The source of this kind; the error says which kinds there are.
  package static func named(_ kind: String) throws(TextProblem) -> any TicketSource {
    guard let source = all.first(where: { $0.kind == kind }) else {
      let guess = didYouMean(kind, among: kinds).map { "did you mean '\($0)'? " } ?? ""
      throw TextProblem(
        "'\(kind)' is not a kind of ticket source", help: guess + "the kinds are \(kinds.joined(separator: ", "))")
    }
    return source.init()
  }
}
