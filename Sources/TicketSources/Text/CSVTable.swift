/// Comma-separated values (RFC 4180): quoted fields may hold separators, line breaks and doubled quotes; rows end with
/// LF, CRLF, or CR throughout; the separator is a comma, a semicolon or a tab, whichever the first row has most of.
struct CSVTable {
  struct Row {
    /// From 1; where it begins.
    let line: Int
    let fields: [String]
  }

  static let columnLimit = 300

  let rows: [Row]

  /// - Throws: 400 for bytes that are not UTF-8, and a quote that does not end; with the line.
  init(_ bytes: [UInt8]) throws(Refusal) {
    let plain = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    // Where nothing is a line end but a lone CR, as in tables of old Macs, that is one.
    let lines: [UInt8] = plain.contains(0x0A) ? Array(plain) : plain.map { $0 == 0x0D ? 0x0A : $0 }
    if let bad = UTF8Check.firstBadByte(lines) {
      let line = 1 + lines.prefix(bad).count { $0 == 0x0A }
      throw Refusal(400, "the file is not UTF-8, line \(line): save it as UTF-8 and send it again")
    }
    var reader = Reader(bytes: lines)
    rows = try reader.rows()
  }

  private struct Reader {
    let bytes: [UInt8]
    var at = 0
    var line = 1
    let separator: UInt8

    init(bytes: [UInt8]) {
      self.bytes = bytes
      let head = bytes.prefix { $0 != 0x0A }
      let counts = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09].map { mark in (mark, head.count { $0 == mark }) }
      separator = counts.reduce(counts[0]) { $1.1 > $0.1 ? $1 : $0 }.0
    }

    mutating func rows() throws(Refusal) -> [Row] {
      var rows: [Row] = []
      while at < bytes.count {
        let start = line
        let fields = try row()
        if fields != [""] { rows.append(Row(line: start, fields: fields)) }
      }
      return rows
    }

    private mutating func row() throws(Refusal) -> [String] {
      var fields: [String] = []
      while true {
        fields.append(try field())
        guard fields.count <= CSVTable.columnLimit else {
          throw Refusal(422, "line \(line) has more than \(CSVTable.columnLimit) columns")
        }
        guard at < bytes.count, bytes[at] == separator else { break }
        at += 1
      }
      skipLineEnd()
      return fields
    }

    private mutating func skipLineEnd() {
      if at < bytes.count, bytes[at] == 0x0D { at += 1 }
      guard at < bytes.count, bytes[at] == 0x0A else { return }
      at += 1
      line += 1
    }

    private func endsField(_ byte: UInt8) -> Bool {
      byte == separator || byte == 0x0A || (byte == 0x0D && (at + 1 >= bytes.count || bytes[at + 1] == 0x0A))
    }

    private mutating func field() throws(Refusal) -> String {
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { return plainField() }
      let start = line
      var text: [UInt8] = []
      at += 1
      while at < bytes.count {
        guard bytes[at] == UInt8(ascii: "\"") else {
          if bytes[at] == 0x0A { line += 1 }
          text.append(bytes[at])
          at += 1
          continue
        }
        at += 1
        guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
          // Some exports forget to quote what follows; it belongs to the field.
          return String(decoding: text, as: UTF8.self) + plainField()
        }
        text.append(bytes[at])
        at += 1
      }
      throw Refusal(400, "a quotation mark that begins in line \(start) does not end")
    }

    private mutating func plainField() -> String {
      let start = at
      while at < bytes.count, !endsField(bytes[at]) { at += 1 }
      return String(decoding: bytes[start..<at], as: UTF8.self)
    }
  }
}
