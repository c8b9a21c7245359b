import Timekeeping

internal import CLibical

/// One iCalendar component of libical's, freed with this value.
///
/// Properties and components that are added belong to it from then on. The handle never leaves this file, and a value
/// of this type stays on one thread, as libical wants.
struct Component: ~Copyable {
  enum Kind {
    case calendar, event, alarm, timeZone, standardTime

    fileprivate var native: icalcomponent_kind {
      switch self {
      case .calendar: ICAL_VCALENDAR_COMPONENT
      case .event: ICAL_VEVENT_COMPONENT
      case .alarm: ICAL_VALARM_COMPONENT
      case .timeZone: ICAL_VTIMEZONE_COMPONENT
      case .standardTime: ICAL_XSTANDARD_COMPONENT
      }
    }
  }

  /// Nil only if memory ran out; then nothing is added and nothing printed.
  private let handle: OpaquePointer?

  init(_ kind: Kind) {
    handle = icalcomponent_new(kind.native)
  }

  deinit {
    if let handle { icalcomponent_free(handle) }
  }

  /// Makes `part` a component of this one.
  func add(_ part: consuming Component) {
    let given = part.released()
    guard let handle, let given else { return }
    icalcomponent_add_component(handle, given)
  }

  private consuming func released() -> OpaquePointer? {
    let given = handle
    discard self
    return given
  }

  func add(_ property: Property) {
    guard let handle, let made = property.native else { return }
    icalcomponent_add_property(handle, made)
  }

  /// The component as libical prints it: CRLF, folded in its own way.
  func printed() -> [UInt8] {
    guard let handle, let text = icalcomponent_as_ical_string_r(handle) else { return [] }
    defer { icalmemory_free_buffer(text) }
    return Array(String(cString: text).utf8)
  }
}

/// The properties that a feed has, each with the type libical gives it.
enum Property {
  case version, productID(String), gregorian, name(String), refreshInterval(hours: Int)
  case uid(String), stamp(Timestamp), lastModified(Timestamp), created(Timestamp), sequence(Int)
  case start(Timestamp), end(Timestamp), summary(String), details(String), url(String)
  case confirmed, cancelled, takesTime(Bool)
  case displays, trigger(secondsBefore: Int)
  /// Any name; commas, semicolons and backslashes of the value must have been escaped by `LibicalFeed.escaped`.
  case other(String, String)
  case zoneID(String), zoneName(String), zoneStart, offsetFrom(seconds: Int), offsetTo(seconds: Int)

  fileprivate var native: OpaquePointer? {
    switch self {
    case .version: icalproperty_new_version("2.0")
    case .productID(let text): icalproperty_new_prodid(text)
    case .gregorian: icalproperty_new_calscale("GREGORIAN")
    case .name(let text): icalproperty_new_name(text)
    case .refreshInterval(let hours): icalproperty_new_refreshinterval(icaldurationtype_from_int(Int32(hours * 3600)))
    case .uid(let text): icalproperty_new_uid(text)
    case .stamp(let instant): icalproperty_new_dtstamp(instant.native)
    case .lastModified(let instant): icalproperty_new_lastmodified(instant.native)
    case .created(let instant): icalproperty_new_created(instant.native)
    case .sequence(let number): icalproperty_new_sequence(Int32(clamping: number))
    case .start(let instant): icalproperty_new_dtstart(instant.native)
    case .end(let instant): icalproperty_new_dtend(instant.native)
    case .summary(let text): icalproperty_new_summary(text)
    case .details(let text): icalproperty_new_description(text)
    case .url(let text): icalproperty_new_url(text)
    case .confirmed: icalproperty_new_status(ICAL_STATUS_CONFIRMED)
    case .cancelled: icalproperty_new_status(ICAL_STATUS_CANCELLED)
    case .displays: icalproperty_new_action(ICAL_ACTION_DISPLAY)
    case .trigger(let seconds): icalproperty_new_trigger(icaltriggertype_from_int(-Int32(clamping: seconds)))
    case .takesTime(let busy): icalproperty_new_transp(busy ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT)
    case .other(let name, let value): Self.nativeX(name, value)
    case .zoneID(let text): icalproperty_new_tzid(text)
    case .zoneName(let text): icalproperty_new_tzname(text)
    case .zoneStart: icalproperty_new_dtstart(Timestamp(milliseconds: 0).nativeLocal)
    case .offsetFrom(let seconds): icalproperty_new_tzoffsetfrom(Int32(seconds))
    case .offsetTo(let seconds): icalproperty_new_tzoffsetto(Int32(seconds))
    }
  }

  private static func nativeX(_ name: String, _ value: String) -> OpaquePointer? {
    guard let property = icalproperty_new_x(value) else { return nil }
    icalproperty_set_x_name(property, name)
    return property
  }
}

extension Timestamp {
  /// In UTC, to the second; within the years 1–9999.
  fileprivate var native: icaltimetype {
    var time = nativeLocal
    time.zone = icaltimezone_get_utc_timezone()
    return time
  }

  /// Every field is set: one that is missing would be printed as -1.
  fileprivate var nativeLocal: icaltimetype {
    let wall = CivilDateTime(secondsSinceEpoch: min(max(self, .distantPast), .distantFuture).seconds)
    let (year, month, day) = wall.date.parts
    let second = wall.secondOfDay
    var time = icaltime_null_time()
    time.year = Int32(year)
    time.month = Int32(month)
    time.day = Int32(day)
    time.hour = Int32(second / 3600)
    time.minute = Int32(second / 60 % 60)
    time.second = Int32(second % 60)
    time.is_date = 0
    return time
  }
}
