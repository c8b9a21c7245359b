import Scheduling
import Timekeeping

/// The five questions of `watchbill init` on a terminal: each has a default, and an answer that cannot be read is told and
/// asked for again.
package struct StarterInterview {
  private let zones: ZoneTables
  /// Shows a prompt and gives the line that was typed; nil when the input has ended.
  private let ask: (String) -> String?
  private let say: (String) -> Void

  package init(zones: ZoneTables, ask: @escaping (String) -> String?, say: @escaping (String) -> Void) {
    self.zones = zones
    self.ask = ask
    self.say = say
  }

  /// What options on the command line said already: it is not asked.
  package struct Given: Sendable {
    package var team = false
    package var members = false
    package var zone = false
    package var hours = false
    package var filling = false

    package init(team: Bool, members: Bool, zone: Bool, hours: Bool, filling: Bool) {
      self.team = team
      self.members = members
      self.zone = zone
      self.hours = hours
      self.filling = filling
    }
  }

  /// `answers` with what was typed; nil when the input ended before the last question, so that nothing is written.
  ///
  /// `freeIDs` are the made-up members of a team, which may depend on its id.
  package func run(
    _ answers: StarterAnswers, given: Given, freeIDs: (TeamID) throws -> [MemberID]
  ) rethrows -> StarterAnswers? {
    var answers = answers
    if !given.team {
      guard let team = answer("Team, in lower-case letters and hyphens", default: "\(answers.team)", NameForms.team)
      else { return nil }
      answers.team = team
    }
    if !given.members {
      let free = try freeIDs(answers.team).map(\.text).joined(separator: " ")
      guard let members = answer("Who is in it, one id for each", default: free, Self.members) else { return nil }
      answers.members = members
    }
    return rest(answers, given: given)
  }

  private func rest(_ answers: StarterAnswers, given: Given) -> StarterAnswers? {
    var answers = answers
    if !given.zone {
      guard let zone = answer("Its zone", default: "\(answers.zone)", zone) else { return nil }
      answers.zone = zone
    }
    if !given.hours {
      let question = "When somebody is there: always, or hours such as mon-fri 09:00-17:00"
      guard let hours = answer(question, default: "\(answers.hours)", TimeForms.weeklyHours) else { return nil }
      answers.hours = hours
    }
    if !given.filling {
      let question = "Turns of a week (rotation), or slots that are drafted each week (slots)"
      guard let filling = answer(question, default: answers.filling.rawValue, Self.filling) else { return nil }
      answers.filling = filling
    }
    return answers
  }

  private func answer<Value>(_ question: String, default usual: String, _ form: Form<Value>) -> Value? {
    while let line = ask("\(question) [\(usual)]: ") {
      let text = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      do throws(TextProblem) {
        return try form.parse(form.tidy(text.isEmpty ? usual : text))
      } catch {
        say("  \(error.what); \(error.help)")
      }
    }
    return nil
  }

  private var zone: Form<ZoneID> {
    let zones = zones
    return Form(name: "zone", about: "", pattern: "", examples: [], print: \.name) { text throws(TextProblem) in
      let id = try TimeForms.zone.parse(text)
      do throws(ZoneProblem) {
        return try zones.zone(id).id
      } catch {
        throw TextProblem(error.what, help: error.help)
      }
    }
  }

  /// Ids with blanks or commas between.
  private static let members = Form<[MemberID]>(
    name: "members", about: "", pattern: "", examples: [], print: { $0.map(\.text).joined(separator: " ") }
  ) { text throws(TextProblem) in
    var ids: [MemberID] = []
    for word in text.split(whereSeparator: { $0 == " " || $0 == "," }) {
      let id = try NameForms.member.parse(String(word).lowercased())
      if !ids.contains(id) { ids.append(id) }
    }
    guard !ids.isEmpty, ids.count <= FileLimits.membersOfTeam else {
      throw TextProblem("a team has 1 to \(FileLimits.membersOfTeam) members", help: "write ids such as ana bo cleo")
    }
    return ids
  }

  /// Hours in any spelling that files may have, too: `Mo-Fr 9:00-17:00`.
  package static func hours(_ text: String) throws(TextProblem) -> WeeklyHours {
    try TimeForms.weeklyHours.parse(TimeForms.weeklyHours.tidy(text))
  }

  /// The word `rotation` or `slots`.
  package static func filling(_ text: String) throws(TextProblem) -> StarterAnswers.Filling {
    try filling.parse(text)
  }

  private static let filling = Form<StarterAnswers.Filling>(
    name: "filling", about: "", pattern: "", examples: [], tidy: Tidy.lower, print: \.rawValue
  ) { text throws(TextProblem) in
    if let filling = StarterAnswers.Filling.allCases.first(where: { $0.rawValue.hasPrefix(text) && !text.isEmpty }) {
      return filling
    }
    throw TextProblem("'\(shortened(text))' is neither rotation nor slots", help: "write rotation or slots")
  }
}
