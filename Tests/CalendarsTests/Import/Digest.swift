/// SHA-256 (FIPS 180-4) for comparing with recorded sums; slow and short, for tests only.
enum Digest {
  static func sha256(_ text: String) -> String {
    var state: [UInt32] = roots(8) { $0.squareRoot() }
    let keys: [UInt32] = roots(64) { cubeRoot($0) }
    for block in padded(Array(text.utf8)) { state = zip(state, round(block, state, keys)).map { $0 &+ $1 } }
    return state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  private static func round(_ block: [UInt32], _ start: [UInt32], _ keys: [UInt32]) -> [UInt32] {
    func turn(_ word: UInt32, _ by: UInt32) -> UInt32 { word >> by | word << (32 - by) }
    var words = block
    for at in 16..<64 {
      let (a, b) = (words[at - 15], words[at - 2])
      let low = turn(a, 7) ^ turn(a, 18) ^ (a >> 3)
      let high = turn(b, 17) ^ turn(b, 19) ^ (b >> 10)
      words.append(words[at - 16] &+ low &+ words[at - 7] &+ high)
    }
    var s = start
    for at in 0..<64 {
      let choice = (s[4] & s[5]) ^ (~s[4] & s[6])
      let first = s[7] &+ (turn(s[4], 6) ^ turn(s[4], 11) ^ turn(s[4], 25)) &+ choice &+ keys[at] &+ words[at]
      let majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2])
      let second = (turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22)) &+ majority
      s = [first &+ second, s[0], s[1], s[2], s[3] &+ first, s[4], s[5], s[6]]
    }
    return s
  }

  private static func padded(_ bytes: [UInt8]) -> [[UInt32]] {
    var all = bytes + [0x80]
    while all.count % 64 != 56 { all.append(0) }
    for shift in stride(from: 56, through: 0, by: -8) {
      all.append(UInt8(UInt64(bytes.count * 8) >> UInt64(shift) & 255))
    }
    return stride(from: 0, to: all.count, by: 64).map { start in
      (0..<16).map { word in all[(start + word * 4)..<(start + word * 4 + 4)].reduce(0) { $0 << 8 | UInt32($1) } }
    }
  }

  /// The first 32 bits of the fractions of the roots of the first primes.
  private static func roots(_ count: Int, _ root: (Double) -> Double) -> [UInt32] {
    let primes = (2...400).filter { number in !(2..<number).contains { number % $0 == 0 } }
    return primes.prefix(count).map { prime in
      let value = root(Double(prime))
      return UInt32((value - value.rounded(.down)) * 4_294_967_296)
    }
  }

  private static func cubeRoot(_ value: Double) -> Double {
    var guess = value / 3
    for _ in 0..<200 { guess -= (guess * guess * guess - value) / (3 * guess * guess) }
    return guess
  }
}
