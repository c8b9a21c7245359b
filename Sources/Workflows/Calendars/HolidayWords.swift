import ScheduleFiles
import Storage
import Timekeeping

/// The sentences about holidays that leads are sent.
enum HolidayWords {
  private static let most = 10

  static func changed(_ copy: HolidayCopy, came: [Holiday], went: [Holiday], shifts: Int) -> String {
    var sentences = ["\(copy.calendar) has changed; the version in force goes by \(copy.summary)."]
    if !came.isEmpty { sentences.append("New: \(list(came)).") }
    if !went.isEmpty { sentences.append("Gone: \(list(went)).") }
    if shifts > 0 { sentences.append("Published shifts on these days: \(shifts).") }
    sentences.append(
      "To go by it: watchbill calendar holidays refresh, then watchbill plan shows the effect and watchbill apply "
        + "puts it in force.")
    return sentences.joined(separator: " ")
  }

  static func silent(_ reading: HolidayReading, for time: Duration) -> String {
    "\(reading.address) has not been readable for \(time.components.seconds / 3600) hours. The days in force stay as "
      + "they are. The last attempt: \(reading.problem ?? "unknown"). What is known of it: watchbill calendar holidays "
      + "readings"
  }

  private static func list(_ days: [Holiday]) -> String {
    let shown = days.prefix(most).map { "\($0.date) \($0.name)" }.joined(separator: ", ")
    return days.count > most ? "\(shown) and \(days.count - most) more" : shown
  }
}
