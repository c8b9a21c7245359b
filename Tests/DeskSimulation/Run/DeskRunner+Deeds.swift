import ScheduleFiles
import Scheduling
import Storage
import Timekeeping
import Triage
import Workflows

extension DeskRunner {
  /// The trace names a deed by its place in the script: to print one takes longer than a transaction.
  func perform(deed index: Int) async throws {
    auditor.note("deed \(clock.passed) \(index)")
    performed(index)
    try await perform(script.events[index].deed)
  }

  private func perform(_ deed: Deed) async throws {
    switch deed {
    case .provider(let host, let mood): provider.set(mood, of: host)
    case .crash(let seconds): try await crash(for: Int64(seconds) * 1000)
    case .outage(let minutes): try await crash(for: Int64(minutes) * 60_000)
    case .crashOnTheWire: diesOnTheWire = true
    case .crashAmongTimers: diesAmongTimers = true
    case .reboot(let seconds):
      try await crash(for: Int64(seconds) * 1000)
      clock.reboot()
    case .setWall(let seconds): clock.setWall(by: Int64(seconds) * 1000)
    case .arrive, .again, .forged, .oversized, .write, .rename, .end, .reopen, .unanswered: try await send(deed)
    default: try await doByPeople(deed)
    }
  }

  /// What people do; what is refused changes nothing.
  private func doByPeople(_ deed: Deed) async throws {
    guard let desk else { return refused() }
    do {
      if let item = Self.item(of: deed) {
        guard let ticket = auditor.ticketOfItem[item] else { return refused() }
        try await handle("T-\(ticket)", deed, on: desk)
      } else {
        try await changeRota(deed, on: desk)
      }
    } catch is OperatorProblem {
      refused()
    }
  }

  private static func item(of deed: Deed) -> Int? {
    switch deed {
    case .work(let item, _), .acknowledge(let item, _), .claim(let item, _), .assign(let item, _), .handOver(let item):
      item
    default: nil
    }
  }

  private func member(_ number: Int) -> String { SimulatedTeam.members[number % SimulatedTeam.members.count] }

  private func act<Command: OperatorCommand>(_ command: Command, on desk: ServiceDesk) async throws -> Command.Reply {
    try await command.perform(on: desk, actor: Self.actor)
  }

  // MARK: Tickets

  private func handle(_ id: String, _ deed: Deed, on desk: ServiceDesk) async throws {
    let number = Int64(id.dropFirst(2)) ?? 0
    let owner = auditor.tickets[number]?.owner
    switch deed {
    case .acknowledge(_, let number): _ = try await act(AcknowledgeTicket(id: id, member: member(number)), on: desk)
    case .claim(_, let number): _ = try await act(ClaimTicket(id: id, member: member(number)), on: desk)
    case .assign(_, let number): _ = try await act(AssignTicketByHand(id: id, member: member(number)), on: desk)
    case .handOver:
      _ = try await act(HandOverTicket(id: id, owner: owner ?? "fay"), on: desk)
    case .work(_, let work):
      let doer = owner ?? member(Int(number))
      _ = try await act(ActOnTicket(id: id, member: doer, act: self.act(work)), on: desk)
    default: return
    }
  }

  private func act(_ work: Deed.Work) -> ActOnTicket.Act {
    let now = clock.wall
    switch work {
    case .reply: return .reply(text: "Try the other cable.", then: nil)
    case .note: return .note(text: "I know this one.")
    case .pending: return .pending(because: "we asked")
    case .hold: return .hold(because: "the vendor", until: now + .hours(30))
    case .promise: return .promise(until: now + .hours(7))
    case .triage: return .triage(kind: "bug", priority: "high")
    case .resolve: return .resolve(TicketEndingWords(note: "done"))
    case .close: return .close(TicketEndingWords(reason: "done"))
    case .reopen: return .reopen(because: "it is back")
    case .needless: return .noReplyNeeded(because: "thanks only")
    case .review: return .review
    }
  }

  // MARK: The rota

  private func changeRota(_ deed: Deed, on desk: ServiceDesk) async throws {
    let now = clock.wall
    switch deed {
    case .pause(let number, let minutes):
      let until = now + .minutes(minutes)
      _ = try await act(PauseMember(member: member(number), until: until, reason: "busy"), on: desk)
    case .leave(let number, let hours, let length):
      let from = now + .hours(hours)
      _ = try await act(AddLeave(member: member(number), from: from, until: from + .hours(length)), on: desk)
    case .sick(let number): _ = try await act(ReportSick(member: member(number)), on: desk)
    case .override(let duty, let number, let hours, let length):
      let from = now + .hours(hours)
      let command = AddOverride(
        team: SimulatedTeam.id, duty: SimulatedTeam.duties[duty], from: from, until: from + .hours(length),
        member: member(number), out: duty % 2 == 0 ? member(number + 1) : nil, force: true)
      _ = try await act(command, on: desk)
    case .swap(let from, let with): try await swap(member(from), member(with), on: desk)
    case .take(let number):
      let command = TakeShift(shift: "\(SimulatedTeam.id)/primary", speaker: member(number), force: true)
      _ = try await act(command, on: desk)
    case .apply(let variant):
      _ = try await act(ApplySchedules(definitions: SimulatedTeam.definitions(variant), force: true), on: desk)
    default: return
    }
  }

  private func swap(_ from: String, _ with: String, on desk: ServiceDesk) async throws {
    let command = AskSwap(
      requester: from, asked: with, give: ["\(SimulatedTeam.id)/primary"], take: [], from: nil, until: nil, force: true)
    let reply = try await act(command, on: desk)
    try await settle()
    guard let desk = self.desk else { return }
    _ = try await act(TakeRequest(id: reply.request.id, speaker: with, force: true), on: desk)
  }
}
