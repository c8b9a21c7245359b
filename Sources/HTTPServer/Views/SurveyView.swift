import Timekeeping
import Workflows

/// The view behind a survey's link: one question, one tap, a few words if somebody likes.
enum SurveyView {
  /// The question, or why there is none. Showing it changes nothing.
  ///
  /// - Parameters:
  ///   - problem: what was wrong with the answer before.
  ///   - comment: what was written in it, so that nobody has to write it again.
  static func ask(_ link: SurveyLink, token: String, problem: String? = nil, comment: String? = nil) -> String {
    if let score = link.score, let scale = link.scale {
      return message(
        link, "Thank you", mood: "done", "You said \(score) of \(scale). It helps us to make things easier.")
    }
    guard link.isOver else {
      return message(link, "We are still at it", mood: "over", "\(link.ticket) is open again. Please come back later.")
    }
    guard let scale = link.scale else {
      return message(link, "Nothing to answer any more", mood: "over", "This question is not asked any longer.")
    }
    let model = SurveyModel(link, token: token, scale: scale, problem: problem, comment: comment)
    return ViewLibrary.document("survey", model)
  }

  static let unknown = ViewLibrary.document(
    "message",
    MessageModel(
      pageTitle: "Unknown link – Watchbill", heading: "This link is not known here", mood: "unknown",
      messages: [sentence("It may have been cut short on its way: copy the whole of it.")], isForOutsiders: true))

  private static func message(_ link: SurveyLink, _ heading: String, mood: String, _ text: String) -> String {
    ViewLibrary.document(
      "message",
      MessageModel(
        pageTitle: "\(heading) – Watchbill", heading: heading, mood: mood, about: about(link),
        messages: [sentence(text)], isForOutsiders: true))
  }

  fileprivate static func about(_ link: SurveyLink) -> String {
    [link.ticket, link.title.map { TicketLine.title($0) }].compactMap { $0 }.joined(separator: " · ")
  }

  private static func sentence(_ text: String) -> Sentence {
    Sentence(text, clock: ViewClock(zone: .utc, now: .distantPast, absolute: true))
  }
}

/// What the template `survey` names.
private struct SurveyModel: Sendable {
  struct Choice: Sendable {
    let value: Int
    /// What readers of screens say of it; it begins with what is seen, so that it can be chosen by voice.
    let meaning: String
  }

  let pageTitle: String
  let about: String
  let teamName: String
  let token: String
  let choices: [Choice]
  let limit: Int
  let problem: String?
  let comment: String?
  let isForOutsiders = true

  init(_ link: SurveyLink, token: String, scale: Int, problem: String?, comment: String?) {
    pageTitle = "How easy was it? – Watchbill"
    about = SurveyView.about(link)
    teamName = link.team
    self.token = token.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    choices = (1...scale).map { value in
      let end = value == 1 ? ", very hard" : value == scale ? ", very easy" : ""
      return Choice(value: value, meaning: "\(value) of \(scale)\(end)")
    }
    limit = ServiceDesk.longestComment
    self.problem = problem
    self.comment = comment
  }
}
