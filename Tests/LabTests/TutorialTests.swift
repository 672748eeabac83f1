import Foundation
import Testing

extension LabSuites {
    /// docs/tutorial.md, word by word.
    @Suite(.serialized) struct TutorialTests {}
}

extension LabSuites.TutorialTests {
    struct Command {
        let line: Int
        let text: String
        let status: Int
        var expected: [String] = []
    }

    /// The commands of the console blocks, each with the lines below it.
    static func commands(_ page: String) -> [Command] {
        var commands: [Command] = []
        var isConsole = false
        for (index, line) in page.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("```") {
                isConsole = line == "```console"
            } else if isConsole, line.hasPrefix("$ ") {
                let parts = line.dropFirst(2).components(separatedBy: "    # exit ")
                commands.append(
                    Command(line: index + 1, text: parts[0], status: parts.count > 1 ? Int(parts[1]) ?? -1 : 0))
            } else if isConsole, !commands.isEmpty, !line.isEmpty {
                commands[commands.count - 1].expected.append(String(line))
            }
        }
        return commands
    }

    @Test func everyBlockDoesWhatItShows() async throws {
        let page = try String(contentsOfFile: "\(LabBench.root)/docs/tutorial.md", encoding: .utf8)
        let commands = Self.commands(page)
        #expect(commands.count > 15)
        _ = try await LabBench.lab("down")
        var prelude = "cd \(LabBench.root); export PATH=\"$PWD/.build/debug:$PATH\""
        for command in commands {
            let isDefinition = command.text.hasPrefix("export ") || command.text.contains("() {")
            if isDefinition { prelude += "; " + command.text }
            let answer = try await LabBench.run("/bin/bash", ["-c", "\(prelude); \(command.text)"])
            #expect(answer.status == command.status, "line \(command.line): \(answer.output)\(answer.errors)")
            expectInOrder(command, answer.output + answer.errors)
        }
    }

    /// Each expected line in its order; figures of one run differ from those of another. After `…` and at the end other
    /// lines may come.
    private func expectInOrder(_ command: Command, _ output: String) {
        var rest = output.split(separator: "\n").map(Self.comparable)[...]
        for expected in command.expected where expected != "…" {
            let wanted = Self.comparable(Substring(expected))
            guard let index = rest.firstIndex(where: { $0.hasPrefix(wanted) }) else {
                Issue.record("line \(command.line): “\(expected)” is missing in:\n\(output)")
                return
            }
            rest = rest[(index + 1)...]
        }
    }

    private static func comparable(_ line: Substring) -> String {
        line.replacing(/[0-9.]+% of [0-9.]+/, with: "#").trimmingCharacters(in: .whitespaces)
    }
}
