/// A body that is JSON of the kind we read.
struct JSONBody {
  let root: JSONField
  private let bytes: [UInt8]

  /// - Throws: 400 with the place where it stops being such JSON.
  init(_ bytes: [UInt8]) throws(Refusal) {
    do {
      root = JSONField(node: try JSONReader.read(bytes), path: "")
    } catch {
      throw error.refusal
    }
    self.bytes = bytes
  }

  /// `line 3, column 11`, the column in bytes.
  func place(of offset: Int) -> String {
    let found = JSONProblem("", at: offset, of: bytes)
    return "line \(found.line), column \(found.column)"
  }
}
