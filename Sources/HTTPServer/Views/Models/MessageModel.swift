/// What the template `message` names.
struct MessageModel: Sendable {
  var pageTitle: String
  var heading: String
  /// A class of the style sheet.
  var mood: String
  var about: String?
  var messages: [Sentence]
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
