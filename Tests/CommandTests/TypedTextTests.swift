import Foundation
import TestSupport
import Testing

/// What people type into tickets, and what comes out of it at a terminal.
@Suite(.promptThreads) struct TypedTextTests {
  @Test(
    "a ticket that is typed is held to what sources are held to",
    arguments: [
      ("  ", "", "'title' is empty. help: every ticket needs one"),
      ("a\nb", "", "'title' has a line break or a control character. help: send one line"),
      ("a\u{1B}[31mb", "", "'title' has a line break or a control character. help: send one line"),
      (String(repeating: "a", count: 501), "", "'title' is too long. help: send at most 500 characters"),
      ("x", " --tag \u{7}", "'tag' has a line break or a control character. help: send one line"),
      ("x", " --body " + String(repeating: "b", count: 65_537), "'body' has 65537 bytes. help: send at most 65536"),
    ])
  func opening(title: String, options: String, message: String) throws {
    let place = try Lamp.applied()
    try place.refuses("ticket open lamp\(options)", title, code: 2, message)
    #expect(try place.say("ticket list --all").out == "no tickets\n")
  }

  @Test("a promise says until when it was understood, by the reader's clock")
  func promised() throws {
    let place = try Lamp.applied()
    try place.say("ticket open lamp First")
    // A promise is for the year to come.
    let day = Date(timeIntervalSinceNow: 3 * 86_400).ISO8601Format().prefix(10)
    let said = try place.say("ticket promise T-1 --as cy --until \(day)").out
    #expect(said.contains("\n  promised until ") && said.hasSuffix(" \(day) 00:00 Europe/London\n"), "\(said)")
    let row = try place.say("ticket promise T-1 --as cy --until \(day) --format json").list()
    #expect(row.first?["id"] as? String == "T-1")
  }

  @Test("words that are blank, unknown or about nothing are refused, and nothing is changed")
  func acts() throws {
    let place = try Lamp.applied()
    try place.say("ticket open lamp First")
    try place.say("ticket open lamp Second")
    try place.refuses(
      "ticket reply T-1 --as cy --text", "  \n ", code: 2, "the reply is blank. help: give 1 to 100000 characters")
    try place.refuses(
      "ticket note T-1 --as cy --text", "\u{200B}\u{A0}\u{1B}", code: 2,
      "the note is blank. help: give 1 to 100000 characters")
    try place.refuses(
      "ticket triage T-1 --as cy", code: 2, "nothing is said of T-1. help: say what kind it is, or how urgent")
    try place.refuses(
      "ticket link T-1 https://bugs.example.com/7 --as cy --done", code: 1,
      "T-1 is not linked to 'https://bugs.example.com/7'. help: it is linked to nothing")
    try place.refuses(
      "ticket link T-1 nonsense --kind bug --as cy", code: 2,
      "'nonsense' is no address. help: write it like https://bugs.example.com/7, without blanks and of at most 2000 "
        + "characters")
    try place.refuses(
      "ticket split T-1 --as cy --title", " ", code: 2, "'title' is empty. help: every ticket needs one")
    try place.refuses("ticket list --queue al", code: 2, "there is no queue 'al'. help: did you mean 'all'?")
    try place.say("ticket merge T-1 --into T-2 --as cy")
    try place.refuses(
      "ticket reopen T-1 --as cy", code: 1, "T-1 was merged into T-2. help: what comes for it goes there: use T-2")
    try place.refuses(
      "ticket group T-1 --under T-2 --as cy", code: 1,
      "T-1 is closed, merged into T-2. help: only open tickets can be grouped")
  }

  @Test("a note has as many letters as anybody counts in it, and is called what its option is")
  func longNote() throws {
    let place = try Lamp.applied()
    let note = String(repeating: "ä", count: 500)
    try place.refuses(
      "leave add bo 2036-03-05 --note", note + "ä", code: 2, "the note has 501 characters. help: say it in at most 500")
    try place.refuses(
      "override add lamp primary --from 2036-03-05 --until 2036-03-06 --nobody --reason", note + "ä", code: 2,
      "the reason has 501 characters. help: say it in at most 500")
    try place.say("leave add bo 2036-03-05 --note", note)
  }

  @Test("what a customer wrote moves no cursor and colours nothing")
  func output() throws {
    let place = try Lamp.applied()
    try place.say("ticket open lamp First --body", "one \u{1B}[2J\u{9B}31m two\u{7}\nthree\u{202E}ruof")
    let shown = try place.say("ticket show T-1").out
    #expect(shown.contains("one ␛[2J[U+009B]31m two␇\nthree[U+202E]ruof"), "\(shown)")
  }

  @Test("JSON gives exactly what was written, with escapes for what nobody sees")
  func exactJSON() throws {
    let place = try Lamp.applied()
    let body = "a\u{202E}b\u{AD}c\u{7F}d\u{FEFF}e\u{1B}[2J שלום \u{1F3F4}\u{E0067}\u{E007F} \"\\u202e\""
    try place.say("ticket open lamp First --body", body)
    let shown = try place.say("ticket show T-1 --format json")
    let text = #"a\u202eb\u00adc\u007fd\ufeffe\u001b[2J שלום 🏴\udb40\udc67\udb40\udc7f \"\\u202e\""#
    #expect(shown.out.contains(text), "\(shown.out)")
    let read = try #require(try shown.object()["body"] as? String)
    #expect(Array(read.unicodeScalars) == Array(body.unicodeScalars))
  }

  @Test(
    "a table for programs is as it is, and inert on a terminal",
    .enabled(if: AtTerminal.isPossible, "python3, which opens a terminal here, is not on this machine"))
  func tableOnTerminal() throws {
    let place = try Lamp.applied()
    try place.say("leave add bo 2036-03-05 --note", "a\u{1B}]0;pwn\u{7}\u{9B}2J\rb")
    let piped = try place.say("leave list --format csv").out
    #expect(piped.unicodeScalars.contains("\u{1B}") && piped.contains("\r\n"), "\(piped)")
    let shown = try AtTerminal.shown("leave list --format csv", in: place)
    #expect(shown.contains("a␛]0;pwn␇[U+009B]2J␍b"), "\(shown)")
    #expect(!shown.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "\(shown)")
  }

  @Test(
    "on a terminal our own styles colour, and those that a customer writes are shown",
    .enabled(if: AtTerminal.isPossible, "python3, which opens a terminal here, is not on this machine"))
  func styles() throws {
    let place = try Lamp.applied()
    try place.say("ticket open lamp First --body", "\u{1B}[31mfake\u{1B}[0m \u{1B}[1mb \u{1B}[33mw \u{1B}[2mdim")
    let shown = try AtTerminal.shown("ticket show T-1", in: place)
    #expect(shown.hasPrefix("\u{1B}[1mT-1 First\u{1B}[0m\n"), "\(shown)")
    #expect(shown.contains("\n␛[31mfake␛[0m ␛[1mb ␛[33mw ␛[2mdim\n"), "\(shown)")
    #expect(shown.hasSuffix("\n\u{1B}[2mtimes in Europe/London\u{1B}[0m\n"), "\(shown)")
    let plain = try AtTerminal.shown("ticket show T-1", in: place, environment: ["NO_COLOR": "1"])
    #expect(plain.hasPrefix("T-1 First\n") && !plain.unicodeScalars.contains("\u{1B}"), "\(plain)")
  }

  @Test("an answer that the disk does not take is no success", arguments: [["schema"], ["who"], ["who", "--help"]])
  func fullDisk(_ arguments: [String]) throws {
    let place = try Lamp.applied()
    let process = Program.process(arguments, in: place.url)
    let errors = Pipe()
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    process.standardError = errors
    try process.run()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    #expect(
      said.hasPrefix("watchbill: error: the answer could not be written: No space left on device. help: "), "\(said)")
  }
}
