import Storage
import Timekeeping

extension ServiceDesk {
  /// Everything the server runs beside answering: a new loop is one line here.
  package var loops: [EngineLoop] {
    [
      EngineLoop(name: "timers", desk: self) { try await fireDueTimers() },
      EngineLoop(name: "pages", sending: .page, desk: self),
      EngineLoop(name: "messages", sending: .message, desk: self),
      EngineLoop(name: "replies", sending: .letter, desk: self),
      EngineLoop(name: "calendars", desk: self, longestSleep: .minutes(1), heedsRings: false) {
        try await refreshDueCalendars()
      },
      EngineLoop(name: "holidays", desk: self, longestSleep: .minutes(10), heedsRings: false) {
        try await readDueHolidays()
      },
      EngineLoop(name: "upkeep", desk: self, longestSleep: .hours(1), heedsRings: false) { try await upkeep() },
    ]
  }
}
