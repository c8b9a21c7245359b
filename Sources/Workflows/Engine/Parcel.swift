import Scheduling
import Storage
import Triage

/// What leaves in one request, claimed for this process: pages for one address, a message, or a letter.
package struct Parcel: Sendable {
  package enum Contents: Sendable {
    /// Several only for one person at one address that rests between its pages; never empty.
    case pages([OutboxRow])
    case message(MessageRow)
    /// With what was said in its thread before.
    case letter(LetterRow, thread: [String])
  }

  package let contents: Contents

  package init(_ contents: Contents) { self.contents = contents }

  package var kind: OutboxKind {
    switch contents {
    case .pages: .page
    case .message: .message
    case .letter: .letter
    }
  }

  /// What it leaves over: a channel, or the source of a letter.
  package var channel: String {
    switch contents {
    case .pages(let rows): rows.first?.page.channel ?? ""
    case .message(let row): row.message.channel
    case .letter(let row, _): row.letter.source
    }
  }

  /// The ids of what is in it, in order.
  package var ids: [String] {
    switch contents {
    case .pages(let rows): rows.map(\.page.id.text)
    case .message(let row): [row.message.id]
    case .letter(let row, _): [row.letter.id]
    }
  }
}
