import Foundation
import TestSupport
import Testing

/// explain, what-if, fairness and repair, as they are typed and read.
@Suite(.promptThreads) struct RotaExplainTests {
  private static let mole = """
    team: mole
    name: Mole
    zone: Europe/London
    lead: ana
    members:
      - { id: ana, name: Ana Ferrow }
      - { id: bo, name: Bo Lindqvar, zone: Europe/Berlin }
      - { id: cy, name: Cy Morandel, hours: mon-fri 12:00-20:00 }
      - { id: dee, name: Dee Harlowen, share: 50% }
    office hours: { uk: mon-fri 09:00-17:00 }
    duties:
      desk: { slots: "mon-fri 09:00-13:00, 13:00-17:00", points: 1 per hour }
    rules:
      rest: 11 hours
      at most: { week: 20 hours }

    """

  /// With a draft in which mornings are decided: Ana, Bo, Ana, Bo, Dee; afternoons Cy, Cy, Ana, Bo, Cy.
  private static func drafted() throws -> Workplace {
    let place = try Workplace(["schedules/mole.yaml": mole, "watchbill.yaml": "data: data\n"])
    try place.say("apply")
    try place.say("rota draft mole 2036-W10")
    let mornings = ["mon=ana", "tue=bo", "wed=ana", "thu=bo", "fri=dee"].map { $0.split(separator: "=") }
    let afternoons = ["mon=cy", "tue=cy", "wed=ana", "thu=bo", "fri=cy"].map { $0.split(separator: "=") }
    let choices = mornings.map { "desk/\($0[0])/09=\($0[1])" } + afternoons.map { "desk/\($0[0])/13=\($0[1])" }
    try place.say("rota assign D-1 \(choices.joined(separator: " "))")
    try place.say("rota redraft D-1")
    let days = ["mon", "tue", "wed", "thu", "fri"]
    try place.say("rota release D-2 \(days.map { "desk/\($0)/*" }.joined(separator: " "))")
    return place
  }

  @Test("a draft is explained slot by slot, one slot with everybody else, a member, and a member in a slot")
  func explain() throws {
    let place = try Self.drafted()
    let slot = try place.say("rota explain D-2 --slot desk/tue/09").out
    #expect(
      slot == """
        D-2, mole 2036-W10, times in Europe/London
        Something changed since it was drafted; draft again: watchbill rota redraft D-2
        desk 09:00-13:00 on Tue 4 Mar: Bo Lindqvar
            of 3 who may take it, Bo Lindqvar costs least; Dee Harlowen would cost 2 points more (fair-balance 2: \
        Dee Harlowen would have 2.3 h more than a fair share)
          Dee Harlowen would cost 2 points more (fair-balance 2: Dee Harlowen would have 2.3 h more than a fair share)
          Ana Ferrow would cost 3 points more (fair-balance 3: Ana Ferrow would have 4.6 h more than a fair share)
          Tue 4 Mar 09:00-13:00 Europe/London is outside the hours of Cy Morandel (mon-fri 12:00-20:00)

        """)
    let member = try place.say("rota explain D-2 --member cy").out
    #expect(member.contains("\nCy Morandel has 3 slots (12.0 h) and 0.6 h more than a fair share\n"))
    #expect(
      member.hasSuffix(
        """
          desk 13:00-17:00 on Fri 7 Mar: -1 point; Dee Harlowen would cost 2 points more (fair-balance 2: \
        Dee Harlowen would have 2.3 h more than a fair share)
        Of the other slots:
          5 slots: working-hours, such as desk 09:00-13:00 on Mon 3 Mar: Mon 3 Mar 09:00-13:00 Europe/London is outside \
        the hours of Cy Morandel (mon-fri 12:00-20:00)
          2 slots: price, such as desk 13:00-17:00 on Wed 5 Mar: Cy Morandel would cost 3 points more (fair-balance 3: \
        Cy Morandel would have 4.6 h more than a fair share)

        """))
    let why = try place.say("rota explain D-2 --slot desk/tue/09 --member ana").out
    #expect(
      why.hasSuffix(
        "  Ana Ferrow would cost 3 points more (fair-balance 3: Ana Ferrow would have 4.6 h more than a fair share)\n"))
    #expect(!why.contains("outside the hours"))
    #expect(try place.say("rota explain D-2").out.split(separator: "\n").count { $0.hasPrefix("desk ") } == 10)
    let csv = try place.say("rota explain D-2 --slot desk/tue/09 --format csv").cells
    #expect(csv[0] == ["slot", "start", "end", "member", "holds", "may", "extra", "rule", "because"])
    #expect(
      csv.dropFirst().map { Array($0[3...7]) } == [
        ["bo", "yes", "yes", "0", ""], ["dee", "no", "yes", "2", "fair-balance"],
        ["ana", "no", "yes", "3", "fair-balance"], ["cy", "no", "no", "3", "working-hours"],
      ])
    let own = try place.say("rota explain D-2 --member cy --format csv").cells
    #expect(own[0] == ["slot", "start", "end", "member", "points", "next", "extra", "because"] && own.count == 4)
    let json = try place.say("rota explain D-2 --slot desk/* --format json").object()
    #expect((json["slots"] as? [[String: Any]])?.count == 10)
  }

  @Test("what-if tells what differs and what it costs, stores nothing, and says no to what cannot be")
  func whatIf() throws {
    let place = try Self.drafted()
    let without = try place.say("rota what-if D-2 --without ana").out
    #expect(
      without == """
        D-2 → what if, mole 2036-W10: 3 of 10 slots differ, 18 points instead of 0
          desk 09:00-13:00 on Mon 3 Mar: Dee Harlowen instead of Ana Ferrow
          desk 09:00-13:00 on Wed 5 Mar: Bo Lindqvar instead of Ana Ferrow
          desk 13:00-17:00 on Wed 5 Mar: Cy Morandel instead of Ana Ferrow
                        slots  hours        against a fair share
          Ana Ferrow    -3     12.0 → 0.0   0.6 h → -11.4 h
          Bo Lindqvar   +1     12.0 → 16.0  0.6 h → 4.6 h
          Cy Morandel   +1     12.0 → 16.0  0.6 h → 4.6 h
          Dee Harlowen  +1     4.0 → 8.0    -1.7 h → 2.3 h
        By rule: fair-balance +18
        Nothing is stored.

        """)
    let leave = try place.say("rota what-if D-2 --leave ana=2036-03-05 --format json").object()
    #expect(leave["isPossible"] as? Bool == true)
    let moved = try place.say("rota what-if D-2 --assign desk/wed/09=dee --format csv").cells
    #expect(moved[0] == ["slot", "start", "end", "change", "before", "after"] && moved.count >= 2)
    let no = try place.say("rota what-if D-2 --assign desk/wed/09=cy", code: 1).out
    #expect(no.contains("\nLeft out of account: desk 09:00-13:00 on Wed 5 Mar was given to Cy Morandel: Wed 5 Mar"))
    try place.refuses(
      "rota what-if D-2 --without anna", code: 2, "team mole has no member 'anna'. help: did you mean 'ana'?")
    try place.refuses(
      "rota what-if D-2", code: 2,
      "nothing is assumed. help: say what if: --without MEMBER, --leave MEMBER=DAYS or --assign SLOT=MEMBER")
    try place.refuses(
      "rota explain D-9", code: 1, "there is no draft 'D-9'. help: make one: watchbill rota draft TEAM PERIOD")
    #expect(try place.say("rota explain D-2 --slot dask/mon", code: 2).err.contains("did you mean 'desk'?"))
    #expect(try place.say("rota what-if D-2 --leave ana=soon", code: 2).err.contains("'soon' is not a range of dates"))
    try place.refuses(
      "rota show D-3", code: 1, "there is no draft 'D-3'. help: make one: watchbill rota draft TEAM PERIOD")
  }

  @Test("the fairness table shows what each has stood before and with the draft, beside a fair share")
  func fairness() throws {
    let place = try Self.drafted()
    let text = try place.say("rota fairness D-2").out
    #expect(
      text == """
        D-2, mole 2036-W10, since 2035-12-03, times in Europe/London
                      hours              weighted           nights  weekends  holidays  points             credits
        Ana Ferrow    0.0 → 12.0 (11.4)  0.0 → 12.0 (11.4)                              0.0 → 12.0 (11.4)  0.00
        Bo Lindqvar   0.0 → 12.0 (11.4)  0.0 → 12.0 (11.4)                              0.0 → 12.0 (11.4)  0.00
        Cy Morandel   0.0 → 12.0 (11.4)  0.0 → 12.0 (11.4)                              0.0 → 12.0 (11.4)  0.00
        Dee Harlowen  0.0 → 4.0 (5.7)    0.0 → 4.0 (5.7)                                0.0 → 4.0 (5.7)    0.00
        Cy Morandel: 0.6 h more than a fair share; Dee Harlowen: 1.7 h less than a fair share

        """)
    let csv = try place.say("rota fairness D-2 --format csv").cells
    #expect(csv[0].prefix(4) == ["member", "hours_before", "hours_after", "hours_share"] && csv[0].last == "credits")
    #expect(csv.dropFirst().map { $0[2] } == ["12.00", "12.00", "12.00", "4.00"])
  }

  @Test("leave after publishing is mended with the fewest moves, as a draft to be published")
  func repair() throws {
    let place = try Self.drafted()
    try place.say("rota publish D-2")
    #expect(
      try place.say("rota repair mole").out == "times in Europe/London\nmole 2036-W10: nothing has to move\n")
    try place.say("leave add ana 2036-03-04..2036-03-05")
    #expect(
      try place.say("rota explain D-2 --slot desk/wed/09").out.contains("but now: Ana Ferrow is on leave 4–5 Mar"))
    let trial = try place.say("rota repair mole --dry-run").out
    #expect(
      trial == """
        times in Europe/London
        mole 2036-W10: 2 of 10 slots change hands; fewer would not do
          desk 09:00-13:00 on Wed 5 Mar: Dee Harlowen instead of Ana Ferrow (Ana Ferrow is on leave 4–5 Mar)
              of 2 who may take it, Dee Harlowen costs least; Bo Lindqvar would cost 4 points more (fair-balance 4: \
        Bo Lindqvar would have 8.6 h more than a fair share)
          desk 13:00-17:00 on Wed 5 Mar: Bo Lindqvar instead of Ana Ferrow (Ana Ferrow is on leave 4–5 Mar)
              of 3 who may take it, Bo Lindqvar costs as little as Cy Morandel

        """)
    try place.say("rota show D-3", code: 1)
    let csv = try place.say("rota repair mole 2036-W10 --format csv").cells
    #expect(csv.count == 3 && csv[1][1] == "D-3")
    let published = try place.say("rota publish D-3").out
    #expect(published.split(separator: "\n").count == 3 && published.contains(" instead of Ana Ferrow"), "\(published)")
    #expect(try place.say("rota repair mole 2036-W10").out.hasSuffix("nothing has to move\n"))
    for member in ["ana", "bo", "cy", "dee"] { try place.say("leave add \(member) 2036-03-06..2036-03-06") }
    #expect(try place.say("rota repair mole", code: 1).out.contains("desk 09:00-13:00 on Thu 6 Mar: open, it was "))
    try place.say("rota publish D-4")
    let open = try place.say("rota repair mole", code: 1).out
    #expect(open.contains("mole 2036-W10: nothing has to move\n  Open: desk 09:00-13:00 on Thu 6 Mar: "), "\(open)")
    try place.refuses(
      "rota repair mole 2036-W20", code: 1,
      "mole 2036-W20 is not published, or over. help: draft and publish: watchbill rota draft mole 2036-W20")
  }
}
