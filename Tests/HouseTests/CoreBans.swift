/// What would make the pure core impure: the clock, randomness, threads, and an order that changes with each process.
enum CoreBans {
  static let all = [time, clock, foundation, identifiers, randomness, concurrency, hashing]

  private static let time = Ban(
    name: "reading the time",
    pattern: Pattern(#"\bDate\s*\(|\b[A-Z]\w*(?:\(\))?\.now\b|(?<![\w)\]])\.now\b|\btime\s*\(\s*nil"#),
    scope: .core,
    instead: "Take `now: Timestamp` as a parameter: whoever stands at the door asks the clock, once.",
    planted: ["let a = Date()", "let a = Timestamp.now", "wait(until: .now)", "ContinuousClock().now", "time(nil)"],
    harmless: ["let a = input.now", "func f(now: Timestamp) {}", "// not Date()", "let d = CivilDate(text)"])

  private static let clock = Ban(
    name: "a clock",
    pattern: Pattern(#"\b(?:ContinuousClock|SuspendingClock|clock_gettime|gettimeofday|systemUptime)\b"#),
    scope: .core,
    instead: "Take `now: Timestamp` as a parameter.",
    planted: ["let clock = ContinuousClock()", "clock_gettime(CLOCK_REALTIME, &t)"],
    harmless: ["func clockHours() {}", "let clock = BootClock(id: id)"])

  private static let foundation = Ban(
    name: "a library of the system",
    pattern: Pattern(#"\bimport\s+(?:Foundation\w*|Glibc|Dispatch|Synchronization|Musl|Darwin)\b"#),
    scope: .core,
    instead: "The core has none: do it in plain Swift, or have the edge do it and hand the result in.",
    planted: ["import Foundation", "import FoundationEssentials", "internal import Glibc"],
    harmless: ["import Timekeeping", "// import Foundation"])

  private static let identifiers = Ban(
    name: "UUID()",
    pattern: Pattern(#"\bUUID\s*\("#),
    scope: .core,
    instead: "Take the id as a parameter: the store hands ids out.",
    planted: ["let id = UUID()"],
    harmless: ["let uid = ShiftUID(text)"])

  private static let randomness = Ban(
    name: "randomness",
    pattern: Pattern(
      #"\.random\s*\((?![^)\n]*using:)|\brandomElement\s*\(\s*\)|\bshuffled?\s*\(\s*\)|SystemRandomNumberGenerator"#
        + #"|\barc4random"#),
    scope: .core,
    instead: "Hand a seeded generator in, and draw `using:` it.",
    planted: ["Int.random(in: 0..<3)", "list.shuffled()", "list.randomElement()", "SystemRandomNumberGenerator()"],
    harmless: ["Int.random(in: 0..<3, using: &generator)", "list.shuffled(using: &generator)", "let random = 3"])

  private static let concurrency = Ban(
    name: "concurrency",
    pattern: Pattern(#"\bTask\s*[{(.<]|\basync\b|\bawait\b|\bDispatchQueue\b|\bactor\s+\w+|\bThread\b|@MainActor"#),
    scope: .core,
    instead: "The core is synchronous: Workflows loads, asks it, and commits.",
    planted: ["Task { }", "func f() async {}", "await x()", "DispatchQueue.main", "actor Desk {}"],
    harmless: ["let actor: String", "struct TaskList {}", "// await nobody", "let text = \"async\""])

  private static let hashing = Ban(
    name: "a hash seeded per process",
    pattern: Pattern(#"\.hashValue\b|\bHasher\s*\(\s*\)"#),
    scope: .core,
    instead: "Compare or sort by the value itself, or use a hash of our own whose result is always the same.",
    planted: ["let a = member.hashValue", "var hasher = Hasher()"],
    harmless: ["func hash(into hasher: inout Hasher) {}"])
}
