import OutboundHTTP
import Testing

struct URLGuardTests {
  @Test(
    "What is not on the Internet is refused by its URL alone (S45)",
    arguments: [
      "http://127.0.0.1/", "http://127.0.0.1:8080/", "https://127.255.255.254/", "http://0.0.0.0/", "http://10.1.2.3/",
      "http://100.64.0.1/", "http://100.100.100.200/latest/", "http://169.254.169.254/latest/meta-data/",
      "http://168.63.129.16/metadata", "http://172.16.0.1/", "http://172.31.255.1/", "http://192.0.0.192/opc/v2/",
      "http://192.168.1.1/", "http://198.18.0.1/", "http://203.0.113.5/", "http://224.0.0.251/",
      "http://255.255.255.255/", "http://[::]/", "http://[::1]/", "http://[::1]:8080/", "http://[::127.0.0.1]/",
      "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[0:0:0:0:0:ffff:a00:1]/",
      "http://[::ffff:0:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b::169.254.169.254]/",
      "http://[64:ff9b:1::a00:1]/", "http://[2002:7f00:1::]/", "http://[2002:a9fe:a9fe::1]/", "http://[2001::1]/",
      "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/", "http://[2001:db8::1]/", "http://[3fff::1]/",
      "http://[fc00::1]/", "http://[fd00:ec2::254]/latest/", "http://[fe80::1]/", "http://[fec0::1]/",
      "http://[ff02::1]/", "http://[100::1]/", "http://[5f00::1]/", "http://localhost/", "http://LOCALHOST:8080/",
      "http://a.localhost/", "https://deep.under.localhost/",
    ])
  func refusesPlaces(text: String) throws {
    let guarding = try URLGuard()
    let problem = #expect(throws: URLProblem.self) { try guarding.check(text) }
    #expect(problem?.what.contains("are not allowed") == true)
    #expect(problem?.help.contains("in the settings") == true)
  }

  @Test(
    "Ports of other services are refused",
    arguments: [
      1, 21, 22, 23, 25, 53, 81, 110, 111, 143, 389, 445, 465, 587, 631, 873, 993, 1023, 1433, 1521, 2049, 2375, 2379,
      3306, 3389, 5432, 5672, 5900, 5984, 6000, 6379, 6443, 8500, 9042, 9200, 10250, 11211, 27017,
    ])
  func refusesPorts(port: Int) throws {
    let guarding = try URLGuard()
    #expect(throws: URLProblem.self) { try guarding.check("https://hooks.example.com:\(port)/") }
  }

  @Test(
    "Public places pass",
    arguments: [
      "https://hooks.example.com/x", "http://example.org/", "https://example.com:8443/", "https://example.com:4000/",
      "http://1.1.1.1/", "https://[2606:4700::1111]/", "http://localhost.example.com/", "http://notlocalhost/",
    ])
  func passes(text: String) throws {
    #expect(try URLGuard().check(text).text.isEmpty == false)
  }

  @Test(
    "A listed host and port passes whatever it is, and nothing near it does",
    arguments: [
      ("127.0.0.1:9000", "http://127.0.0.1:9000/x", "http://127.0.0.1:9001/x"),
      ("127.0.0.1:80", "http://127.0.0.1/", "http://127.0.0.2/"),
      ("localhost:25", "http://localhost:25/", "http://a.localhost:25/"),
      ("[::1]:9000", "http://[0:0::1]:9000/", "http://[::1]:9002/"),
      ("DB.Internal:5432", "https://db.internal:5432/", "https://db.internal:6379/"),
      ("10.0.0.1:443", "https://10.0.0.1/", "http://10.0.0.1/"),
    ])
  func allowsExactly(entry: String, inside: String, outside: String) throws {
    let guarding = try URLGuard(allowed: [entry])
    let url = try guarding.check(inside)
    try guarding.check([IPAddress(127, 0, 0, 1)], of: url)
    #expect(throws: URLProblem.self) { try guarding.check(outside) }
  }

  @Test(
    "An entry of the allow list that is no host and port is refused",
    arguments: [
      "", "localhost", "10.0.0.0/8", "127.0.0.1", ":80", "[::1]", "::1:80", "host:", "host:x", "http://host:80",
      "host:80/path", "user@host:80", "*:80", "host:80#", "host:80?",
    ])
  func refusesEntries(entry: String) {
    #expect(throws: URLProblem.self) { try URLGuard(allowed: [entry]) }
  }

  @Test("One inner address among many is enough to refuse a name, and is not told")
  func refusesMixedAnswers() throws {
    let guarding = try URLGuard()
    let url = try guarding.check("https://hooks.example.com/")
    try guarding.check([IPAddress(1, 1, 1, 1), IPAddress(8, 8, 8, 8)], of: url)
    let problem = #expect(throws: URLProblem.self) {
      try guarding.check([IPAddress(1, 1, 1, 1), IPAddress(10, 9, 8, 7)], of: url)
    }
    #expect(problem?.what.contains("10.9.8.7") == false)
  }
}
