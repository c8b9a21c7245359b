import Timekeeping

/// A bug, task or page elsewhere that belongs to a ticket (A26, B14, C15).
package struct LinkedItem: Sendable, Hashable, Codable {
  /// Unique within the ticket: its address, or the id that its source gives it.
  package var id: String
  package var url: String?
  package var kind: Kind
  package var isOpen: Bool
  /// True when the ticket stays open until this is done (A29).
  package var blocksClosing: Bool

  package init(id: String, url: String? = nil, kind: Kind, isOpen: Bool = true, blocksClosing: Bool? = nil) {
    self.id = id
    self.url = url
    self.kind = kind
    self.isOpen = isOpen
    self.blocksClosing = blocksClosing ?? (kind == .bug)
  }

  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case bug
    case feature
    case task
    /// Another ticket of ours.
    case ticket
    /// Help that somebody gave, with where it is (D13).
    case help

    /// Whether it is somebody's work that ends one day: only that can wake a ticket.
    package var isWork: Bool { [.bug, .feature, .task].contains(self) }
  }
}
