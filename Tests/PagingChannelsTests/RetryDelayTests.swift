import PagingChannels
import ProviderExchange
import Timekeeping
import Testing

struct RetryDelayTests {
  private func seconds(_ headers: [ProviderHeader]) -> Int64 {
    RetryDelay(headers: headers, now: Samples.now).duration.duration.components.seconds
  }

  @Test(
    "Retry-After is honoured within a second and a quarter of an hour (F33)",
    arguments: [
      ("0", 1), ("1", 1), ("2", 2), (" 7", 7), ("899", 899), ("900", 900), ("901", 900), ("86400", 900),
      ("999999999999999999999999999", 900), ("-5", 15), ("1.5", 15), ("", 15), ("soon", 15), ("10 seconds", 15),
      ("１０", 15),
      ("Fri, 16 Oct 2026 12:00:40 GMT", 40), ("Friday, 16-Oct-26 12:01:00 GMT", 60), ("Fri Oct 16 12:02:00 2026", 120),
      ("Fri, 16 Oct 2026 11:00:00 GMT", 1), ("Fri, 16 Oct 2026 13:00:00 GMT", 900),
      ("Sun, 06 Nov 1994 08:49:37 GMT", 1),
      ("Fri, 31 Dec 9999 23:59:59 GMT", 900), ("Fri, 32 Oct 2026 12:00:40 GMT", 15),
    ])
  func honours(text: String, expected: Int64) {
    #expect(seconds([ProviderHeader("retry-after", text)]) == expected)
  }

  @Test("Without Retry-After it is 15 seconds")
  func hasUsual() {
    #expect(seconds([]) == 15)
    #expect(seconds([ProviderHeader("date", "Fri, 16 Oct 2026 12:00:00 GMT")]) == 15)
  }

  @Test("A date is measured by the provider's own clock where it shows one")
  func measuresByProvider() {
    let date = ProviderHeader("Date", "Fri, 16 Oct 2026 14:00:00 GMT")
    let asked = ProviderHeader("Retry-After", "Fri, 16 Oct 2026 14:00:30 GMT")
    #expect(seconds([date, asked]) == 30)
    #expect(seconds([ProviderHeader("date", "nonsense"), asked]) == 900)
  }

  @Test(
    "All three forms of a date in HTTP are read",
    arguments: [
      ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
      ("Sun Nov  6 08:49:37 1994", 784_111_777), ("Thu, 29 Feb 2024 23:59:60 GMT", 1_709_251_199),
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Wednesday, 31-Dec-69 23:59:59 GMT", 3_155_759_999),
    ])
  func readsDates(text: String, seconds: Int64) {
    #expect(HTTPDate.parse(text) == Timestamp(seconds: seconds))
  }

  @Test(
    "Other texts are not dates",
    arguments: [
      "", "now", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 30 Feb 2026 08:49:37 GMT",
      "Sun, 06 Nov 94 24:00:00 GMT", "Sun, 06 Noc 1994 08:49:37 GMT", "Sun, 06 Nov 199 08:49:37 GMT",
      "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 8:49:37:00 GMT", "1994-11-06T08:49:37Z",
      "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 0000 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT and more words",
    ])
  func refusesTexts(text: String) {
    #expect(HTTPDate.parse(text) == nil)
  }
}
