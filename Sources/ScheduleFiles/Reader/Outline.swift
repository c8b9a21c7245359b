/// The ids that a team file declares, gathered from its raw nodes: references may stand before what they name.
struct Outline {
  private let root: YAMLNode

  init(_ root: YAMLNode) { self.root = root }

  /// The nodes of whole members in `members:`.
  var memberNodes: [YAMLNode] { (root["members"]?.list ?? []).filter { $0.map != nil } }

  /// The ids of members that the file defines.
  var definedMembers: [String] { memberNodes.compactMap { $0["id"]?.text } }

  func names(people: [String]) -> Names {
    var names = Names()
    names.people = people
    names.members = (root["members"]?.list ?? []).compactMap { $0.text ?? $0["id"]?.text }
    names.duties = keys("duties")
    names.officeHours = keys("office hours")
    names.priorities = (root["priorities"]?.list ?? []).compactMap(\.text)
    names.escalations = keys("escalation")
    names.queues = keys("queues")
    names.customers = keys("customers")
    names.hasLead = root["lead"] != nil
    return names
  }

  private func keys(_ section: String) -> [String] { (root[section]?.map ?? []).map(\.key) }
}
