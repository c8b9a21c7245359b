import Foundation
import Testing

/// The scripts behind `make`, run in a copy where `dpkg-query`, `apt-get`, `id`, `sudo` and `swift` are ours.
@Suite("Scripts")
struct ScriptTests {
  @Test("Nothing is installed, nor updated, when all packages are there")
  func installsNothing() throws {
    let run = try ScriptStage().run("setup.sh")
    #expect(run.status == 0)
    #expect(run.output.contains("all system packages are there"))
    #expect(run.calls.isEmpty)
  }

  @Test(
    "Exactly what is missing is installed, after one update",
    arguments: ["libical-dev", "libsqlite3-dev", "zlib1g-dev", "tzdata", "ca-certificates"])
  func installsWhatIsMissing(package: String) throws {
    let run = try ScriptStage(missing: package).run("setup.sh")
    #expect(run.status == 0, "\(run.output)")
    #expect(run.calls.count == 2)
    #expect(run.calls.first?.contains("update") == true)
    #expect(run.calls.last?.hasSuffix("install -q -y --no-install-recommends \(package)") == true)
  }

  @Test("C++ headers of any version will do")
  func installsCPlusPlus() throws {
    let run = try ScriptStage(missing: "libstdc++-*-dev").run("setup.sh")
    #expect(run.calls.last?.hasSuffix(" libstdc++-12-dev") == true)
  }

  @Test("Somebody who is not root goes through sudo")
  func usesSudo() throws {
    let run = try ScriptStage(missing: "libical-dev", user: 1000, sudo: true).run("setup.sh")
    #expect(run.status == 0, "\(run.output)")
    #expect(run.calls.first?.hasPrefix("sudo") == true)
  }

  @Test("Without root or sudo the message says what to run, and nothing is tried")
  func saysWhatToRun() throws {
    let run = try ScriptStage(missing: "libical-dev", user: 1000).run("setup.sh")
    #expect(run.status == 1)
    #expect(run.output.contains("As root, run: apt-get install -y --no-install-recommends libical-dev"))
    #expect(run.calls.isEmpty)
  }

  @Test("A step that fails once is tried again; one that fails twice stops with a message")
  func triesTwice() throws {
    let once = try ScriptStage(missing: "libical-dev", aptFailures: 1).run("setup.sh")
    #expect(once.status == 0)
    #expect(once.calls.count == 3)
    let always = try ScriptStage(missing: "libical-dev", aptFailures: 9).run("setup.sh")
    #expect(always.status == 1)
    #expect(always.output.contains("apt-get could not install: libical-dev"))
  }

  @Test("A Swift that is too old, or absent, is named with the way out", arguments: ["5.10.1", "6.1", nil])
  func checksSwift(version: String?) throws {
    let run = try ScriptStage(swift: version).run("setup.sh")
    #expect(run.status == 1)
    #expect(run.output.contains("https://www.swift.org/install"))
  }

  @Test("A Swift that will do is accepted", arguments: ["6.2", "6.3.1", "7.0"])
  func acceptsSwift(version: String) throws {
    #expect(try ScriptStage(swift: version).run("setup.sh").status == 0)
  }

  @Test("A system without dpkg is told what to install, and goes on")
  func acceptsOtherSystems() throws {
    let run = try ScriptStage(dpkg: false).run("setup.sh")
    #expect(run.status == 0)
    #expect(run.output.contains("not a Debian system"))
  }

  @Test(
    "The main job is built and started with what `make run` was given",
    arguments: [
      ([:], "swift build -c debug --product watchbill", "program demo --data demo-data --port 8080"),
      (["PORT": "9000", "DATA": "x"], "swift build -c debug --product watchbill", "program demo --data x --port 9000"),
      (
        ["RELEASE": "1"], "swift build -c release --product watchbill", "program demo --data demo-data --port 8080"
      ),
    ])
  func startsTheMainJob(variables: [String: String], build: String, last: String) throws {
    let run = try ScriptStage().run("run.sh", variables: variables)
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(run.status == 0)
    #expect(lines.contains(build))
    #expect(lines.last == last)
  }

  @Test("A test run passes only when tests ran", arguments: [(12, 2, 0), (2, 2, 1), (0, 0, 1)])
  func countsTests(tests: Int, skipped: Int, status: Int32) throws {
    let run = try ScriptStage(tests: tests, skipped: skipped).run("test.sh")
    #expect(run.status == status, "\(run.output)")
    #expect(run.output.contains("no test ran") == (status != 0))
  }

  @Test("The runner's own summary is the last line, and the shared cases are spoken of before it")
  func endsWithTheSummary() throws {
    let run = try ScriptStage(tests: 3).run("test.sh", variables: ["WATCHBILL_SHARED": "none"])
    let lines = run.output.split(separator: "\n")
    #expect(lines.last == "Test run with 3 tests passed")
    #expect(lines.first?.contains("tests are skipped") == true)
  }
}
