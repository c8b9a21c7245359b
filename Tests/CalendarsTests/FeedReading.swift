import CLibical
import Timekeeping

/// A feed read back with libical, which is not how `FeedWriter` wrote it.
struct FeedReading {
  struct Event: Equatable {
    var uid: String
    var start: Int64
    var end: Int64
    var summary: String
    var details: String
    var url: String
    var sequence: Int
    var categories: [String]
  }

  var name = ""
  var errors = -1
  var events: [Event] = []

  init(_ bytes: [UInt8]) {
    guard let root = icalparser_parse_string(String(decoding: bytes, as: UTF8.self)) else { return }
    defer { icalcomponent_free(root) }
    errors = Int(icalcomponent_count_errors(root))
    name = Self.text(icalproperty_get_name(icalcomponent_get_first_property(root, ICAL_NAME_PROPERTY)))
    var next = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT)
    while let event = next {
      events.append(Self.event(event))
      next = icalcomponent_get_next_component(root, ICAL_VEVENT_COMPONENT)
    }
  }

  private static func event(_ event: OpaquePointer) -> Event {
    let url = icalcomponent_get_first_property(event, ICAL_URL_PROPERTY)
    return Event(
      uid: text(icalcomponent_get_uid(event)),
      start: Int64(icaltime_as_timet_with_zone(icalcomponent_get_dtstart(event), icaltimezone_get_utc_timezone())),
      end: Int64(icaltime_as_timet_with_zone(icalcomponent_get_dtend(event), icaltimezone_get_utc_timezone())),
      summary: text(icalcomponent_get_summary(event)), details: text(icalcomponent_get_description(event)),
      url: url.map { text(icalproperty_get_url($0)) } ?? "", sequence: Int(icalcomponent_get_sequence(event)),
      categories: categories(event))
  }

  /// libical makes one property of each category.
  private static func categories(_ event: OpaquePointer) -> [String] {
    var categories: [String] = []
    var next = icalcomponent_get_first_property(event, ICAL_CATEGORIES_PROPERTY)
    while let property = next {
      categories.append(text(icalproperty_get_categories(property)))
      next = icalcomponent_get_next_property(event, ICAL_CATEGORIES_PROPERTY)
    }
    return categories
  }

  private static func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
}
