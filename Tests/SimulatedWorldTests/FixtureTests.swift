import ClusterModel
import Foundation
import TestSupport
import Testing
import World

@testable import SimulatedWorld

/// Every answer of the model against what the real tool answered in the same situation.
@Suite struct FixtureTests {
    static let tools = [
        "apt-cache", "blkid", "busctl", "ctdb", "dd", "dpkg-query", "find", "findmnt", "getent", "getfattr", "gluster",
        "journalctl", "lsattr", "lsblk", "mkdir", "mkfs.xfs", "mount", "read", "rpcinfo", "setfattr", "sha256sum",
        "systemctl", "systemd-run",
    ]

    private static let units = "units and mounts of CTDB: what the product reads of them is compared by DriftTests"
    /// Its answer is that of one interface: the model has no others.
    static let notCompared = ["ip"]

    /// What is not compared, and why.
    static let leftOut: [String: String] = [
        "systemctl/252/daemon-reload": units, "systemctl/252/lock-bare": units, "systemctl/252/lock-healthy": units,
        "systemctl/252/lock-stale": units, "systemctl/252/lock-stopped": units, "systemctl/252/mounted": units,
        "systemctl/252/started": units, "systemctl/252/stop-daemon": units, "findmnt/2.38.1/lock": units,
        "findmnt/2.38.1/no-lock": units,
        "ctdb/4.17.12/monitor-unhealthy": "a script of the host prints the table of its processes",
        "ctdb/4.17.12/monitor-timed-out": "the model has no scripts that hang",
        "ctdb/4.17.12/scripts-own": "the model has no scripts of the host's own",
        "ctdb/4.17.12/status-no-lock": "nodes that have not been heard of yet are disconnected in the model",
        "gluster/10.3/stop": "hcctl never stops a volume: in the model a action does",
        "journalctl/252/installing": "the model knows of no dependencies, and of no earlier installations",
    ]

    @Test(arguments: tools) func theModelAnswersAsTheToolDid(_ tool: String) throws {
        let fixtures = try Fixture.all(of: tool).filter { Self.leftOut[$0] == nil }
        #expect(!fixtures.isEmpty)
        for path in fixtures {
            let fixture = try Fixture(path)
            let input = try #require(Situations.of(path), "the model has no situation for \(path)")
            var bench = Bench()
            input.make(&bench)
            let words = Self.words(of: fixture.command)
            let isChange = SimulatedCommand.knows(words)
            let end = isChange ? bench.run(words, at: input.host) : bench.ask(words, at: input.host)
            let found = try #require(end, "\(path): no answer to \(words)")
            #expect(found.exitStatus == fixture.end.exitStatus, "\(path)")
            expectSame(Normal(tool, found.output), Normal(tool, fixture.end.output), path)
            expectSame(Normal(tool, found.errors), Normal(tool, fixture.end.errors), path)
        }
    }

    private func expectSame(_ found: Normal, _ real: Normal, _ path: String) {
        let lines = { (text: Normal) in text.description.split(separator: "\n", omittingEmptySubsequences: false) }
        let difference = lines(found).difference(from: lines(real))
        #expect(difference.isEmpty, "\(path): \(difference)")
    }

    @Test func everyToolWithFixturesIsCompared() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.fixtures.path).sorted()
        #expect(folders == (Self.tools + Self.notCompared).sorted())
    }

    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")

    /// The words of a command as `CommandLine` quotes them.
    private static func words(of command: String) -> [String] {
        var words: [String] = []
        var word: String?
        var isQuoted = false
        for character in command {
            switch character {
            case "'":
                isQuoted.toggle()
                word = word ?? ""
            case " " where !isQuoted:
                if let whole = word { words.append(whole) }
                word = nil
            default: word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }
}

/// A reply without what differs from run to run: UUIDs by the order of their appearance, ports, sizes, speeds.
struct Normal: Equatable, CustomStringConvertible {
    let description: String

    init(_ tool: String, _ bytes: [UInt8]) {
        var text = String(decoding: bytes, as: UTF8.self)
        for pattern in [#"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}"#, #"0x[0-9a-f]{32}"#] {
            text = Self.numbered(text, pattern)
        }
        for (pattern, replacement) in Self.passing {
            text = text.replacingOccurrences(of: pattern, with: replacement, options: .regularExpression)
        }
        // Which of the kernel's own mounts there are depends on the host: only what was mounted on purpose counts.
        // How long ago a directory was changed differs from run to run.
        if tool == "find" { text = text.replacingOccurrences(of: "young \n", with: "seen \n") }
        if tool == "findmnt" { text = Self.withoutKernelMounts(text) }
        description = text
    }

    private static let passing = [
        (#"port: [1-9][0-9]{4}"#, "port: PORT"), (#"space(free|total): [0-9]+"#, "space$1: SIZE"),
        (#"(?m)^changed [0-9.]+$"#, "changed TIME"), (#"(?m)^now [0-9.]+$"#, "now TIME"),
        (#"(?m)^[0-9]+ ([dfl]) /"#, "DEVICE $1 /"),
        (#"(?m)^(Generation|Leader):.*$"#, "$1"),
        (#"[0-9]\.[0-9]{3} [A-Z][a-z]{2} .* 20[0-9]{2}"#, "TIME"), (#"\|10\.88\.0\.100\|[0-9]\|"#, "|VIP|HOLDER|"),
        (#"copied, .*"#, "copied"), (#"Monotonic=[1-9][0-9]*"#, "Monotonic=TIME"),
        (#"\[\[[0-9]{10},[0-9]{1,9}\]"#, "[[TIME]"),
        (#"(?m)^[0-9]+\.[0-9]{2} [0-9]+\.[0-9]{2}$"#, "UPTIME"), (#"held by process [0-9]+"#, "held by process NUMBER"),
    ]

    private static func numbered(_ text: String, _ pattern: String) -> String {
        guard let regex = try? NSRegularExpression(pattern: pattern) else { return text }
        var seen: [String] = []
        var result = ""
        var rest = text.startIndex
        for match in regex.matches(in: text, range: NSRange(text.startIndex..., in: text)) {
            guard let range = Range(match.range, in: text) else { continue }
            let uuid = String(text[range])
            let isNone = uuid.allSatisfy { "0-".contains($0) }
            if !seen.contains(uuid), !isNone { seen.append(uuid) }
            let number = seen.firstIndex(of: uuid).map { "UUID\($0)" } ?? "NONE"
            result += text[rest..<range.lowerBound] + number
            rest = range.upperBound
        }
        return result + text[rest...]
    }

    private static func withoutKernelMounts(_ text: String) -> String {
        guard let begin = text.range(of: "      },{\n         \"target\": \"/gluster\"") else {
            return text.hasPrefix("{\n   \"filesystems\": [\n      {\n         \"target\": \"/\",\n") ? "shape" : text
        }
        return String(text[begin.lowerBound...])
    }
}
