import Scheduling
import Timekeeping

/// Every member defined in any file: one definition for one id (rule T14).
struct People {
  /// Those whose definition could be read.
  private(set) var members: [String: Member] = [:]
  /// The ids of all definitions, in the order of files.
  private(set) var ids: [String] = []
  /// False where a file that may define more of them could not be read.
  let isWhole: Bool
  private var definedAt: [MemberID: String] = [:]

  /// Reads people.yaml, and the members that team files define themselves.
  init(_ documents: [Document], isWhole: Bool) {
    self.isWhole = isWhole
    for document in documents {
      switch document.file.kind {
      case .people:
        ids += (document.root["members"]?.list ?? []).compactMap { $0["id"]?.text }
        for member in PeopleFile.grammar.read(document.root, document.context) ?? [] { add(member, document.context) }
      case .team:
        ids += Outline(document.root).definedMembers
        for node in Outline(document.root).memberNodes {
          guard let member = MemberSection.grammar.read(node, document.context) else { continue }
          add(Placed(value: member, place: node.place), document.context)
        }
      case .calendar: break
      }
    }
  }

  private mutating func add(_ member: Placed<Member>, _ context: Context) {
    let id = member.value.id
    if let first = definedAt[id] {
      context.error(
        member.place, "member '\(id)' is defined in \(first) too",
        "keep one definition, and write only the id elsewhere")
      return
    }
    definedAt[id] = "\(context.file.path), line \(member.place.line)"
    members[id.text] = member.value
  }
}
