import ArgumentParser
import Workflows

/// The command line. A command is one file in `Commands/` and one line here.
@main
struct Watchbill: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watchbill",
    abstract:
      "Turns a team's schedule files into fair rotas, calendar feeds and a desk that finds every ticket an owner.",
    discussion: """
      A first look, in a folder with schedules/ and watchbill.yaml:
        watchbill check schedules
        watchbill apply schedules
        watchbill rota draft field-support 2026-W48
        watchbill rota publish D-1
        watchbill who
        watchbill serve

      Commands exit with 0 when all is well, 1 when the answer is no or problems were
      found, 2 when the input is refused. While `watchbill serve` runs, the other
      commands work through it.
      """,
    version: Product.version,
    subcommands: [
      InitCommand.self, CheckCommand.self, SchemaCommand.self, PlanCommand.self, ApplyCommand.self,
      VersionsCommand.self, WhoCommand.self, ShiftsCommand.self, RotaCommand.self, CoverageCommand.self,
      LeaveCommand.self, WishCommand.self, CalendarCommand.self, OverrideCommand.self, SwapCommand.self,
      CoverCommand.self, TakeCommand.self,
      SickCommand.self, TemporaryCommand.self, TicketCommand.self, DeskCommand.self, QueueCommand.self,
      ReportCommand.self,
      MemberCommand.self,
      IntakeCommand.self,
      FeedCommand.self,
      NoticesCommand.self, TestPageCommand.self, ContactCommand.self, RingCommand.self,
      ClaimCommand.self, CheckInCommand.self, HistoryCommand.self, CreditsCommand.self,
      ExportCommand.self, DueCommand.self, ServeCommand.self, DemoCommand.self, VerifyCommand.self, BackupCommand.self,
      SolveCommand.self, SimulateCommand.self,
    ])

  static func main() async {
    await CommandLineRunner.run(Watchbill.self)
  }
}
