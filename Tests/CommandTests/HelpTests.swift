import Foundation
import TestSupport
import Testing

/// What a newcomer reads first.
@Suite(.promptThreads) struct HelpTests {
  static let commands: [[String]] = [
    [], ["init"], ["check"], ["schema"], ["apply"], ["who"], ["shifts"], ["rota"], ["rota", "draft"],
    ["rota", "show"], ["rota", "publish"], ["rota", "lock"], ["rota", "assign"], ["rota", "forbid"],
    ["rota", "release"], ["rota", "decisions"], ["rota", "redraft"], ["rota", "compare"], ["rota", "explain"],
    ["rota", "what-if"], ["rota", "fairness"], ["rota", "repair"], ["rota", "amend"],
    ["rota", "open"], ["rota", "copy"], ["rota", "import"], ["leave"], ["leave", "add"],
    ["leave", "list"], ["leave", "remove"], ["wish"], ["wish", "add"], ["wish", "list"], ["wish", "remove"],
    ["calendar"], ["calendar", "add"], ["calendar", "list"], ["calendar", "show"], ["calendar", "refresh"],
    ["calendar", "remove"], ["calendar", "check"], ["calendar", "holidays"], ["calendar", "holidays", "refresh"],
    ["calendar", "holidays", "list"], ["calendar", "holidays", "readings"],
    ["override"], ["override", "add"], ["override", "list"], ["override", "remove"], ["swap"], ["swap", "ask"],
    ["swap", "accept"], ["swap", "decline"], ["swap", "withdraw"], ["swap", "list"], ["swap", "show"], ["cover"],
    ["cover", "ask"], ["cover", "who"], ["cover", "accept"], ["cover", "decline"], ["cover", "withdraw"],
    ["cover", "list"], ["cover", "show"], ["take"], ["sick"], ["temporary"], ["temporary", "add"],
    ["temporary", "list"], ["temporary", "show"], ["temporary", "trim"], ["temporary", "remove"], ["ticket"],
    ["ticket", "why"], ["ticket", "claim"], ["ticket", "assign"], ["ticket", "hand-over"], ["ticket", "move"],
    ["ticket", "answer"],
    ["ticket", "decide"], ["desk"], ["desk", "load"], ["desk", "rebalance"], ["desk", "start"], ["desk", "digest"],
    ["desk", "accept"], ["desk", "handoffs"], ["queue"], ["queue", "review"],
    ["ticket", "improve"], ["ticket", "adopt"], ["member"], ["member", "pause"],
    ["member", "resume"], ["member", "capacity"],
    ["ticket", "open"], ["intake"],
    ["ticket", "list"], ["ticket", "show"], ["ticket", "ack"], ["ticket", "resolve"],
    ["ticket", "clocks"], ["ticket", "reply"], ["ticket", "note"], ["ticket", "triage"], ["ticket", "private"],
    ["ticket", "involve"],
    ["ticket", "pending"],
    ["ticket", "hold"], ["ticket", "link"], ["ticket", "promise"], ["ticket", "no-reply-needed"], ["ticket", "review"],
    ["ticket", "close"], ["ticket", "reopen"], ["ticket", "resend"], ["ticket", "file"], ["ticket", "merge"],
    ["ticket", "split"], ["ticket", "relate"], ["ticket", "group"], ["report"],
    ["feed"], ["feed", "add"],
    ["feed", "list"], ["feed", "show"], ["feed", "revoke"], ["export"], ["coverage"], ["plan"], ["versions"], ["due"],
    ["notices"], ["test-page"], ["contact"], ["contact", "add"], ["contact", "verify"], ["contact", "list"],
    ["contact", "remove"], ["contact", "rules"], ["contact", "quiet"], ["ring"], ["ticket", "ring"], ["claim"],
    ["claim", "add"],
    ["claim", "list"], ["claim", "withdraw"], ["check-in"],
    ["check-in", "add"], ["check-in", "list"], ["history"], ["credits"], ["credits", "balance"],
    ["credits", "statement"], ["credits", "league"], ["credits", "export"], ["credits", "grant"],
    ["credits", "reverse"], ["credits", "spend"], ["credits", "verify"],
    ["serve"], ["demo"], ["verify"], ["backup"], ["solve"], ["simulate"],
  ]

  @Test(
    "every command's help has an example that a reader can paste, and says what each option is", arguments: commands)
  func help(_ command: [String]) throws {
    let place = try Workplace()
    let result = try Program.run(command + ["--help"], in: place.url)
    #expect(result.code == 0)
    #expect(result.err.isEmpty)
    let examples = result.out.split(separator: "\n").filter { $0.hasPrefix("  watchbill ") }
    #expect(
      examples.contains { $0.hasPrefix("  " + (["watchbill"] + command).joined(separator: " ")) }, "\(result.out)")
    for example in examples {
      // A line that the parser had to wrap cannot be pasted: its quotes are cut in two, or it fills the width.
      #expect(example.count <= 79 && example.count { $0 == "\"" } % 2 == 0, "\(example)")
    }
    let bare = result.out.split(separator: "\n").filter { $0.firstMatch(of: #/^  --[a-z-]+( <[^>]+>)?$/#) != nil }
    for line in bare { #expect(continues(line, in: result.out), "says nothing about\(line)") }
  }

  /// The parser breaks a longer line wherever it fills up, without a backslash that would keep an example whole.
  @Test("no line of a command's examples and prose is longer than fits on 80 columns", arguments: commands)
  func width(_ command: [String]) throws {
    let place = try Workplace()
    let help = try Program.run(command + ["--help"], in: place.url, environment: ["COLUMNS": "1000"]).out
    let prose = help.components(separatedBy: "\n\nUSAGE:")[0].split(separator: "\n").dropFirst()
    for line in prose { #expect(line.count <= 79, "\(line)") }
  }

  @Test(
    "the help of who and of a list of calendars names every key of their JSON",
    arguments: ["who", "calendar holidays list"])
  func keys(_ line: String) throws {
    let place = try Workplace.withSamples()
    try place.say("apply")
    let row = try #require(try place.say(line + " --format json").list().first)
    let help = try place.say(line + " --help").out
    for key in row.keys { #expect(help.contains(key), "\(key)") }
  }

  @Test("the help of who says how several members stand in a cell")
  func severalInACell() throws {
    let help = try Workplace().run("who", "--help").out
    #expect(help.contains("in member, name and next several ids or\nnames stand with a semicolon"), "\(help)")
  }

  @Test("the help of handoffs says that whoever stands in may accept")
  func standIns() throws {
    let place = try Workplace()
    #expect(try place.run("desk", "accept", "--help").out.contains("\nwhoever stands in by fallback may, too."))
    #expect(try place.run("desk", "handoffs", "--help").out.contains("JSON: [{duty, from, at, to, standIns,"))
  }

  @Test("the help of ticket show names whose ticket it is, as its JSON does")
  func customerKeys() throws {
    let help = try Workplace().run("ticket", "show", "--help").out
    #expect(help.contains("JSON: {ticket, body, requester, address, customer, tier, people, messages:"), "\(help)")
  }

  @Test("the help of a temporary schedule says which duties it decides, and that others go on")
  func decidedDuties() throws {
    let help = try Workplace().run("temporary", "add", "--help").out
    #expect(help.contains("those that its shifts name;\nevery other duty of the team goes on as it is."), "\(help)")
  }

  /// A long option's help stands on the next line, indented to its column.
  private func continues(_ line: Substring, in text: String) -> Bool {
    line.endIndex < text.endIndex && text[line.endIndex...].dropFirst().hasPrefix("                          ")
  }

  @Test("every subcommand that there is has a line in this test")
  func complete() throws {
    let place = try Workplace()
    for group in Self.commands where group.count < 2 {
      let text = try Program.run(group + ["--help"], in: place.url).out
      guard let list = text.components(separatedBy: "SUBCOMMANDS:\n").dropFirst().first else { continue }
      for match in list.matches(of: #/(?m)^  ([a-z-]+) /#) where !match.1.isEmpty {
        #expect(Self.commands.contains(group + [String(match.1)]), "\(group) \(match.1)")
      }
    }
  }

  @Test(
    "a word that is no command or option is refused with the nearest one",
    arguments: [
      (["wo"], "watchbill: error: there is no command 'wo'. help: did you mean 'who'?\n"),
      (["ticket", "opn"], "watchbill: error: there is no command 'opn'. help: did you mean 'open'?\n"),
      (["who", "--tem", "x"], "watchbill: error: Unknown option '--tem'. Did you mean '--team'?\n"),
      (["who", "--format", "xml"], "watchbill: error: The value 'xml' is invalid for '--format <format>'"),
      (["ring", "ana", "--reason", "dark"], "watchbill: error: Missing expected argument '--team <team>'\n"),
    ])
  func misspelt(_ arguments: [String], _ message: String) throws {
    let place = try Workplace()
    let result = try Program.run(arguments, in: place.url)
    #expect(result.code == 2)
    #expect(result.out.isEmpty)
    #expect(result.err.hasPrefix(message), "\(result.err)")
  }

  @Test("the version is one line")
  func version() throws {
    let result = try Workplace().run("--version")
    #expect(result.code == 0)
    #expect(result.out.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil, "\(result.out)")
  }
}
