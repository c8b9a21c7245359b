/// What all our doors take as JSON.
package enum JSONSyntax {
  /// Why the bytes are not the JSON we read, with line and column; nil where they are.
  package static func fault(in bytes: [UInt8]) -> String? {
    do throws(Refusal) {
      _ = try JSONBody(bytes)
      return nil
    } catch {
      return error.message
    }
  }
}
