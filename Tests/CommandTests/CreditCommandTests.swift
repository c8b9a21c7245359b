import Foundation
import TestSupport
import Testing

/// credits, history, claim and check-in, as they are typed and read.
@Suite(.promptThreads) struct CreditCommandTests {
  @Test("credit is given, spent, refused where there is none, and the ledger proves itself")
  func credits() throws {
    let place = try Lamp.applied()
    #expect(try place.say("credits verify").out.hasPrefix("all is well: 0 entries follow from 0 records\nsha256 "))
    try place.say("credits grant ana 0.5 --reason helped")
    #expect(try place.say("credits ana --format csv").cells.last == ["ana", "Ana Ferrow", "0.50", "0.00"])
    let refused = try place.say("credits spend ana 1 day --from 2036-03-03", code: 1)
    #expect(
      refused.err == """
        watchbill: error: ana has 0.50 days and wants 1.00. help: take less, or see what was earned: \
        watchbill credits statement ana

        """)
    #expect(
      try place.say("credits spend ana 0.5 day --from 2036-03-03").out.hasPrefix("L-1: ana is away Mon 2036-03-03"))
    try place.say("leave remove L-1")
    let statement = try place.say("credits statement ana --format json").list()
    #expect(statement.map { $0["amount"] as? String } == ["0.50", "-0.50", "0.50"])
    try place.say("credits reverse E-1 --reason mistaken")
    #expect(try place.say("credits reverse E-1 --reason again", code: 1).err.contains("E-1 was reversed by E-4"))
    for amount in ["x", "1000000", "0.001"] {
      try place.refuses(
        "credits grant ana \(amount) --reason y", code: 2,
        "'\(amount)' is no number from 0.01 to 999999.99 with at most two decimals. help: write it like 0.25, 1 or 2.5")
    }
    try place.refuses(
      "credits grant ana 0.00 --reason y", code: 2, "'0.00' is not above zero. help: write it like 0.25, 1 or 2.5")
    try place.refuses(
      "credits grant ana 1 --reason y --team quay", code: 2,
      "ana is not in team 'quay'. help: name a team that has them")
    #expect(try place.say("credits verify --format json").object()["entries"] as? Int == 4)
  }

  @Test("before anything ended there is no history, nothing to check in on, and rotations cannot be claimed")
  func nothingYet() throws {
    let place = try Lamp.applied()
    #expect(try place.say("history").out.hasPrefix("nothing is written down of that time\n"))
    try place.refuses(
      "check-in --as ana", code: 1,
      "ana is not on a shift with check-ins now. help: watchbill shifts --member ana lists what is to come")
    try place.say("shifts --member ana")
    try place.say("shifts")
    #expect(try place.say("claim lamp desk 2036-03-03 --as ana", code: 2).err.contains("are given out, not claimed"))
    #expect(try place.say("claim withdraw C-7", code: 1).err.contains("there is no claim 'C-7'"))
  }
}
