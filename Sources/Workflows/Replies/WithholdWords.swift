import Scheduling
import Storage
import Timekeeping
import Triage

extension ServiceDesk {
  /// Of a ticket that becomes private, what was written before and has not left leaves without its words (E14).
  ///
  /// - Parameter ticket: as it is to be; the store has it as it was.
  func withholdWords(of ticket: Ticket, in tx: Transaction, now: Timestamp) throws {
    guard ticket.isPrivate, try tx.ticket(ticket.id)?.isPrivate == false else { return }
    try withholdPosts(of: ticket, in: tx, now: now)
    try withholdTitle(of: ticket, in: tx)
    for record in try tx.noticesToCome() {
      let notice = record.notice.withholding(ticket.id)
      if notice != record.notice { try tx.reword(record, as: notice) }
    }
    for row in try tx.messagesOnTheirWay() {
      let message = row.message.withholding(ticket.id)
      if message != row.message { try tx.reword(message.id, as: message) }
    }
    // What is told of them begins private.
    try withholdFilings(of: ticket, in: tx, now: now)
  }

  /// Lines of the ticket's thread do not leave; in their place stands what is read of a private ticket. Lists, which are
  /// of other tickets, too, keep its id.
  private func withholdPosts(of ticket: Ticket, in tx: Transaction, now: Timestamp) throws {
    for row in try tx.listsOnTheirWay() {
      var letter = row.letter
      letter.text = letter.text.withholding(ticket.id)
      if letter != row.letter { try tx.reword(letter.id, as: letter) }
    }
    let cancelled = try tx.cancelPosts(of: ticket.id, because: "\(ticket.id) became private before it left")
    guard !cancelled.isEmpty, let channel = teamChannel(of: ticket) else { return }
    let post = TeamPost.becamePrivate(ticket, link: link(to: ticket))
    try enqueue([post], of: ticket, to: channel, in: tx, now: now)
  }

  /// What waits to be filed elsewhere was written for a ticket that others may read: whoever wrote it is asked anew, of
  /// what is being filed at the moment only when it does not arrive.
  private func withholdFilings(of ticket: Ticket, in tx: Transaction, now: Timestamp) throws {
    let why = "\(ticket.id) became private before it left"
    for row in try tx.letters(of: ticket.id) where row.letter.purpose == .filing {
      switch row.state {
      case .ready, .unknown:
        try tx.refuse(letter: row.letter.id, because: why)
        try tellOfRefusal(of: row.letter, why: why, becomesPrivate: true, in: tx, now: now)
      case .claimed:
        try tx.tryNoMore(letter: row.letter.id, because: "\(ticket.id) became private while it was being filed")
      case .sent, .failed, .cancelled: break
      }
    }
  }

  private func withholdTitle(of ticket: Ticket, in tx: Transaction) throws {
    for row in try tx.pages(of: ticket.id) where row.page.title != ticket.publicTitle {
      var page = row.page
      page.title = ticket.publicTitle
      try tx.reword(page.id.text, as: page)
    }
  }
}

extension Notice {
  fileprivate func withholding(_ ticket: TicketID) -> Notice {
    var notice = self
    if cause.hasPrefix("ticket/\(ticket)/") {
      notice.title = "\(ticket)"
      notice.text =
        "\(ticket) became private before this left (\(kind)). What it is about: watchbill ticket show \(ticket)."
    } else {
      notice.text = text.withholding(ticket)
    }
    return notice
  }
}

extension Message {
  fileprivate func withholding(_ ticket: TicketID) -> Message {
    var message = self
    switch content {
    case .notices(let notices):
      let kept = notices.map { $0.withholding(ticket) }
      message.content = .notices(kept)
      if kept != notices { message.title = ServiceDesk.title(of: kept) }
    case .handoff(var news, let team):
      news.lines = news.lines.map { $0.withholding(ticket) }
      message.content = .handoff(news, team: team)
    case .shiftChange, .onCall, .incident, .test: break
    }
    return message
  }
}

extension String {
  /// A list of tickets with nothing of this one but its id.
  fileprivate func withholding(_ ticket: TicketID) -> String {
    let lines = split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("- \(ticket) ") ? "- \(ticket) (private)" : String(line)
    }
    return lines.joined(separator: "\n")
  }
}
