import PagingChannels
import ProviderExchange
import ScheduleFiles
import Scheduling
import Storage
import TicketSources
import Timekeeping
import Triage

/// What people ask from within a source, a slash command or a button, and what they are answered there and then.
///
/// Who asks is known by the id that the source gives them, among their contacts: whoever it is may do what the commands
/// of the same names let them do, and nothing else.
extension ServiceDesk {
  func answer(_ request: SourceRequest, from binding: SourceBinding) async throws -> IntakeAnswer {
    // Slack tells of every button that is pressed, of one that only opens a page too: it wants to hear that we heard.
    if case .button(let id, _) = request.what, id != Slack.acknowledgeAction { return IntakeAnswer(SourceAnswer()) }
    let text: String
    do {
      text = try await said(to: request, from: binding)
    } catch let problem as OperatorProblem {
      text = "\(problem)"
    }
    let body = Array(try WireJSON.encode(SourceRequestAnswer(text: Slack.words(text))))
    if case .button = request.what { post(body, to: request.replyURL) }
    return IntakeAnswer(status: 200, body: body)
  }

  /// Says to whoever made a delivery by hand which ticket it came to, and to nobody else.
  func tell(_ answer: IntakeAnswer, at url: String) {
    let given = String(decoding: answer.body, as: UTF8.self)
    guard let reply = try? WireJSON.decode(IntakeReply.self, from: given) else { return }
    guard let text = reply.ticket.map({ "this message is on \($0)" }) ?? reply.note ?? reply.error,
      let body = try? WireJSON.encode(SourceRequestAnswer(text: Slack.words(text)))
    else { return }
    post(Array(body), to: url)
  }

  /// Slack shows nobody what a button is answered: that is posted, while Slack has its answer, for which it waits three
  /// seconds only. What was done stands, whether or not it arrives.
  private func post(_ body: [UInt8], to url: String?) {
    guard let url else { return }
    let header = ProviderHeader("content-type", "application/json; charset=utf-8")
    let request = ProviderHTTPRequest(url: url, headers: [header], body: body)
    Task { [transport] in _ = await transport.send(.http(request)) }
  }

  private func said(to request: SourceRequest, from binding: SourceBinding) async throws -> String {
    switch request.what {
    case .button(_, let value): return try await press(value, by: request.by)
    case .command(let command, let text):
      let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
      return try await obey(command, words, by: request.by, from: binding)
    }
  }

  private func obey(
    _ command: String, _ words: [String], by party: Party, from binding: SourceBinding
  ) async throws -> String {
    switch (words.first?.lowercased(), words.count) {
    case ("who", 1...2): return try await onNow(words.dropFirst().first)
    case ("ack", 2): return try await acknowledge(words[1], by: party)
    case ("claim", 2):
      let act = try await ClaimTicket(id: words[1], member: member(party).text, via: "chat").perform(
        on: self, actor: .member(member(party).text))
      return "\(act.ticket.id) is yours: \(act.ticket.title)"
    case ("answer", 2...3): return try await answer(words[1], words.count == 2 ? "yes" : words[2], by: party)
    case ("ring", 3...): return try await ring(words[1], words.dropFirst(2), by: party, from: binding)
    default:
      let known = ["ack", "answer", "claim", "ring", "who"]
      let unknown = words.first.flatMap { known.contains($0.lowercased()) ? nil : $0 }
      let near = unknown.flatMap { didYouMean($0, among: known) }.map { "did you mean '\($0)'? " } ?? ""
      return near + "\(command) who [TEAM] · \(command) ack T-12 · \(command) claim T-12"
        + " · \(command) answer T-12 [no] · \(command) ring [TEAM/]primary REASON"
    }
  }

  /// Whether somebody who was asked first takes it.
  private func answer(_ ticket: String, _ word: String, by party: Party) async throws -> String {
    let known = ["yes", "no"]
    guard known.contains(word.lowercased()) else { throw OperatorProblem.unknown("answer", word, among: known) }
    let takes = word.lowercased() == "yes"
    let by = try await member(party).text
    let act = try await AnswerTicketQuestion(id: ticket, member: by, takes: takes).perform(on: self, actor: .member(by))
    return takes ? "\(act.ticket.id) is yours: \(act.ticket.title)" : "\(act.ticket.id): \(act.ticket.nextAction)"
  }

  /// Anyone may: who is not known by their id rings under the name that the source gives them.
  private func ring(
    _ whom: String, _ reason: ArraySlice<String>, by party: Party, from binding: SourceBinding
  ) async throws -> String {
    let place = whom.split(separator: "/", maxSplits: 1).map(String.init)
    let known = try await knownMember(party)?.text
    let command = RingOnCall(
      team: place.count == 2 ? place[0] : binding.team, who: place.last ?? whom, reason: reason.joined(separator: " "),
      caller: known)
    let actor = known.map { Actor.member($0) } ?? .source(party.name ?? party.address ?? binding.name)
    let reply = try await command.perform(on: self, actor: actor)
    let paged = reply.paged.isEmpty ? "nobody could be paged" : "paged \(reply.paged.joined(separator: ", "))"
    return "\(reply.ticket.id): \(paged)"
  }

  /// A page's button bears its signed link; whoever presses it acknowledges, else the page's recipient.
  private func press(_ value: String, by party: Party) async throws -> String {
    let token = value.firstRange(of: "/ack/").map { String(value[$0.upperBound...]) } ?? value
    guard let link = try await acknowledgeLink(token) else { return try await acknowledge(value, by: party) }
    guard let known = try await knownMember(party) else {
      if let over = link.over { return over }
      // Whoever reads a channel may press it: without a name, only what was written to one person counts as theirs.
      guard ["U", "W", "D"].contains(where: link.page.address.hasPrefix) else { return try await member(party).text }
      return said(try await acknowledge(byLink: token), " for \(link.page.recipientName)")
    }
    return said(try await acknowledge(page: link.page.id, by: known), "")
  }

  private func said(_ done: AcknowledgeLink?, _ whose: String) -> String {
    guard let done else { return "this page is not known here" }
    return done.over ?? "\(done.ticket.id) is acknowledged\(whose)"
  }

  private func acknowledge(_ ticket: String, by party: Party) async throws -> String {
    let by = try await member(party)
    let row = try await AcknowledgeTicket(id: ticket, member: by.text, via: "chat").perform(
      on: self, actor: .member(by.text))
    return (["\(row.id) is acknowledged: \(row.nextAction)"] + (row.warnings ?? [])).joined(separator: "; ")
  }

  private func onNow(_ team: String?) async throws -> String {
    let reply = try await WhoIsOn(team: team).perform(on: self, actor: .engine)
    return reply.rows.map { row in
      let until = row.until.flatMap { instant in
        (try? zones.zone(ZoneID(text: row.zone))).map { ", until \(WallText.minute(instant, in: $0))" }
      }
      let names = row.members.map(\.name)
      return
        "\(row.teamName), \(row.dutyTitle): \(names.isEmpty ? "nobody" : names.joined(separator: ", "))\(until ?? "")"
    }.joined(separator: "\n")
  }

  private func knownMember(_ party: Party) async throws -> MemberID? {
    worlds.addresses(in: try await world(), at: clock.now()).member(withContact: party.address)?.id
  }

  private func member(_ party: Party) async throws -> MemberID {
    if let known = try await knownMember(party) { return known }
    throw OperatorProblem(
      .refused, "nobody here has the id \(party.address ?? "that you have")",
      help: "add it to your contacts: watchbill contact add YOU CHANNEL \(party.address ?? "ID")")
  }
}

/// An answer that only the person who asked sees, in the form that Slack reads.
private struct SourceRequestAnswer: Encodable {
  var response_type = "ephemeral"
  var replace_original = false
  var text: String
}
