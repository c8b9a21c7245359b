/// A channel of the settings that a schedule file names, with the place where it does.
package struct ChannelUse: Sendable, Hashable {
  package let file: String
  package let channel: String
  let place: Place
  let user: User

  /// Who is reached over it.
  enum User: Sendable, Hashable {
    case member(String, address: String, at: Place)
    case team(String)
    case handoffs(String)
  }
}

/// The channels that one file names, gathered from its raw nodes: definitions know no places.
struct ChannelUses {
  private let file: String
  private let root: YAMLNode

  init(_ document: Document) {
    file = document.file.path
    root = document.root
  }

  var all: [ChannelUse] { Outline(root).memberNodes.flatMap { contacts(of: $0) } + ofTeam }

  private func contacts(of member: YAMLNode) -> [ChannelUse] {
    let pairs = (member["contacts"]?.list ?? []).flatMap { $0.map ?? [] }
    return pairs.map { pair in
      let user = ChannelUse.User.member(
        member["id"]?.text ?? "", address: pair.value.text ?? "", at: pair.value.place)
      return ChannelUse(file: file, channel: pair.key, place: pair.place, user: user)
    }
  }

  private var ofTeam: [ChannelUse] {
    guard let team = root["team"]?.text else { return [] }
    let told = ["on change", "announce"].flatMap { entries($0) }.map { $0.text == nil ? $0["to"] : $0 }
    return told.compactMap { use($0, by: .team(team)) }
      + [root["handoff"]?["to"]].compactMap { use($0, by: .handoffs(team)) }
  }

  /// A list, or its only item without brackets.
  private func entries(_ key: String) -> [YAMLNode] { root[key].map { $0.list ?? [$0] } ?? [] }

  private func use(_ node: YAMLNode?, by user: ChannelUse.User) -> ChannelUse? {
    guard let node, let channel = node.text else { return nil }
    return ChannelUse(file: file, channel: channel, place: node.place, user: user)
  }
}
