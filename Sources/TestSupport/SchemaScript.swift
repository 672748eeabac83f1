package import Foundation

/// `scripts/check-schemas`: Debian's python3-jsonschema as a second opinion on schemas and documents.
package enum SchemaScript {
    package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Whether the Python packages are installed that the script needs.
    package static let isAvailable: Bool = (try? run(["means"]))?.status == 0
    /// Why a test is skipped where they are not.
    package static let remedy = "scripts/setup test installs python3-jsonschema and python3-yaml"

    /// The exit status of the script and the lines that it prints.
    package static func run(_ arguments: [String], input: String = "") throws -> (status: Int32, lines: [String]) {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "hcctl-schemas-\(ProcessInfo.processInfo.globallyUniqueString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (source, target) = (folder.appending(path: "in"), folder.appending(path: "out"))
        try Data(input.utf8).write(to: source)
        try Data().write(to: target)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [root.appending(path: "scripts/check-schemas").path] + arguments
        process.standardInput = try FileHandle(forReadingFrom: source)
        process.standardOutput = try FileHandle(forWritingTo: target)
        try process.run()
        process.waitUntilExit()
        let text = try String(contentsOf: target, encoding: .utf8)
        return (process.terminationStatus, text.split(separator: "\n").map(String.init))
    }
}
