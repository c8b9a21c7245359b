import Timekeeping

extension ServiceDesk {
  /// Everything the server runs beside answering: a new loop is one line here.
  package var loops: [EngineLoop] {
    [
      EngineLoop(name: "timers", desk: self) { try await fireDueTimers() },
      EngineLoop(name: "pages", desk: self) { try await sendDuePages() },
      EngineLoop(name: "messages", desk: self) { try await sendDueMessages() },
      EngineLoop(name: "replies", desk: self) { try await sendDueReplies() },
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
