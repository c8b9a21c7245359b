import Testing

@testable import HTTPServer

@Suite("Sizes of files as views write them")
struct FileSizeTests {
  @Test(
    "Thousands have units, with one decimal below ten; no unit is said a thousand times",
    arguments: [
      (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1 kB"), (1250, "1.3 kB"), (2048, "2 kB"),
      (9949, "9.9 kB"), (9950, "10 kB"), (999_499, "999 kB"), (999_500, "1 MB"), (123_456_789, "123 MB"),
      (999_500_000, "1 GB"), (4_200_000_000, "4.2 GB"), (Int.max, "9223372037 GB"),
    ])
  func words(bytes: Int, expected: String) {
    #expect(FileSize(bytes: bytes).words == expected)
  }

  @Test("To the byte it is a plain number", arguments: [(1, "1 byte"), (123_456_789, "123456789 bytes")])
  func exact(bytes: Int, expected: String) {
    #expect(FileSize(bytes: bytes).exact == expected)
  }
}
