/// A file that `check --fix` would write otherwise.
package struct FixedFile: Sendable, Hashable {
  package let path: String
  package let before: [UInt8]
  package let after: [UInt8]

  /// What changes, for people and for `patch`.
  package var diff: String { UnifiedDiff.text(path: path, from: before, to: after) }
}

extension ScheduleReader {
  /// The files that can be spelled as in the manual, with all that was found in them; none while there is any error.
  ///
  /// What they say stays the same: should a new spelling be read as anything else, which would be a mistake of this
  /// program, its file is left as it is.
  package func fixes(_ files: [SourceFile]) -> (files: [FixedFile], checked: CheckedFiles) {
    let checked = check(files)
    guard let meaning = checked.definitions else { return ([], checked) }
    var kept = files
    var fixed: [FixedFile] = []
    for index in files.indices {
      guard let change = fix(files[index], checked.respellings) else { continue }
      kept[index].bytes = change.after
      if check(kept).definitions == meaning {
        fixed.append(change)
      } else {
        kept[index] = files[index]
      }
    }
    return (fixed, checked)
  }

  private func fix(_ file: SourceFile, _ respellings: [Respelling]) -> FixedFile? {
    let own = respellings.filter { $0.file == file.path }
    guard !own.isEmpty, var spelled = SpelledFile(file.bytes) else { return nil }
    spelled.respell(own)
    let after = spelled.bytes
    return after == file.bytes ? nil : FixedFile(path: file.path, before: file.bytes, after: after)
  }
}
