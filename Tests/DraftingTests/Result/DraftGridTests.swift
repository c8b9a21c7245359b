import Scheduling
import Testing
import Timekeeping

@testable import Drafting

@Suite("The grid for the terminal")
struct DraftGridTests {
  @Test("Places of one window stand under each other, days without slots are left out, gaps are marked")
  func places() throws {
    let sketch = try Sketch(members("ana"), [slots("desk", "mon,wed 08:00-12:00", people: 2)])
    #expect(
      try sketch.draft().grid() == """
        desk-team 2026-W03, 12–14 Jan, times in Europe/London

                           Mon 12  Wed 14
        desk  08:00-12:00  Ana     Ana
                           — open  — open

        """)
  }

  @Test("Seven days with long names fit in 100 columns")
  func fits() throws {
    let people = [
      try member("a", name: "Wilhelmina Featherstonehaugh"), try member("b", name: "Wilhelmina Oyelaran"),
      try member("c", name: "Maximiliano Etxeberria"), try member("d", name: "Zoë"),
    ]
    let grid = try Sketch(people, [slots("weekend", "mon-sun 10:00-18:00, 18:00-24:00", people: 2)]).draft().grid()
    #expect(grid.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(grid.contains("Zoë") && grid.contains("18:00-24:00"))
    #expect(grid.contains("Wilhelmi…"), "two share the first name, so as much as fits is shown")
  }

  @Test("A first name that nobody else has stands for a long name")
  func firstNames() throws {
    let people = [try member("c", name: "Maximiliano Etxeberria"), try member("d", name: "Zoë Aaltonen-Brightwater")]
    let draft = try Sketch(people, [slots("weekend", "mon-sun 10:00-18:00", people: 2)]).draft()
    #expect(draft.grid().contains("Zoë  ") && !draft.grid().contains("Aaltonen"))
  }

  @Test("Windows in several zones say which, and the title does not pretend there is one")
  func zones() throws {
    let duties = [
      try slots("desk", "mon 08:00-12:00"), try slots("chat", "mon 08:00-12:00", zone: "America/New_York"),
    ]
    #expect(
      try Sketch(members("ana"), duties).draft().grid() == """
        desk-team 2026-W03, 12 Jan

                                    Mon 12
        desk  08:00-12:00 London    Ana
        chat  08:00-12:00 New_York  Ana

        """)
  }

  @Test("A window that ends earlier on one day has a row of its own there")
  func shortFriday() throws {
    let sketch = try Sketch(members("ana"), [slots("desk", "thu 08:00-16:00, fri 08:00-14:00")])
    #expect(
      try sketch.draft().grid() == """
        desk-team 2026-W03, 15–16 Jan, times in Europe/London

                           Thu 15  Fri 16
        desk  08:00-14:00          Ana
              08:00-16:00  Ana

        """)
  }

  @Test("Windows stand in order of time, whatever day has them first")
  func order() throws {
    let grid = try Sketch(members("ana"), [slots("desk", "mon 12:00-14:00, tue 08:00-10:00")]).draft().grid()
    #expect(
      grid.split(separator: "\n").dropFirst(2).map { $0.prefix(17) } == ["desk  08:00-10:00", "      12:00-14:00"])
  }
}
