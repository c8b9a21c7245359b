import Scheduling
import Testing
import Timekeeping

/// What people may write to mean a slot.
@Suite struct SlotNameTests {
  private let names = SlotNames(
    [
      "lamp.desk.slot.20261130T0800.1", "lamp.desk.slot.20261130T1300.1", "lamp.desk.slot.20261201T0800.1",
      "lamp.night.slot.20261130T2200.1", "lamp.night.slot.20261130T2200.2",
    ].map { ShiftID(text: $0) })

  private func meant(_ text: String) -> [String] {
    do throws(TextProblem) { return try names.slots(meant: text).map { names.name(of: $0) } } catch {
      return ["\(error.what). \(error.help)"]
    }
  }

  @Test(
    "a slot may be named as short as it is clear",
    arguments: [
      ("desk/2026-11-30/08:00", "desk/2026-11-30/08:00"), ("desk/mon/8", "desk/2026-11-30/08:00"),
      ("d/30/13", "desk/2026-11-30/13:00"), ("desk tue", "desk/2026-12-01/08:00"),
      ("DESK/1", "desk/2026-12-01/08:00"), ("desk/12-01", "desk/2026-12-01/08:00"),
      ("lamp.desk.slot.20261201T0800.1", "desk/2026-12-01/08:00"),
      ("night/mon/22:00/2", "night/2026-11-30/22:00/2"),
    ])
  func short(_ text: String, _ name: String) {
    #expect(meant(text) == [name])
  }

  @Test("a star means all that fit")
  func star() {
    #expect(meant("desk/*/08:00") == ["desk/2026-11-30/08:00", "desk/2026-12-01/08:00"])
    #expect(meant("*").count == 5)
  }

  @Test(
    "what is not clear or not there is refused with the names that are near",
    arguments: [
      (
        "desk/mon",
        "'desk/mon' may mean 2 slots. write one of desk/2026-11-30/08:00, desk/2026-11-30/13:00; or '*' for all of them"
      ),
      ("dexk/mon", "there is no slot 'dexk/mon'. did you mean 'desk'?"),
      (
        "desk/tue/9",
        "there is no slot 'desk/tue/9'. near it are desk/2026-12-01/08:00, desk/2026-11-30/08:00, desk/2026-11-30/13:00"
      ),
      ("a/b/c/d/e", "'a/b/c/d/e' names no slot. a slot such as desk/2026-11-30/08:00, desk/mon or desk/*/08:00"),
    ])
  func refused(_ text: String, _ problem: String) {
    #expect(meant(text) == [problem])
  }
}
