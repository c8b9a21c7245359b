import Foundation
import TestSupport
import Testing

/// init's questions on a real terminal, and check --fix on real files.
@Suite(.serialized, .promptThreads) struct FirstFileTests {
  /// Types at a pseudo-terminal; gives what the terminal showed and the program's exit code.
  private static let terminal = """
    import os, pty, sys
    pid, fd = pty.fork()
    if pid == 0:
        os.execv(sys.argv[1], [sys.argv[1], "init"])
    shown = b""
    for line in sys.argv[2:]:
        while not shown.endswith(b"]: "):
            shown += os.read(fd, 1024)
        os.write(fd, line.encode() + b"\\n")
        shown += os.read(fd, 1)
    try:
        while True:
            more = os.read(fd, 1024)
            if not more: break
            shown += more
    except OSError:
        pass
    sys.stdout.buffer.write(shown)
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    """

  @Test(
    "on a terminal init asks five questions; empty answers give ten lines that check takes",
    .enabled(if: AtTerminal.isPossible, "python3, which types at a terminal here, is not on this machine"))
  func questions() throws {
    let place = try Workplace()
    let process = Program.process([], in: place.url)
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.terminal, Program.path, "ops", "", "", "", ""]
    let out = Pipe()
    process.standardOutput = out
    try process.run()
    let shown = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(shown)")
    #expect(shown.contains("Its zone [Europe/London]: "), "\(shown)")
    #expect(shown.contains("wrote schedules/ops.yaml"))
    #expect(shown.contains("  watchbill check schedules\r\n  watchbill apply schedules\r\n"))
    let file = try place.text("schedules/ops.yaml")
    #expect(file.split(separator: "\n").count == 10, "\(file)")
    #expect(file.contains("\nteam: ops\nzone: Europe/London\n"))
    #expect(try place.run("check").out.hasSuffix("\nno errors\n"))
  }

  @Test("options say what would be asked, and nobody is asked without a terminal")
  func options() throws {
    let place = try Workplace()
    let made = try place.run(
      "init", "front-desk", "--member", "ana", "--member", "bo", "--hours", "mon-fri 09:00-17:00", "--with", "slots")
    #expect(made.code == 0, "\(made.err)")
    #expect(try place.text("schedules/front-desk.yaml").contains("    slots: mon-fri 09:00-13:00, 13:00-17:00\n"))
    #expect(try place.run("init", "other", "--with", "turns").code == 2)
    #expect(try place.run("init", "other", "--hours", "never").code == 2)
    #expect(try place.run("init", "early", "--hours", "Mo-Fr 7:00 – 15:00").code == 0, "as files may spell it")
    #expect(try place.text("schedules/early.yaml").contains("mon-fri 07:00-15:00"))
    #expect(try place.run("init", "--yes").code == 0)
    #expect(try place.text("schedules/support.yaml").contains("id: support-ana"))
  }

  @Test("check without a path reads the folder that the settings name, as plan and apply do")
  func settingsFolder() throws {
    let place = try Workplace()
    #expect(try place.run("init", "ops", "--member", "ana", "--member", "bo", "--folder", "rotas").code == 0)
    let checked = try place.run("check")
    #expect(checked.code == 0 && checked.out.hasSuffix("\nno errors\n"), "\(checked)")
    let settings = place.url.appendingPathComponent("watchbill.yaml").path
    #expect(try place.run("check", "--settings", settings).code == 0)
  }

  @Test("check --fix shows a difference, writes it, keeps rights and comments, and has nothing to do again")
  func fixing() throws {
    let place = try Workplace()
    let text = "team: t # 9:00\nzone: 'Etc/UTC'\nmembers: [{ id: ana }]\nduties: { d: { slots: Mon 9:00-10:00 } }\n"
    try place.write(text, to: "schedules/t.yaml")
    let path = place.url.appendingPathComponent("schedules/t.yaml").path
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(try place.run("check").out.contains("\n2 texts are not in the manual's spelling; `watchbill check --fix`"))
    let dry = try place.run("check", "--fix", "--dry-run")
    #expect(dry.code == 1 && dry.out.hasPrefix("--- schedules/t.yaml\n+++ schedules/t.yaml\n@@ -1,4 +1,4 @@\n"))
    #expect(dry.out.contains("\n+duties: { d: { slots: mon 09:00-10:00 } }\n"))
    #expect(try place.text("schedules/t.yaml") == text)
    #expect(try place.run("check", "--fix").out == "wrote schedules/t.yaml\n")
    #expect(try place.text("schedules/t.yaml").hasPrefix("team: t # 9:00\nzone: Etc/UTC\n"))
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
    #expect(try place.run("check", "--fix").out == "every file is in the manual's spelling\n")
    #expect(try place.run("check", "--fix", "--dry-run").code == 0)
    try place.write("team: t\n", to: "schedules/t.yaml")
    let broken = try place.run("check", "--fix")
    #expect(broken.code == 1 && broken.err.contains("nothing was changed"), "\(broken)")
    #expect(try place.run("check", "--dry-run").code == 2)
  }

  @Test("check reads the settings that name its folder, and how the two fit")
  func settings() throws {
    let place = try Workplace()
    let team = "team: t\nzone: Etc/UTC\nmembers: [{ id: ana }]\nduties: { d: { slots: mon 09:00-10:00 } }\n"
    try place.write(team + "priorities: [urgent, normal]\nqueues: { q: { when: otherwise } }\n", to: "schedules/t.yaml")
    #expect(try place.run("check").code == 0, "there need be no settings")
    let web = "kind: json, team: t, secret: { env: W }"
    try place.write("sources:\n  web: { \(web), queue: p, priorities: { bad: urgnt } }\n", to: "watchbill.yaml")
    let found = try place.run("check")
    #expect(found.code == 1 && found.out.hasSuffix("2 errors\n"))
    let lost = "watchbill.yaml:2:58: error: there is no queue 'p' in the schedules. help: did you mean"
    #expect(found.out.contains(lost), "\(found.out)")
    #expect(found.out.contains("error: there is no priority 'urgnt' in the schedules. help: did you mean 'urgent'?"))
    try place.write("schedules: other\nsources:\n  web: { \(web), queue: p }\n", to: "watchbill.yaml")
    #expect(try place.run("check", "schedules").code == 0, "they are of another folder")
    #expect(try place.run("check", "--settings", "none.yaml").code == 2)
  }

  @Test("what is wrong with the settings is told of any folder, and beside errors of the schedules")
  func brokenSettings() throws {
    let place = try Workplace()
    let team = "team: t\nzone: Etc/UTC\nmembers: [{ id: ana }]\nduties: { d: { slots: mon 09:00-10:00 } }\n"
    try place.write(team, to: "rotas/t.yaml")
    #expect(try place.run("check", "rotas").code == 0)
    let web = "sources: { web: { kind: json, team: u, secret: { env: W } } }\n"
    for (text, told) in [
      ("schedules: rotas\nsources: { web: { kind: freshdesk, team: t } }\n", "watchbill.yaml:2:25: error: "),
      ("lisen: 127.0.0.1:1\n", "watchbill.yaml:1:1: error: 'lisen' is not a key of watchbill.yaml. help: "),
      ("sources: [\n", "watchbill.yaml:"),
      ("schedules: rotas\nlisen: 127.0.0.1:1\n" + web, "error: there is no team 'u' in the schedules. help: "),
    ] {
      try place.write(text, to: "watchbill.yaml")
      let found = try place.run("check", "rotas")
      #expect(found.code == 1 && found.out.contains(told), "\(text)\(found.out)")
    }
    try place.write("lisen: 127.0.0.1:1\n", to: "watchbill.yaml")
    try place.write("team: t\n", to: "rotas/t.yaml")
    let both = try place.run("check", "rotas").out
    #expect(both.contains("rotas/t.yaml:1:1: error: ") && both.contains("watchbill.yaml:1:1: error: "), "\(both)")
  }

  @Test("a folder is compared with settings that were asked for, also where they name another")
  func settingsAskedFor() throws {
    let place = try Workplace()
    let team = "team: t\nzone: Etc/UTC\nmembers: [{ id: ana }]\nduties: { d: { slots: mon 09:00-10:00 } }\n"
    let rule = "routing: [{ name: r, when: { source: mial }, queue: q }]\n"
    try place.write(team + "queues: { q: { when: otherwise } }\n" + rule, to: "rotas/t.yaml")
    try place.write("sources: { mail: { kind: json, team: t, secret: { env: W } } }\n", to: "watchbill.yaml")
    let told = "rule 'r' of 't' is about the source 'mial', which is not here. help: did you mean 'mail'?"
    #expect(try !place.run("check", "rotas").out.contains(told))
    #expect(try place.run("check", "rotas", "--settings", "watchbill.yaml").out.contains(told))
  }

  @Test("a queue that no rule names is a warning, and none where a source of the settings fills it")
  func filledBySource() throws {
    let place = try Workplace()
    let team = "team: t\nzone: Etc/UTC\nmembers: [{ id: ana }]\nduties: { d: { slots: mon 09:00-10:00 } }\n"
    try place.write(
      team + "queues: { tracker: { when: routing }, q: { when: otherwise } }\n", to: "schedules/t.yaml")
    let told = "warning: no rule of `routing:` names queue 'tracker': "
    let alone = try place.run("check")
    #expect(alone.code == 0 && alone.out.contains(told), "\(alone.out)")
    let web = "kind: json, team: t, queue: tracker, secret: { env: W }"
    try place.write("sources: { web: { \(web) } }\n", to: "watchbill.yaml")
    for path in ["schedules", "schedules/t.yaml"] {
      let known = try place.run("check", path)
      #expect(known.code == 0 && !known.out.contains(told), "\(known.out)")
    }
  }

  @Test("a contact at an address that its channel cannot use is told where it stands")
  func contactAddress() throws {
    let place = try Workplace()
    let rest = "duties: { d: { slots: mon 09:00-10:00 } }\n"
    let member = "members: [{ id: ana, contacts: [{ pd: zzz qq }] }]\n"
    try place.write("team: t\nzone: Etc/UTC\n" + member + rest, to: "schedules/t.yaml")
    try place.write("channels: { pd: { kind: pagerduty, secret: { env: W } } }\n", to: "watchbill.yaml")
    let found = try place.run("check")
    let told =
      "schedules/t.yaml:3:39: error: member 'ana' has a contact on the channel 'pd', and this is no integration key"
    #expect(found.code == 1 && found.out.contains(told), "\(found.out)")
  }

  @Test(
    "what is only unlikely in a source is a warning, with which commands go on; check exits with 1 for errors alone")
  func unlikelySource() throws {
    let place = try Workplace()
    let team = "team: t\nzone: Etc/UTC\nmembers: [{ id: ana }]\nduties: { d: { slots: mon 09:00-10:00 } }\n"
    try place.write(team + "queues: { q: { when: otherwise } }\n", to: "schedules/t.yaml")
    let chat = "kind: slack, team: t, secret: { env: W }, channels: [C0123456789, general], team channels: { t: '#t' }"
    try place.write(
      "sources:\n  old: { kind: csv, team: t, fields: { Name: ignore, Mail: none } }\n  chat: { \(chat) }\n",
      to: "watchbill.yaml")
    let found = try place.run("check")
    for told in ["2:46: warning: 'ignore'", "3:77: warning: 'general'", "3:107: warning: '#t'"] {
      #expect(found.out.contains("watchbill.yaml:\(told)"), "\(found.out)")
    }
    #expect(found.code == 0 && !found.out.contains("'none'"), "\(found.out)")
    let applied = try place.run("apply")
    #expect(applied.code == 0, "a command with a store goes on, too: \(applied.err)")
    let hub = "kind: github, team: t, secret: { env: W }, repository: t"
    try place.write("sources: { hub: { \(hub) } }\n", to: "watchbill.yaml")
    #expect(try place.run("check").code == 1, "of a repository that cannot be one")
  }

  @Test("check --explain says which day is the last one")
  func explaining() throws {
    let place = try Workplace()
    let member = "{ id: ana, until: 2026-10-17 }"
    try place.write(
      "team: t\nzone: Etc/UTC\nmembers: [\(member)]\nduties: { d: { slots: mon 09:00-10:00 } }\n",
      to: "schedules/t.yaml")
    let told = "schedules/t.yaml:3:29: until 2026-10-17: Friday 16 October 2026 is the last day"
    #expect(try place.run("check", "--explain").out.contains(told))
    #expect(try !place.run("check").out.contains(told))
  }
}
