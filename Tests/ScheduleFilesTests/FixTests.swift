import Foundation
import Scheduling
import TestSupport
import Testing
import Timekeeping

@testable import ScheduleFiles

@Suite("check --fix", .ownThreads)
struct FixTests {
  /// The files after fixing, by path.
  private func fixed(_ files: [SourceFile]) -> [SourceFile] {
    let fixes = Reading.reader.fixes(files).files
    return files.map { file in
      SourceFile(path: file.path, bytes: fixes.first { $0.path == file.path }?.after ?? file.bytes)
    }
  }

  private func fixed(_ text: String) -> String {
    String(decoding: fixed([SourceFile(path: "team.yaml", bytes: Array(text.utf8))])[0].bytes, as: UTF8.self)
  }

  private static let untidy = """
    # The  comment   stays: "9:00", Mon – Fri
    team: t
    zone: "Europe/London"          # a zone
    members: [{ id: ana, from: 2026-3-2 }, { id: 'bo', share: 60 % }]

    office-hours:
      uk:
        hours: 'Monday - Friday  9:00–17:00'   # wall
        exceptions: { 2026-12-24 .. 2026-12-26: Closed, 2026-12-31: 9:00-13:00 }
    duties:
      desk:
        slots:
          - Mon-Fri 8:00 - 12:00,12:00-16:00     # two windows
          - sat , sun 10:00-12:00
        same-member: Week
        goal: 20  Minutes
        check_in: x
    """

  @Test("times, days, ranges, words, keys and quotes come into the manual's spelling; everything else stays")
  func spelling() throws {
    let text = Self.untidy.replacing("    check_in: x", with: "    check in: Every 1 Hours")
    let wanted = """
      # The  comment   stays: "9:00", Mon – Fri
      team: t
      zone: Europe/London            # a zone
      members: [{ id: ana, from: 2026-03-02 }, { id: bo, share: 60% }]

      office hours:
        uk:
          hours: mon-fri 09:00-17:00             # wall
          exceptions: { 2026-12-24..2026-12-26: closed, 2026-12-31: 09:00-13:00 }
      duties:
        desk:
          slots:
            - mon-fri 08:00-12:00, 12:00-16:00     # two windows
            - sat,sun 10:00-12:00
          same member: week
          goal: 20 minutes
          check-in: every 1 hour
      """
    let once = fixed(text)
    #expect(once == wanted)
    #expect(fixed(once) == once)
  }

  @Test("a file with an error is left alone")
  func errors() {
    let files = [SourceFile(path: "team.yaml", bytes: Array(Self.untidy.utf8))]
    let (fixes, checked) = Reading.reader.fixes(files)
    #expect(fixes.isEmpty)
    #expect(checked.problems.map(\.what) == ["'check_in' is not a key of a duty"])
  }

  @Test("what only looks alike is left alone: folded texts, escapes, titles, texts in capitals that mean themselves")
  func leftAlone() throws {
    let text = """
      team: t
      name: "Monday – 9:00"
      zone: Europe/London
      members: [{ id: ana, name: "Ana \\u00e9", skills: ["Billing #EU", "no"], hours: "mon-fri 09:00-12:00, 13:00-17:00" }]
      duties:
        desk:
          slots: "mon-fri 08:00-12:00,
            12:00-16:00"
          name: 'it''s  Monday'
      """
    #expect(Reading.read(text).problems == [])
    #expect(fixed(text) == text)
  }

  @Test("line ends of CR LF and a byte order mark stay as they are")
  func bytes() throws {
    let text = "team: t\r\nzone: Etc/UTC\r\nmembers: [{ id: ana }]\r\nduties: { d: { slots: Mon 9:00-10:00 } } # é\r\n"
    let file = SourceFile(path: "t.yaml", bytes: [0xEF, 0xBB, 0xBF] + Array(text.utf8))
    let wanted = text.replacing("Mon 9:00", with: "mon 09:00")
    #expect(fixed([file])[0].bytes == [0xEF, 0xBB, 0xBF] + Array(wanted.utf8))
  }

  @Test("the samples are spelled as in the manual")
  func samples() throws {
    let (fixes, checked) = Reading.reader.fixes(try ScheduleFolder.load(Reading.samples))
    #expect(fixes.map(\.diff) == [])
    #expect(checked.definitions != nil)
  }

  @Test("the difference is one that patch reads")
  func diff() {
    let old = (1...20).map { "line \($0)\n" }.joined()
    let new = old.replacing("line 2\n", with: "LINE 2\n").replacing("line 12\n", with: "LINE 12\n")
    #expect(
      UnifiedDiff.text(path: "a.yaml", from: Array(old.utf8), to: Array(new.utf8)) == """
        --- a.yaml
        +++ a.yaml
        @@ -1,5 +1,5 @@
         line 1
        -line 2
        +LINE 2
         line 3
         line 4
         line 5
        @@ -9,7 +9,7 @@
         line 9
         line 10
         line 11
        -line 12
        +LINE 12
         line 13
         line 14
         line 15

        """)
    #expect(UnifiedDiff.text(path: "a", from: Array(old.utf8), to: Array(old.utf8)) == "")
  }

  // MARK: Random spellings

  /// Writes a file as somebody might who never read the manual, meaning the same; comments stay.
  private func mangled(_ text: String, _ dice: inout Dice) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.map { line in
      guard let cut = line.range(of: " #")?.lowerBound ?? (line.hasPrefix("#") ? line.startIndex : nil) else {
        return mangledCode(line, &dice)
      }
      return mangledCode(String(line[..<cut]), &dice) + line[cut...]
    }.joined(separator: "\n")
  }

  private func mangledCode(_ code: String, _ dice: inout Dice) -> String {
    var code = code
    let swaps = [
      ("office hours:", "office-hours:"), ("same member:", "same-member:"), ("page from:", "page-from:"),
      (" mon-fri ", " Mon - Fri "), (" mon-fri ", " monday–friday "), ("sat-sun ", "Sat-Sun "), (" 09:00-", " 9:00-"),
      ("-09:00", " - 9:00"), (" 08:00-", "  8:00 – "), ("2026-01-05", "2026-1-5"), (" 1 hour", " 1 Hours"),
      ("minutes", "Minutes"), (" hold", " Hold"), ("closed", "CLOSED"), ("never two in a row", "never-two-in-a-row"),
      ("Europe/London", "\"Europe/London\""), ("least loaded", "'least-loaded'"), ("60%", "60 %"),
      ("mon 09:00", "Mon 9:00"),
    ]
    for (from, to) in swaps where dice.once(in: 2) && !code.contains("\"") { code = code.replacing(from, with: to) }
    return code
  }

  private func comments(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.range(of: #"(^| )#.*$"#, options: .regularExpression).map { String(line[$0]) } ?? ""
    }
  }

  @Test(
    "however a file is spelled, fixing keeps its meaning and its comments, and does nothing twice", arguments: 1...12)
  func property(seed: Int) throws {
    var dice = Dice(seed: seed)
    let originals = try ScheduleFolder.load(Reading.samples)
    let meaning = try #require(Reading.reader.read(originals).definitions)
    let files = originals.map { file in
      guard file.kind != .calendar else { return file }
      let text = String(decoding: file.bytes, as: UTF8.self)
      return SourceFile(path: file.path, bytes: Array(mangled(text, &dice).utf8))
    }
    let untidy = Reading.reader.check(files)
    #expect(untidy.definitions == meaning, "seed \(seed): \(untidy.problems)")
    #expect(untidy.spellings > 20)
    let once = fixed(files)
    #expect(Reading.reader.read(once).definitions == meaning, "seed \(seed)")
    #expect(fixed(once) == once, "seed \(seed)")
    for (file, after) in zip(files, once) where file.kind != .calendar {
      #expect(comments(file.bytes) == comments(after.bytes), "seed \(seed): \(file.path)")
    }
    let blanks = CharacterSet.whitespaces
    for (original, after) in zip(originals, once) {
      let (a, b) = (String(decoding: original.bytes, as: UTF8.self), String(decoding: after.bytes, as: UTF8.self))
      let same = a.components(separatedBy: blanks).joined() == b.components(separatedBy: blanks).joined()
      #expect(same, "seed \(seed): \(original.path) comes back but for blanks")
    }
  }
}
