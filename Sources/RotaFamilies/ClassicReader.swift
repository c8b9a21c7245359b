import Foundation
import RotaSearch

/// Reads the classic text format and makes a search problem of it.
struct ClassicReader {
  private var file = ClassicInstance()
  private var lineNumber = 0

  private enum Section: String {
    case horizon = "SECTION_HORIZON"
    case shifts = "SECTION_SHIFTS"
    case staff = "SECTION_STAFF"
    case daysOff = "SECTION_DAYS_OFF"
    case wishesOn = "SECTION_SHIFT_ON_REQUESTS"
    case wishesOff = "SECTION_SHIFT_OFF_REQUESTS"
    case cover = "SECTION_COVER"
  }

  /// Most cells, days by shifts.
  static let mostCells = 20_000

  init(_ data: Data) throws(InstanceProblem) {
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw InstanceProblem("the file is neither a JSON object nor text in UTF-8")
    }
    var section: Section?
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      lineNumber += 1
      let trimmed = line.trimmingCharacters(in: .whitespaces.union(CharacterSet(charactersIn: "\u{FEFF}")))
      if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
      if trimmed.hasPrefix("SECTION_") {
        section = try begin(trimmed)
      } else if let section {
        try read(trimmed, in: section)
      } else {
        throw problem("the file must begin with a section, such as SECTION_HORIZON")
      }
    }
    try check()
  }

  private func problem(_ message: String) -> InstanceProblem { InstanceProblem(message, line: lineNumber) }

  private func begin(_ name: String) throws(InstanceProblem) -> Section {
    guard let section = Section(rawValue: name) else { throw problem("there is no section called \(name)") }
    return section
  }

  private mutating func read(_ line: String, in section: Section) throws(InstanceProblem) {
    let fields = line.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    switch section {
    case .horizon: file.horizon = try number(fields, 0, "the number of days")
    case .shifts: try readShift(fields)
    case .staff: try readEmployee(fields)
    case .daysOff: try readDaysOff(fields)
    case .wishesOn: file.wishesOn.append(try request(fields))
    case .wishesOff: file.wishesOff.append(try request(fields))
    case .cover: try readCover(fields)
    }
  }

  private func number(_ fields: [String], _ index: Int, _ what: String) throws(InstanceProblem) -> Int {
    guard index < fields.count else { throw problem("\(what) is missing") }
    return try number(fields[index], what)
  }

  private func number(_ text: String, _ what: String) throws(InstanceProblem) -> Int {
    guard let number = Int(text), (0...10_000_000).contains(number) else {
      throw problem("\(what) must be a whole number from 0, not \"\(text)\"")
    }
    return number
  }

  private func weight(_ fields: [String], _ index: Int, _ what: String) throws(InstanceProblem) -> Int {
    let weight = try number(fields, index, what)
    if weight > RotaInstance.mostWeight {
      throw problem("\(what) must be \(RotaInstance.mostWeight) at the most, not \(weight)")
    }
    return weight
  }

  private mutating func readShift(_ fields: [String]) throws(InstanceProblem) {
    let minutes = try number(fields, 1, "the shift's length in minutes")
    let forbids = fields.count > 2 ? fields[2].split(separator: "|").map(String.init) : []
    file.shifts.append(.init(id: fields[0], minutes: minutes, forbids: forbids))
  }

  private mutating func readEmployee(_ fields: [String]) throws(InstanceProblem) {
    guard fields.count >= 8 else { throw problem("an employee has eight fields, this line \(fields.count)") }
    var most: [String: Int] = [:]
    for part in fields[1].split(separator: "|") {
      let pair = part.split(separator: "=").map(String.init)
      guard pair.count == 2 else { throw problem("\"\(part)\" is not like E=14") }
      most[pair[0]] = try number(pair[1], "how often \(pair[0]) may stand")
    }
    file.staff.append(
      .init(
        id: fields[0], most: most, mostMinutes: try number(fields, 2, "most minutes"),
        leastMinutes: try number(fields, 3, "least minutes"), mostInARow: try number(fields, 4, "most shifts in a row"),
        leastInARow: try number(fields, 5, "least shifts in a row"),
        leastFree: try number(fields, 6, "least days off in a row"),
        mostWeekends: try number(fields, 7, "most weekends")))
  }

  private mutating func readDaysOff(_ fields: [String]) throws(InstanceProblem) {
    for index in fields.indices.dropFirst() where !fields[index].isEmpty {
      file.daysOff[fields[0], default: []].insert(try number(fields, index, "a day off"))
    }
  }

  private func request(_ fields: [String]) throws(InstanceProblem) -> ClassicInstance.Request {
    let (day, weight) = (try number(fields, 1, "the day"), try weight(fields, 3, "the weight"))
    try checkShift(fields[2])
    guard file.staff.contains(where: { $0.id == fields[0] }) else {
      throw problem("there is no employee called \"\(fields[0])\"")
    }
    return .init(employee: fields[0], day: day, shift: fields[2], weight: weight)
  }

  private mutating func readCover(_ fields: [String]) throws(InstanceProblem) {
    let day = try number(fields, 0, "the day")
    guard fields.count >= 5 else { throw problem("cover has five fields, this line \(fields.count)") }
    try checkShift(fields[1])
    file.cover.append(
      .init(
        day: day, shift: fields[1], need: try number(fields, 2, "the requirement"),
        under: try weight(fields, 3, "the weight for under"), over: try weight(fields, 4, "the weight for over")))
  }

  private func checkShift(_ id: String) throws(InstanceProblem) {
    if !file.shifts.contains(where: { $0.id == id }) { throw problem("there is no shift called \"\(id)\"") }
  }

  private func check() throws(InstanceProblem) {
    if file.horizon < 1 || file.horizon > 3_660 {
      throw InstanceProblem("SECTION_HORIZON must have between 1 and 3660 days")
    }
    if file.shifts.isEmpty { throw InstanceProblem("SECTION_SHIFTS has no shift") }
    if file.horizon * file.shifts.count > Self.mostCells {
      throw InstanceProblem("\(file.horizon) days of \(file.shifts.count) shifts are more than \(Self.mostCells) cells")
    }
    let days = file.cover.map(\.day) + file.wishesOn.map(\.day) + file.wishesOff.map(\.day)
    if let late = days.first(where: { $0 >= file.horizon }) {
      throw InstanceProblem("day \(late) lies beyond the horizon of \(file.horizon) days")
    }
  }

  func instance() -> RotaInstance {
    let (names, shifts) = (file.staff.map(\.id), file.shifts.map(\.id))
    return RotaInstance(problem: ClassicProblem(file).problem) { lines in
      var rows = ["employee,day,shift"]
      for (name, line) in zip(names, lines.slots) {
        rows += line.map { "\(name),\(Int($0) / shifts.count),\(shifts[Int($0) % shifts.count])" }
      }
      return rows.joined(separator: "\n") + "\n"
    }
  }
}
