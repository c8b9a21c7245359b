import Scheduling
import Timekeeping

/// Whether the priorities are there that members' own rules of paging begin with: a rule with another never fits.
///
/// A member may be in teams with different priorities, so one team that has it is enough.
struct PagingChecks {
  let documents: [Document]

  func run() {
    for document in documents {
      for member in Outline(document.root).memberNodes { check(member, document.context) }
    }
  }

  private func check(_ member: YAMLNode, _ context: Context) {
    guard let id = member["id"]?.text, let rules = member["paging"]?.list else { return }
    let known = priorities(of: id)
    guard !known.isEmpty else { return }
    for node in rules {
      guard let rule = node.text.flatMap({ try? PagingRule(text: $0) }), let from = rule.from, !known.contains(from)
      else { continue }
      let near = didYouMean(from, among: known).map { "did you mean '\($0)'?" }
      context.warning(
        node.place, "no team of '\(id)' has a priority '\(shortened(from))', so this rule never fits",
        near ?? "write one of: \(known.joined(separator: ", "))")
    }
  }

  /// Those of every team that has the member, in the order of the files.
  private func priorities(of member: String) -> [String] {
    documents.filter { $0.file.kind == .team }.map { Outline($0.root).names(people: []) }
      .filter { $0.members.contains(member) }.flatMap(\.priorities).uniqued
  }
}
