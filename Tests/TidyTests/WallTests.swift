import Foundation
import Testing

/// The walls that the build cannot hold: who may name what. Each says what to do instead.
@Suite struct WallTests {
    struct Rule: Sendable, CustomTestStringConvertible {
        let name: String
        /// A regular expression over one line of code.
        let banned: String
        /// Paths it is allowed below.
        let allowed: [String]
        let instead: String
        var testDescription: String { name }

        /// Whether a path is below one of the allowed ones; `*` is one folder or a part of a file's name.
        func allows(_ path: String) -> Bool {
            allowed.contains { pattern in
                let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
                guard parts.count > 1, path.hasPrefix(parts[0]) else { return path.hasPrefix(pattern) }
                var rest = path.dropFirst(parts[0].count)
                return parts.dropFirst().allSatisfy { part in
                    guard !part.isEmpty else { return true }
                    guard let found = rest.firstRange(of: part) else { return false }
                    rest = rest[found.upperBound...]
                    return true
                }
            }
        }
    }

    static let pure = [
        "ClusterModel", "Manifests", "Planning", "Audit", "Presentation", "World", "SimulatedWorld", "Simulation",
    ]

    static let rules: [Rule] = [
        Rule(
            name: "shell text", banned: #"/bin/sh|"-c",|"sh", "-c"|"bash""#,
            allowed: [
                // The second is a unit file, which systemd runs; the third a file that CTDB runs.
                "Sources/LiveWorld/", "Sources/Planning/Stages/CTDB/CTDBText.swift",
                "Sources/Planning/Stages/NFS/GaneshaCheck.swift",
            ],
            instead: "send an Invocation: an argument vector needs no shell"),
        Rule(
            name: "Change", banned: #"\bChange\b"#,
            allowed: [
                "Sources/World/", "Sources/LiveWorld/", "Sources/SimulatedWorld/", "Sources/TestSupport/",
                "Sources/Integrations/*/*Commands", "Sources/Integrations/*/*Actuator.swift", "Sources/Lab/",
                "Sources/Simulation/SeedRun/WatchedTransport.swift",
            ],
            instead: "build changes in *Commands.swift, send them in *Actuator.swift"),
        Rule(
            name: "building a change", banned: #"\bFileWrite\(|\bChange\.(run|write|remove)\(|\.run\(\s*Invocation\("#,
            allowed: [
                "Sources/World/", "Sources/LiveWorld/", "Sources/TestSupport/",
                "Sources/Integrations/*/*Commands", "Sources/Lab/LabCommands",
            ],
            instead: "build it in *Commands.swift, where the plan's preview takes it from too"),
        Rule(
            name: "CommandTransport", banned: #"\bCommandTransport\b"#,
            allowed: [
                "Sources/World/", "Sources/LiveWorld/", "Sources/SimulatedWorld/", "Sources/Reconciliation/",
                "Sources/TestSupport/", "Sources/Integrations/*/*Actuator.swift", "Sources/Lab/LabActuator.swift",
                "Sources/HcctlCommands/Composition.swift",
                "Sources/Simulation/SeedRun/WatchedTransport.swift",
            ],
            instead: "take an ObservingTransport: what cannot change anything needs no proof that it does not"),
        Rule(
            name: "print", banned: #"\bprint\("#,
            allowed: ["Sources/HcctlCommands/", "Sources/hcctl-vopr/", "Sources/hcctl-bench/"],
            instead: "return text; the command prints it"),
        Rule(
            name: "unstructured tasks", banned: #"\bTask(\.detached)?(\(.*\))? \{|DispatchQueue|@concurrent"#,
            // The simulator's own loop has to start somewhere.
            allowed: [
                "Sources/LiveWorld/", "Sources/HcctlCommands/", "Sources/SimulatedWorld/Time/Simulator.swift",
            ],
            instead: "use a task group: a simulation cannot put what it does not own in order"),
        Rule(
            name: "real sleeping", banned: #"Task\.sleep|\busleep\(|\bsleep\([0-9]"#,
            allowed: ["Sources/LiveWorld/", "Sources/stand-in-hosted-engine/"],
            instead: "sleep by the TimeSource"),
        Rule(
            name: "clocks and chance", banned: #"\bDate\(|\bUUID\(|\.random\(|\bHasher\b|ContinuousClock"#,
            allowed: [
                "Sources/LiveWorld/", "Sources/HcctlCommands/", "Sources/hcctl-vopr/", "Sources/hcctl-bench/",
                // A browser runs it.
                "Sources/ControllerHTTP/StatusPage+Script.swift",
                "Sources/stand-in-hosted-engine/",
            ],
            instead: "take a TimeSource and Dice"),
    ]

    @Test(arguments: rules) func onlyAllowedFilesNameIt(_ rule: Rule) throws {
        let pattern = try Regex(rule.banned)
        var looked = 0
        for file in try Tree.sources() where !rule.allows(file.path) {
            for (number, line) in file.code {
                looked += 1
                if line.contains(pattern) { Issue.record("\(file.path):\(number): \(rule.name): \(rule.instead)") }
            }
        }
        #expect(looked > 1000, "the rule looked at almost nothing")
    }

    @Test(arguments: pure) func pureTargetsImportNothingThatReachesOut(_ target: String) throws {
        let files = try Tree.files(below: "Sources/\(target)", ending: ".swift")
        #expect(!files.isEmpty)
        let pattern = try Regex(#"^\s*(public |internal |package )?import (Foundation|Glibc|Dispatch|Subprocess)"#)
        for file in files {
            for (number, line) in file.code where line.contains(pattern) {
                Issue.record(
                    "\(file.path):\(number): \(target) is pure: do this in LiveWorld, an integration or a command")
            }
        }
    }

    /// `ls Sources/Integrations/*/*Actuator.swift` is the full list of how hcctl can change a cluster.
    @Test func onlyActuatorsPerform() throws {
        let allowed = ["Actuator.swift", "Sources/World/", "Sources/LiveWorld/", "Sources/TestSupport/"]
        for file in try Tree.sources() where !allowed.contains(where: { file.path.contains($0) }) {
            for (number, line) in file.code where line.contains("transport.perform(") {
                Issue.record("\(file.path):\(number): only an actuator performs a change")
            }
        }
    }

    /// `HostedEngineSpec`, not `HostedEngine`: a type with its module's name breaks qualified names.
    @Test func noTypeHasTheNameOfItsModule() throws {
        let pattern = try Regex(
            #"\b(?:struct|enum|class|actor|protocol|typealias) ([A-Z]\w*)"#, as: (Substring, Substring).self)
        for file in try Tree.sources() {
            let folders = file.path.split(separator: "/").dropFirst().map(String.init)
            let module = folders[folders[0] == "Integrations" ? 1 : 0]
            for (number, line) in file.code {
                guard let match = line.firstMatch(of: pattern), match.1 == module else { continue }
                Issue.record("\(file.path):\(number): name the type after what it is, not after its module")
            }
        }
    }
}
