import Foundation
import Testing

/// `scripts/manpages` writes a page for each verb, which groff formats without a warning.
@Suite struct ManPageTests {
    private static let groff = "/usr/bin/groff"

    private func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    @Test(.enabled(if: DocumentedCommandTests.isBuilt, "hcctl is not built"))
    func everyVerbHasAPage() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "hcctl-man-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let script = Tree.root.appending(path: "scripts/manpages").path
        let made = try run(script, [folder.path, DocumentedCommandTests.program])
        #expect(made.status == 0, "\(made.text)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        let help = try run(DocumentedCommandTests.program, ["--help"]).text
        let verbs = help.matches(of: /\n  ([a-z]+) {2,}[A-Z]/).map { String($0.output.1) }.filter { $0 != "help" }
        #expect(verbs.count > 15 && Set(verbs.map { "hcctl-\($0).1" }).isSubset(of: names), "\(verbs) \(names)")
        #expect(names.contains("hcctl.1") && names.contains("hcctl-lab-up.1"))
        guard FileManager.default.isExecutableFile(atPath: Self.groff) else { return }
        let formatted = try run(Self.groff, ["-mdoc", "-Tutf8", "-ww", "-z"] + names.map { "\(folder.path)/\($0)" })
        #expect(formatted.status == 0 && formatted.text.isEmpty, "\(formatted.text)")
    }
}
