internal import Foundation
internal import SimulatedWorld

/// What a test changes in the stand-in of one host: `key=value` lines in /etc/stand-in-hosted-engine.conf.
struct StandInSettings {
    /// A directory that is used in place of the mounted storage.
    let storage: String?
    /// The stage at which the installer fails, by its Swift name.
    let failure: EngineInstaller.Stage?
    let stageSeconds: Double
    /// Seconds that the installer waits for the engine.
    let engineWait: Int
    /// Acts as 4.0: no shared configuration, and further hosts by `--deploy`.
    let isOlder: Bool

    init(_ values: [String: String]) {
        storage = values["storage"]
        failure = EngineInstaller.Stage.allCases.first { "\($0)" == values["fail"] }
        stageSeconds = values["stageSeconds"].flatMap { Double($0) } ?? 1
        engineWait = values["engineWait"].flatMap { Int($0) } ?? 180
        isOlder = values["release"] == "4.0"
    }

    /// The usage text without the verbs that 4.1 added.
    static func older(_ text: String) -> String {
        var isKept = true
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
            if line.hasPrefix("        --") { isKept = !line.contains("-shared-config") }
            return isKept
        }
        return lines.joined(separator: "\n")
    }
}
