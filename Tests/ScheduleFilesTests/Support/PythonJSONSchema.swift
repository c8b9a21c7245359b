import Foundation

/// The Python package jsonschema as a second opinion on our schema, where the machine has it.
enum PythonJSONSchema {
  static let present = (try? run("import jsonschema, yaml")) == ""

  /// What the validator says against the YAML file; empty when it is valid.
  static func faults(of file: String, schema: String) throws -> String {
    try run(
      """
      import json, sys, yaml, jsonschema
      schema = json.load(open(sys.argv[2]))
      jsonschema.Draft202012Validator.check_schema(schema)
      value = yaml.load(open(sys.argv[1]), Loader=yaml.BaseLoader)
      for error in jsonschema.Draft202012Validator(schema).iter_errors(value): print(error.message)
      """, arguments: [file, schema])
  }

  private static func run(_ script: String, arguments: [String] = []) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    return process.terminationStatus == 0 ? text : text + "exit \(process.terminationStatus)"
  }
}
