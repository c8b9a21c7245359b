import Testing

@testable import HTTPServer

@Suite("Room for deliveries")
struct IntakeRoomTests {
  @Test("No more is taken than there is, and what is given back is there again")
  func room() {
    let room = IntakeRoom(most: 100)
    #expect(room.take(60) && room.take(40))
    #expect(!room.take(1))
    room.giveBack(40)
    #expect(!room.take(41) && room.take(40))
  }
}
