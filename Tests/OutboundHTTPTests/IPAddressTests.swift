import OutboundHTTP
import Testing

struct IPAddressTests {
  @Test(
    "An address is read in its usual forms and printed in one",
    arguments: [
      ("0.0.0.0", "0.0.0.0"), ("192.0.2.255", "192.0.2.255"), ("::", "::"), ("::1", "::1"), ("1::", "1::"),
      ("2001:DB8::00ff", "2001:db8::ff"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
      ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
      ("::ffff:192.0.2.1", "::ffff:c000:201"), ("64:ff9b::10.0.0.1", "64:ff9b::a00:1"),
      ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"), ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
      ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
    ])
  func reads(text: String, printed: String) throws {
    let address = try #require(IPAddress(text: text))
    #expect(address.description == printed)
    #expect(IPAddress(text: printed) == address)
  }

  @Test(
    "Everything else is not an address",
    arguments: [
      "", "1.2.3", "1.2.3.4.5", "1.2.3.", ".1.2.3", "1..2.3", "256.1.1.1", "01.2.3.4", "1.2.3.04", "0x7f.0.0.1",
      "127.1", "2130706433", "1.2.3.4 ", " 1.2.3.4", "+1.2.3.4", "1.2.3.-4", "１.2.3.4", "localhost", ":", ":::",
      "1:2", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "::1%eth0", "[::1]",
      "1:2:3:4:5:6:7:8::", "::1.2.3", "1.2.3.4::", "::1.2.3.4:5", "1:2:3:4:5:6:7:1.2.3.4", "-1::", "::+1",
    ])
  func refuses(text: String) {
    #expect(IPAddress(text: text) == nil)
  }

  @Test("Only 4 or 16 bytes make an address", arguments: [0, 3, 5, 8, 15, 17])
  func needsWholeAddresses(count: Int) {
    #expect(IPAddress(bytes: Array(repeating: 1, count: count)) == nil)
  }
}
