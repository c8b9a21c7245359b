import Foundation
import TestSupport
import Testing

/// amend, open, copy and import, as they are typed and read.
@Suite(.promptThreads) struct RotaHistoryTests {
  private func published() throws -> Workplace {
    let place = try Lamp.applied()
    try place.say("rota draft lamp 2036-W10")
    try place.say("rota publish D-1")
    return place
  }

  @Test("an amendment shows what differs and how it is taken back, and what is open is claimed")
  func amend() throws {
    let place = try published()
    let trial = try place.say("rota amend lamp desk/mon=open --dry-run").out
    #expect(trial.hasPrefix("lamp 2036-W10, would be amended: 1 of 5 slots differ"), "\(trial)")
    #expect(!trial.contains("Undo:"))
    #expect(try place.say("rota open lamp").out == "No published slot of lamp is open.\n")
    let amended = try place.say("rota amend lamp desk/mon=open --reason agreed").out
    #expect(amended.contains("lamp 2036-W10, amended: 1 of 5 slots differ"))
    #expect(amended.contains("Undo: watchbill rota amend lamp desk/2036-03-03/09:00="))
    let open = try place.say("rota open lamp", code: 1).out
    #expect(open.hasPrefix("desk 09:00-17:00 on Mon 3 Mar\n"), "\(open)")
    #expect(open.contains("\n    nobody has taken it yet\n  bo may: "), "\(open)")
    #expect(open.hasSuffix("watchbill claim lamp desk \"2036-03-03 09:00\" --as MEMBER\n"), "\(open)")
    #expect(try place.say("rota open lamp 2036-03-03 --format csv", code: 1).cells.count == 2)
    #expect(try place.say("rota open lamp 2036-W10 --format json", code: 1).list().count == 1)
    try place.say("claim lamp desk 2036-03-03 --as bo")
    try place.say("rota open lamp")
    #expect(try place.say("rota amend lamp desk/tue=open --format csv").cells.count == 2)
    try place.refuses(
      "rota amend lamp desk/mon=bo", code: 1,
      "all of it is so already. help: watchbill shifts --team lamp shows who has what")
  }

  @Test("a pattern week is copied to other days; what does not fit is refused")
  func copy() throws {
    let place = try published()
    let copied = try place.say("rota copy lamp 2036-W10 2036-W12").out
    #expect(
      copied.hasPrefix("Draft D-2\n") && copied.hasSuffix("5 of 5 slots are copied from 2036-W10.\n"), "\(copied)")
    let trial = try place.say("rota copy lamp 2036-W10 2036-W12 --dry-run").out
    #expect(trial.hasPrefix("The draft would be:\n"), "\(trial)")
    #expect(trial.contains("5 of 5 slots are copied from 2036-W10.\nNothing is stored.\n"))
    try place.refuses(
      "rota copy lamp 2036-03-03 2036-W12", code: 2,
      "2036-03-03 is of a day and 2036-W12 is not. help: copy whole weeks, or to a period that is as long")
    try place.refuses(
      "rota copy lamp 2036-W20 2036-W12", code: 1,
      "nobody stood a slot of lamp in 2036-W20. help: name a period that is published: watchbill shifts")
  }

  @Test("a spreadsheet is history once every row can be taken")
  func imported() throws {
    let place = try Lamp.applied()
    let file = place.url.appendingPathComponent("old.csv")
    func write(_ rows: String...) throws {
      try Data(("date,start,end,duty,member\n" + rows.map { $0 + "\n" }.joined()).utf8).write(to: file)
    }
    try write("2025-11-03,09:00,17:00,desk,Bo Lindqvar", "2025-11-04,09:00,17:00,desk,Boo")
    let refused = try place.say("rota import lamp old.csv", code: 2).out
    #expect(
      refused.hasPrefix(
        "line 3: nobody is called 'Boo'; did you mean 'bo'?\nold.csv: 1 new, 0 known, 1 refused; nothing is stored"),
      "\(refused)")
    #expect(try place.say("rota import lamp old.csv --format csv", code: 2).cells.count == 3)
    try write("2025-11-03,09:00,17:00,desk,Bo Lindqvar", "2025-11-04,09:00,17:00,desk,bo")
    #expect(try place.say("rota import lamp old.csv --dry-run").out.contains("nothing is stored"))
    #expect(try place.say("rota import lamp old.csv").out.contains("2 new, 0 known, 0 refused; imported into lamp"))
    #expect(try place.say("rota import lamp old.csv").out.contains("0 new, 2 known, 0 refused; nothing is stored"))
    let history = try place.say("history lamp --from 2025-11-01 --until 2025-12-01 --format json").object()
    #expect(
      (history["rows"] as? [[String: Any]])?.compactMap { $0["because"] as? String } == [
        "imported from old.csv", "imported from old.csv",
      ])
    try write("2025-11-03,09:00,17:00,desk,bo", "2025-11-05,09:00,17:00,desk,bo", "2025-11-06,09:00,17:00,desk,Boo")
    let skipped = try place.say("rota import lamp old.csv --skip-refused").out
    #expect(skipped.hasSuffix("1 new, 1 known, 1 refused; imported into lamp, times in Europe/London\n"), "\(skipped)")
    let again = try place.say("rota import lamp old.csv --skip-refused").out
    #expect(again.hasSuffix("0 new, 2 known, 1 refused; nothing is stored, times in Europe/London\n"), "\(again)")
    try write("2025-11-06,09:00,17:00,desk,Boo")
    let none = try place.say("rota import lamp old.csv --skip-refused", code: 2).out
    #expect(none.hasSuffix("nothing is stored, times in Europe/London\nMend the file.\n"), "\(none)")
    #expect(try place.say("rota import lamp none.csv", code: 2).err.contains("there is no file 'none.csv'"))
  }
}
