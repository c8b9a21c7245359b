import Foundation
import Storage

/// Every operator command, by name: what the server's socket takes.
package enum AllOperatorCommands {
  package static let handlers: [OperatorHandler] = [
    OperatorHandler(AcknowledgeTicket.self),
    OperatorHandler(ActOnTicket.self),
    OperatorHandler(AddCalendar.self),
    OperatorHandler(AddContact.self),
    OperatorHandler(AddFeed.self),
    OperatorHandler(AddLeave.self),
    OperatorHandler(AddOverride.self),
    OperatorHandler(AddTemporary.self),
    OperatorHandler(AddWish.self),
    OperatorHandler(AmendRota.self),
    OperatorHandler(AnswerTicketQuestion.self),
    OperatorHandler(ApplySchedules.self),
    OperatorHandler(AskAssignment.self),
    OperatorHandler(AskCover.self),
    OperatorHandler(AskSwap.self),
    OperatorHandler(AskWhatIf.self),
    OperatorHandler(AssignTicketByHand.self),
    OperatorHandler(BackUpStore.self),
    OperatorHandler(CheckCoverage.self),
    OperatorHandler(CheckInOnShift.self),
    OperatorHandler(ClaimSlot.self),
    OperatorHandler(ClaimTicket.self),
    OperatorHandler(CompareRotas.self),
    OperatorHandler(CopyRota.self),
    OperatorHandler(CountTickets.self),
    OperatorHandler(CreditLeague.self),
    OperatorHandler(CreditStatement.self),
    OperatorHandler(DecideSlots.self),
    OperatorHandler(DecideTicket.self),
    OperatorHandler(DeclineRequest.self),
    OperatorHandler(DraftRota.self),
    OperatorHandler(ExplainDraft.self),
    OperatorHandler(ExplainTicket.self),
    OperatorHandler(ExportFiles.self),
    OperatorHandler(ExportPayroll.self),
    OperatorHandler(FileTicket.self),
    OperatorHandler(GrantCredit.self),
    OperatorHandler(HandOverTicket.self),
    OperatorHandler(MoveTicket.self),
    OperatorHandler(ImportHistory.self),
    OperatorHandler(ListCalendars.self),
    OperatorHandler(ListCheckIns.self),
    OperatorHandler(ListClaims.self),
    OperatorHandler(ListContacts.self),
    OperatorHandler(ListDecisions.self),
    OperatorHandler(ListFeeds.self),
    OperatorHandler(ListHolidayReadings.self),
    OperatorHandler(ListLeave.self),
    OperatorHandler(ListNotices.self),
    OperatorHandler(ListOverrides.self),
    OperatorHandler(ListRequests.self),
    OperatorHandler(ListShifts.self),
    OperatorHandler(ListTemporary.self),
    OperatorHandler(ListTickets.self),
    OperatorHandler(ListVersions.self),
    OperatorHandler(ListWishes.self),
    OperatorHandler(MemberZone.self),
    OperatorHandler(OpenSlots.self),
    OperatorHandler(OpenTicket.self),
    OperatorHandler(PagingRules.self),
    OperatorHandler(QuietHours.self),
    OperatorHandler(PauseMember.self),
    OperatorHandler(PlanSchedules.self),
    OperatorHandler(PublishRota.self),
    OperatorHandler(PublishedOnDays.self),
    OperatorHandler(RebalanceDesk.self),
    OperatorHandler(RedraftRota.self),
    OperatorHandler(RefreshCalendar.self),
    OperatorHandler(ReleaseAssignment.self),
    OperatorHandler(ReleaseSlots.self),
    OperatorHandler(RemoveCalendar.self),
    OperatorHandler(RemoveContact.self),
    OperatorHandler(RemoveLeave.self),
    OperatorHandler(RemoveOverride.self),
    OperatorHandler(RemoveTemporary.self),
    OperatorHandler(RemoveWish.self),
    OperatorHandler(RepairRota.self),
    OperatorHandler(ReportSick.self),
    OperatorHandler(ResendReplies.self),
    OperatorHandler(ResolveTicket.self),
    OperatorHandler(ResumeMember.self),
    OperatorHandler(ReverseCredit.self),
    OperatorHandler(RevokeFeed.self),
    OperatorHandler(RingOnCall.self),
    OperatorHandler(SendContactCode.self),
    OperatorHandler(SetMemberCapacity.self),
    OperatorHandler(ShowCalendar.self),
    OperatorHandler(ShowClocks.self),
    OperatorHandler(ShowCredits.self),
    OperatorHandler(ShowDraft.self),
    OperatorHandler(ShowFairness.self),
    OperatorHandler(ShowFeed.self),
    OperatorHandler(ShowHistory.self),
    OperatorHandler(ShowLoad.self),
    OperatorHandler(ReportDesk.self),
    OperatorHandler(ShowStartLists.self),
    OperatorHandler(ShowWorkDigest.self),
    OperatorHandler(ShowHandoffs.self),
    OperatorHandler(ReviewQueue.self),
    OperatorHandler(AdoptVersion.self),
    OperatorHandler(AcceptHandoff.self),
    OperatorHandler(TieTickets.self),
    OperatorHandler(SplitTicket.self),
    OperatorHandler(ReplyToIncident.self),
    OperatorHandler(ShowRequest.self),
    OperatorHandler(ShowTicket.self),
    OperatorHandler(SimulateRota.self),
    OperatorHandler(SpendCredit.self),
    OperatorHandler(TakeDelivery.self),
    OperatorHandler(TakeRequest.self),
    OperatorHandler(TakeShift.self),
    OperatorHandler(TestPage.self),
    OperatorHandler(TrimTemporary.self),
    OperatorHandler(VerifyContact.self),
    OperatorHandler(VerifyCredits.self),
    OperatorHandler(VerifyStore.self),
    OperatorHandler(WhoCouldCover.self),
    OperatorHandler(WhoIsOn.self),
    OperatorHandler(WithdrawClaim.self),
    OperatorHandler(WithdrawRequest.self),
  ]

  package static func named(_ name: String) -> OperatorHandler? { handlers.first { $0.name == name } }
}

/// A command without its type: bytes in, bytes out.
package struct OperatorHandler: Sendable {
  package let name: String
  package let changes: Bool
  package let handle: @Sendable (Data, ServiceDesk, Actor) async throws -> Data

  init<Command: OperatorCommand>(_ type: Command.Type) {
    name = Command.name
    changes = Command.changes
    handle = { body, desk, actor in
      let command: Command = try Self.command(from: body)
      return try WireJSON.encode(await command.perform(on: desk, actor: actor))
    }
  }

  /// What a command gained since is optional; one of which more is different is of another version.
  private static func command<Command: OperatorCommand>(from body: Data) throws -> Command {
    do { return try JSONDecoder().decode(Command.self, from: body) } catch DecodingError.dataCorrupted(let context) {
      let field = context.codingPath.first.map { "'\($0.stringValue)': " } ?? ""
      throw OperatorProblem(
        .refused, "'\(Command.name)' is not understood: \(field)\(context.debugDescription)", help: "mend that")
    } catch let error as DecodingError {
      throw OperatorProblem(
        .refused, "the server understands '\(Command.name)' otherwise: \(words(error))",
        help: "use the same version of both")
    }
  }

  private static func words(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, _): "the field '\(key.stringValue)' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "the field '\(context.codingPath.first?.stringValue ?? "")' is of another type"
    default: "it is not JSON of this form"
    }
  }
}

/// The one way JSON is written: sorted keys, plain slashes, so that equal values are equal bytes.
package enum WireJSON {
  package static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }

  package static func encode(_ value: some Encodable, pretty: Bool = false) throws -> Data {
    let plain = Data(try JSONText.bytes(of: value))
    guard pretty, plain.count > 2 else { return plain }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return try encoder.encode(value)
  }
}
