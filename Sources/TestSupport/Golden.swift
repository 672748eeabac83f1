internal import Foundation
package import Testing

/// Compares printed text with a committed file in `Expected` beside the test's source; `UPDATE_EXPECTED=1` rewrites it.
package func expectGolden(
    _ text: String, _ name: String, file: String = #filePath, location: SourceLocation = #_sourceLocation
) throws {
    let folder = URL(filePath: file).deletingLastPathComponent().appending(path: "Expected")
    let path = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["UPDATE_EXPECTED"] == "1" {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: path)
    }
    let expected = try String(contentsOf: path, encoding: .utf8)
    #expect(text == expected, "UPDATE_EXPECTED=1 rewrites Expected/\(name)", sourceLocation: location)
}
