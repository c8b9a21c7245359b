import Triage
import Workflows

/// A bug, a task or a page elsewhere that belongs to a ticket.
struct LinkLine: Sendable {
  let linkKind: String
  /// Its address where that may be followed.
  let linkAddress: String?
  /// What it goes by otherwise.
  let linkName: String?
  /// Where it stands; nil for what is nobody's work.
  let linkState: String?
  /// A class of the style sheet: `sent` or `waiting`.
  let linkMood: String

  init(_ link: LinkedItem) {
    let name = link.url ?? link.id
    linkKind = firstUpper(link.kind.rawValue)
    linkAddress = TicketModel.isWeb(name) ? name : nil
    linkName = linkAddress == nil ? name : nil
    linkState = link.kind.isWork || link.blocksClosing ? Self.state(link) : nil
    linkMood = link.isOpen ? "waiting" : "sent"
  }

  private static func state(_ link: LinkedItem) -> String {
    guard link.isOpen else { return "done" }
    return link.blocksClosing ? "open, the ticket stays open until it is done" : "open"
  }
}

/// Another ticket that one has to do with.
struct TieLine: Sendable {
  /// `Merged into`, `Part of`.
  let tieKind: String
  let tieTicket: String

  init(_ tie: TicketLink) {
    tieKind = firstUpper(tie.kind.rawValue)
    tieTicket = "\(tie.ticket)"
  }
}

/// A mail as it came, or a file that came with a message, by its name: where the server keeps it is no reader's concern.
struct FileLine: Sendable {
  /// Where its source has it, where that may be followed.
  let fileAddress: String?
  let fileName: String
  /// With a comma behind it where the size follows; nil for a mail.
  let fileType: String?
  /// Nil where it is not known.
  let fileSize: String?
  /// The same to the byte.
  let fileBytes: String

  init(_ file: ShowTicket.FileRow) {
    fileAddress = nil
    fileName = file.path.split(separator: "/").last.map(String.init) ?? ""
    let size = FileSize(bytes: file.bytes)
    fileType = nil
    fileSize = size.words
    fileBytes = size.exact
  }

  init(_ file: MessageAttachment) {
    fileAddress = file.url.flatMap { TicketModel.isWeb($0) ? $0 : nil }
    fileName = file.name
    let size = file.size > 0 ? FileSize(bytes: file.size) : nil
    fileType = size == nil ? file.type : "\(file.type), "
    fileSize = size?.words
    fileBytes = size?.exact ?? ""
  }
}

private func firstUpper(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }
