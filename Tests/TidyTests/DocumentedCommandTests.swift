import Foundation
import Testing

/// Every command that the documents tell people to type exists, with its options, in the program as it was built.
@Suite struct DocumentedCommandTests {
    struct Command: Sendable, CustomTestStringConvertible {
        let place: String
        let words: [String]
        var testDescription: String { "\(place): \(words.joined(separator: " "))" }

        /// `hcctl lab run -- hcctl diff …` is two commands.
        var parts: [[String]] {
            words.split(separator: "hcctl", omittingEmptySubsequences: true).map { part in
                part.filter { $0 != "--" && $0 != "|" && $0 != "&&" }
            }
        }
    }

    static let program = Tree.root.appending(path: ".build/debug/hcctl").path
    static var isBuilt: Bool { FileManager.default.isExecutableFile(atPath: program) }

    /// Lines of code blocks that begin with `hcctl`, with or without a prompt.
    static func commands() throws -> [Command] {
        let readme = Tree.File(
            path: "README.md", text: try String(contentsOf: Tree.root.appending(path: "README.md"), encoding: .utf8))
        return try (Tree.files(below: "docs", ending: ".md") + [readme]).flatMap { file in
            file.lines.enumerated().compactMap { index, line in
                let typed = line.hasPrefix("$ ") ? line.dropFirst(2) : line
                guard typed.hasPrefix("hcctl ") else { return nil }
                let code = typed.range(of: "  ").map { typed[..<$0.lowerBound] } ?? typed
                return Command(place: "\(file.path):\(index + 1)", words: code.split(separator: " ").map(String.init))
            }
        }
    }

    private static func help(_ verbs: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = verbs + ["--help"]
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    @Test(.enabled(if: isBuilt, "hcctl is not built"), arguments: try commands())
    func exists(_ command: Command) throws {
        for part in command.parts {
            let verbs = Array(
                part.prefix { $0.allSatisfy { $0.isLowercase } }.prefix(
                    ["lab", "controller"].contains(part.first) ? 2 : 1))
            let help = try Self.help(verbs)
            #expect(help.status == 0 && help.text.contains("USAGE: hcctl \(verbs.joined(separator: " "))"))
            for option in part where option.hasPrefix("-") {
                let name = option.split(separator: "=")[0]
                #expect(help.text.contains(name), "\(command.place): \(name) is no option of hcctl \(verbs)")
            }
        }
    }

    @Test func thereAreSome() throws {
        #expect(try Self.commands().count > 5)
    }
}
