import Foundation
import TestSupport
import Testing

/// `watchbill due`: its forms, its answers in each format, and what it refuses.
@Suite(.promptThreads) struct DueTests {
  private func due(_ arguments: String...) throws -> Program.Result {
    let place = try Lamp.workplace()
    return try Program.run(["due"] + arguments, in: place.url)
  }

  private static let hours = "schedules/lamp.yaml#uk"

  @Test("the answer is an instant in UTC with the wall time beside it, and the hours that counted")
  func text() throws {
    let result = try due("--hours", Self.hours, "--start", "2026-03-27 16:00", "--target", "4 business hours")
    #expect(result.code == 0)
    #expect(
      result.out == """
        2026-03-30T11:00:00Z  (Mon 2026-03-30 12:00 BST in Europe/London)
          fri 2026-03-27 16:00-17:00 GMT: 1 hour counted
          mon 2026-03-30 09:00-12:00 BST: 3 hours counted

        """)
  }

  @Test("JSON and CSV carry the same instant")
  func formats() throws {
    let arguments = ["due", "--hours", Self.hours, "--start", "2026-03-27 16:00", "--target", "1 business day"]
    let place = try Lamp.workplace()
    let csv = try Program.run(arguments + ["--format", "csv"], in: place.url)
    #expect(csv.out == "due\r\n2026-03-30T15:00:00Z\r\n")
    let json = try Program.run(arguments + ["--format", "json"], in: place.url)
    let answer = try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any]
    #expect(answer?["due"] as? String == "2026-03-30T15:00:00Z")
    #expect((answer?["timeline"] as? [String])?.count == 2)
  }

  @Test("open time between two instants leaves pauses out")
  func elapsed() throws {
    let result = try due(
      "--hours", Self.hours, "--start", "2026-03-27 16:00", "--until", "2026-03-30 12:00", "--pause",
      "2026-03-27 16:00/2026-03-27 16:30")
    #expect(result.out == "3 hours 30 minutes of open time (12600 seconds)\n")
  }

  @Test("a wall time that does not exist is the first instant after the gap")
  func civil() throws {
    let result = try due("--zone", "Europe/London", "--civil", "2026-03-29 01:30")
    #expect(result.out == "2026-03-29T01:00:00Z  (2026-03-29 02:00 BST in Europe/London)\n")
  }

  @Test("no promise means nothing is due, and the exit code says so")
  func nothing() throws {
    let result = try due("--hours", Self.hours, "--start", "now", "--target", "none")
    #expect(result.code == 1)
    #expect(result.err == "watchbill: error: nothing is promised, so nothing is due\n")
  }

  @Test(
    "what cannot be understood is refused with what to write",
    arguments: [
      (["--hours", "schedules/lamp.yaml#ku", "--start", "now", "--target", "1 day"], "did you mean 'uk'?"),
      (["--hours", "schedules/lamp.yaml", "--start", "now", "--target", "1 day"], "write FILE#ID"),
      (["--hours", "nowhere.yaml#uk", "--start", "now", "--target", "1 day"], "there is no file or folder"),
      (["--hours", hours, "--start", "2026-02-30", "--target", "1 day"], "'2026-02-30' is not an instant"),
      (["--hours", hours, "--start", "now", "--target", "4 bizness hours"], "write a target such as"),
      (["--hours", hours, "--start", "now", "--target", "1 business day", "--reading", "bis"], "did you mean 'biz'?"),
      (["--hours", hours, "--start", "now", "--target", "1 day", "--pause", "now"], "write FROM/TO"),
      (["--hours", hours, "--start", "now", "--target", "1 day", "--cutoff", "1 hour"], "--cutoff goes with"),
      (["--hours", hours, "--start", "2026-03-27", "--until", "2026-03-26"], "--until is not after --start"),
      (["--zone", "Europe/Lodon", "--civil", "2026-03-29 01:30"], "did you mean 'Europe/London'?"),
      (["--zone", "Europe/London"], "give --hours and --start"),
      (["--civil", "2026-03-29 01:30"], "--civil goes with --zone"),
    ])
  func refusals(_ arguments: [String], _ message: String) throws {
    let place = try Lamp.workplace()
    let result = try Program.run(["due"] + arguments, in: place.url)
    #expect(result.code == 2)
    #expect(result.out.isEmpty)
    #expect(result.err.contains(message), "\(result.err)")
  }

  @Test("a file with a mistake anywhere is refused with the mistake: it could change the answer")
  func mistakeElsewhere() throws {
    let place = try Lamp.workplace()
    try place.write(Lamp.team.replacing("lead: ana", with: "lead: anna"), to: "schedules/lamp.yaml")
    let result = try place.run("due", "--hours", Self.hours, "--start", "now", "--target", "1 day")
    #expect(result.code == 2)
    #expect(result.err.contains("schedules/lamp.yaml:4:7: error: "), "\(result.err)")
  }
}
