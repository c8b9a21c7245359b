import Workflows

/// What the template `message` names.
struct MessageModel: Sendable {
  var pageTitle: String
  var heading: String
  /// A class of the style sheet.
  var mood: String
  var about: String?
  var messages: [Sentence]
  /// What to do, with the commands that do it.
  var help: [HelpPart] = []
  var hasHelp = false
  /// Tickets by name, below the messages.
  var listed: [ListedTicket] = []
  var hasListed = false
  /// How many more there are; nil for none.
  var moreListed: Int?
  /// What is said below the tickets.
  var closing: [Sentence] = []
  /// What to type instead.
  var command: String?
  /// The id of the ticket to go on to.
  var onward: String?
  /// Where that leads: to the reader's own link of it, or to its view.
  var onwardAddress: String?
  /// The address of the view that was tried, where the same may work a little later.
  var again: String?
  var leadsHome = false
  /// True for customers, and under a name that is not the server's: no link leads to `/`.
  var isForOutsiders = false
}

/// A ticket by name, with the way to its view where that tells more than the name.
struct ListedTicket: Sendable {
  let listedID: String
  let listedTitle: String
  let listedPriority: String
  let listedAddress: String?

  init(_ row: TicketRow) {
    listedID = row.id
    listedTitle = TicketLine.title(row.title)
    listedPriority = row.priority
    listedAddress = row.isPrivate == true ? nil : "/tickets/\(row.id)"
  }
}
