import ScheduleFiles
import TestSupport
import Testing

@Suite(.ownThreads) struct LimitTests {
  private func whats(_ text: String) -> [String] { Reading.read(text).problems.map(\.what) }

  /// Enough to be a team without other problems.
  private let team = "team: t\nzone: Etc/UTC\nmembers: [{ id: ana }]\nduties: { d: { slots: mon 09:00-10:00 } }\n"

  @Test("a file of one mebibyte is read, and one byte more is not")
  func size() {
    let filling = String(repeating: "#", count: (1 << 20) - team.utf8.count)
    #expect(whats(team + filling) == [])
    #expect(whats(team + filling + "#") == ["the file has 1048577 bytes; the limit is 1048576"])
  }

  @Test("20,000 entries are read, and one more is not")
  func nodes() {
    func priorities(_ count: Int) -> String { team + "priorities: [" + (0..<count).map { "p\($0), " }.joined() + "]" }
    // The rest of the file: 4 groups, 2 lists and 4 texts; keys are not counted.
    let rest = 10
    #expect(whats(priorities(20_000 - rest)) == [])
    #expect(whats(priorities(20_001 - rest)) == ["the file has more than 20000 entries"])
  }

  @Test(
    "lists inside lists are read to a depth of 32", arguments: [(31, false), (32, true), (900, true), (5_000, true)])
  func depth(lists: Int, isTooDeep: Bool) {
    let text = team + "priorities: " + String(repeating: "[", count: lists) + String(repeating: "]", count: lists)
    let what = "lists and groups stand more than 32 deep in one another"
    #expect(whats(text).contains(what) == isTooDeep)
  }

  @Test("a file nested without end is refused")
  func endless() {
    let problems = whats("team: " + String(repeating: "[", count: 100_000))
    #expect(problems.count == 1)
  }

  @Test("200 files are read, and one more is not")
  func files() {
    func read(_ count: Int) -> [String] {
      let files = (0..<count).map { index in
        let members = index == 0 ? "[{ id: ana }]" : "[ana]"
        return (
          path: "t\(index + 1000).yaml",
          text: "team: t\(index)\nzone: Etc/UTC\nmembers: \(members)\nduties: { d: { slots: mon 09:00-10:00 } }\n"
        )
      }
      return Reading.read(files).problems.map(\.what)
    }
    #expect(read(200) == [])
    #expect(read(201) == ["there are 201 files; the limit is 200"])
  }

  @Test("a team has 500 members, and not one more", arguments: [500, 501])
  func members(count: Int) {
    let members = (0..<count).map { "{ id: m\($0) }" }.joined(separator: ", ")
    let text = "team: t\nzone: Etc/UTC\nmembers: [\(members)]\nduties: { d: { slots: mon 09:00-10:00 } }\n"
    #expect(whats(text) == (count == 500 ? [] : ["the team has 501 members; the limit is 500"]))
  }

  @Test("a bomb of aliases is refused before it is unpacked, as values and as keys", arguments: ["", "? "])
  func aliasBomb(prefix: String) {
    var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for level in 1...40 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      lines.append("\(prefix)a\(level): &a\(level) [\(aliases)]")
    }
    #expect(whats(lines.joined(separator: "\n")) == ["anchors and aliases (& and *) are not used in these files"])
  }

  @Test("a few aliases of aliases are refused by what they are")
  func fewAliases() {
    let text = "a: &a [x]\nb: &b [*a, *a, *a]\n? [*b, *b, *b]\n: y\n" + team
    #expect(whats(text).contains("anchors and aliases (& and *) are not used in these files"))
  }

  @Test("signs of aliases inside texts and comments are only letters")
  func harmlessSigns() {
    let notes = (0..<50).map { "# - *note \($0)* &more" }.joined(separator: "\n")
    #expect(whats(notes + "\n" + team + "name: R &D *in* \"quotes\"\n") == [])
  }

  @Test("many keys given twice are all told")
  func duplicates() {
    let doubled = (0..<20).map { "k\($0): 1\nk\($0): 2\n" }.joined()
    #expect(whats(doubled + team).count(where: { $0.contains("is given twice") }) == 20)
  }

  @Test("a range of dates has at most 366 days")
  func ranges() {
    func hours(_ range: String) -> String {
      team + "office hours: { o: { hours: mon 09:00-10:00, exceptions: { \(range): closed } } }"
    }
    #expect(whats(hours("2028-01-01..2028-12-31")) == [])
    #expect(whats(hours("2028-01-01..2029-01-01")) == ["'2028-01-01..2029-01-01' has 367 days; the limit is 366"])
  }
}
