import Scheduling

/// The ids that a team file declares, and where duties and layers stand, gathered from its raw nodes: references may stand
/// before what they name.
struct Outline {
  private let root: YAMLNode

  init(_ root: YAMLNode) { self.root = root }

  func node(of duty: DutyID) -> YAMLNode? { root["duties"]?.map?.first { $0.key == duty.text }?.value }

  func node(of layer: Layer, in duty: Duty) -> YAMLNode? {
    node(of: duty.id)?["layers"]?.list?.first { $0["id"]?.text == layer.id.text }
  }

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
