/// What no source file contains, in the core or out of it.
enum SourceBans {
  static let all = [
    forcedTry, forcedCast, fatalError, uncheckedSendable, unsafeNonisolated, printing, marks, sql, pragma, clock,
    writing,
  ]

  /// The one file that reads the clock of the machine, wherever it stands.
  static let clockFile = "/WallClock.swift"

  private static let forcedTry = Ban(
    name: "try!",
    pattern: Pattern(#"\btry!"#),
    instead: "Throw the error on, or catch it and say what to do.",
    planted: ["let a = try! read()"],
    harmless: ["let a = try? read()", "// try! is banned"])

  private static let forcedCast = Ban(
    name: "as!",
    pattern: Pattern(#"\bas!"#),
    instead: "Use `as?` and say what happens when it is something else.",
    planted: ["let a = b as! Int"],
    harmless: ["let a = b as? Int", "has != 3"])

  private static let fatalError = Ban(
    name: "fatalError(",
    pattern: Pattern(#"\bfatalError\s*\("#),
    instead: "Make the case impossible by its type, or throw: a server that pages people must not stop.",
    planted: ["fatalError(\"no\")"],
    harmless: ["throw StoreError.fatal", "let text = \"fatalError(\""])

  private static let uncheckedSendable = Ban(
    name: "@unchecked Sendable",
    pattern: Pattern(#"@unchecked\s+Sendable"#),
    excuse: "because",
    instead: "Use values, or a Mutex. If it must be, the line above says `// Sendable because …`.",
    planted: ["final class A: @unchecked Sendable {}", "// fine\nfinal class A: @unchecked Sendable {}"],
    harmless: ["// Sendable because all is constant.\nfinal class A: @unchecked Sendable {}", "let a: Sendable"])

  private static let unsafeNonisolated = Ban(
    name: "nonisolated(unsafe)",
    pattern: Pattern(#"\bnonisolated\s*\(\s*unsafe\s*\)"#),
    instead: "Use a constant of a Sendable type, or a Mutex.",
    planted: ["nonisolated(unsafe) var a = 1"],
    harmless: ["nonisolated let a = 1"])

  private static let printing = Ban(
    name: "printing",
    pattern: Pattern(#"(?<![\w.])(?:print|debugPrint|dump)\s*\("#),
    scope: .sources(except: ["Sources/watchbill/", "Sources/watchbill-bench/"]),
    instead: "Return the text, or log it: only commands write to the terminal.",
    planted: ["print(\"here\")", "  dump(value)"],
    harmless: ["footprint(a)", "page.print(a)", "// print(a)"])

  private static let marks = Ban(
    name: "a mark of unfinished work",
    pattern: Pattern(#"\b(?:TO"# + #"DO|FIX"# + #"ME|XX"# + #"X)\b"#),
    view: .everything,
    instead: "Finish it, or open an issue and say here what holds until then.",
    planted: ["// TO" + "DO: later", "/* FIX" + "ME */"],
    harmless: ["let todo = 1", "// all done"])

  private static let sql = Ban(
    name: "SQL text",
    pattern: Pattern(
      [
        #""[\s\\]*(?:SELECT|INSERT|UPDATE|DELETE FROM|REPLACE INTO|WITH|CREATE|ALTER TABLE|DROP TABLE)\s"#,
        #""[\s\\]*(?:select\s[^"]*\sfrom|insert into|update \w+ set|delete from|create table)\s"#,
        #"\b(?:ORDER BY|GROUP BY|INNER JOIN|LEFT JOIN|ON CONFLICT|RETURNING|WHERE)\b[^"]*""#,
      ].joined(separator: "|")),
    view: .strings,
    scope: .sources(except: ["Sources/Storage/Queries/", "Sources/Storage/Migrations/"]),
    instead: "Put the question into a file of Storage/Queries and call it by its name.",
    planted: [
      "let a = \"SELECT id FROM tickets\"", "let a = \"\"\"\n  INSERT INTO a VALUES (1)\n  \"\"\"",
      "let a = \"select id from tickets\"", "sql += \" WHERE id = $1\"", "\"update tickets set a = 1\"",
    ],
    harmless: ["let a = \"Select a team from the list\"", "// SELECT a", "let a = \"update the schedule\""])

  private static let pragma = Ban(
    name: "a PRAGMA",
    pattern: Pattern(#""[\s\\]*(?:PRAGMA|VACUUM|ATTACH|BEGIN|COMMIT|SAVEPOINT)\b(?!:)"#),
    view: .strings,
    scope: .sources(except: ["Sources/Storage/"]),
    instead: "Only Storage knows which engine it speaks to.",
    planted: ["execute(\"PRAGMA journal_mode = WAL\")"],
    harmless: ["let a = \"BEGIN:VCALENDAR\"", "let a = \"Begin\""])

  private static let clock = Ban(
    name: "reading the clock",
    pattern: Pattern(
      #"\bDate\s*\(\s*\)|\b(?:Date|Timestamp)\.now\b|\b(?:clock_gettime|gettimeofday)\b|\btime\s*\(\s*nil"#
        + #"|\bsystemUptime\b"#),
    scope: .sources(except: [clockFile]),
    instead: "Take `now` as a parameter, or the clock that the program was given; only WallClock.swift asks.",
    planted: ["let now = Date()", "Timestamp.now", "clock_gettime(CLOCK_BOOTTIME, &t)"],
    harmless: ["Date(timeIntervalSince1970: 0)", "clock.now()", "now: Timestamp"])

  private static let writing = Ban(
    name: "a write past the desk's",
    pattern: Pattern(#"\bstore\.write\b"#),
    scope: .sources(except: ["/FollowClock.swift", "Sources/watchbill-bench/"]),
    instead: "Call `write` of the desk: it sets along what waits where the wall clock was set.",
    planted: ["try await desk.store.write { try $0.nextID(.draft) }", "let id = try await store.write { tx in id }"],
    harmless: ["try await desk.write { tx in id }", "try await store.read { $0 }", "restore.writer"])
}
