import ArgumentParser
import Workflows

extension ContactCommand {
  struct Quiet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "quiet", abstract: "Say in which hours no notice should reach somebody.",
      discussion: """
        Examples:
          watchbill contact quiet ana
          watchbill contact quiet ana --hours "22:00-07:00"
          watchbill contact quiet ana --hours "sat-sun 00:00-24:00"
          watchbill contact quiet ana --hours none
          watchbill contact quiet ana --clear
        On the wall of the member's zone. What comes meanwhile leaves as one message at
        their end, after a day at the latest. Pages never wait, and neither do test
        pages, codes, and notices to somebody who is on shift. Hours set here come
        before `quiet:` of the schedule files; --clear goes back to that.
        JSON: {member, origin, hours, zone, until}.
        """)

    @Argument(help: "The member's id.") var member: String
    @Option(name: .long, help: "Weekly hours, or none.") var hours: String?
    @Flag(name: .long, help: "Go back to what the schedule files say.") var clear = false
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
      guard hours == nil || !clear else { throw ValidationError("give --hours or --clear, not both") }
    }

    func run() async throws {
      try await Backend.with(store) { backend in
        let reply = try await backend.perform(QuietHours(member: member, hours: hours, clear: clear))
        try output.print(
          reply, header: ["member", "origin", "quiet", "zone", "waits until"],
          rows: reply.hours.map {
            [[reply.member, reply.origin, $0, reply.zone, output.time(reply.until, backend.reader)]]
          } ?? [], empty: "\(reply.member) has no quiet hours: notices come at any time")
      }
    }
  }
}
