/// A body that is JSON of the kind we read.
struct JSONBody {
  let root: JSONField
  private let bytes: [UInt8]

  /// - Parameter mending: for a sender who passes on what others wrote: characters that are none are replaced.
  /// - Throws: 400 with the place where it stops being such JSON.
  init(_ bytes: [UInt8], mending: Bool = false) throws(Refusal) {
    self.bytes = bytes
    do {
      root = JSONField(node: try JSONReader.read(bytes), path: "")
    } catch {
      guard mending, let mended = try? JSONGuard.mended(bytes), let node = try? JSONReader.read(mended) else {
        throw error.refusal
      }
      root = JSONField(node: node, path: "")
    }
  }

  /// `line 3, column 11`, the column in bytes.
  func place(of offset: Int) -> String {
    let found = JSONProblem("", at: offset, of: bytes)
    return "line \(found.line), column \(found.column)"
  }
}
