internal import Foundation
internal import SimulatedWorld
internal import World

/// A stand-in for hosted-engine on hosts that cannot have the real one: the simulator's model of its agents, brokers and
/// command line, with its state in files. It is not oVirt, and `--version` says so.
@main enum StandIn {
    static func main() {
        let words = Array(CommandLine.arguments.dropFirst())
        let program = (CommandLine.arguments.first ?? "").split(separator: "/").last ?? ""
        switch (program, words.first) {
        case (_, "--version"):
            say("stand-in-hosted-engine: a stand-in for hosted-engine made of hcctl's simulator; no part of oVirt")
        case ("ovirt-hosted-engine-cleanup", _), (_, "stand-in-cleanup"): StandInCleanUp().run()
        case (_, "stand-in-agent"): StandInDaemon(kind: .agent).run()
        case (_, "stand-in-broker"): StandInDaemon(kind: .broker).run()
        case (_, "--deploy"): exit(StandInDeployment(words).run())
        default: exit(command(words))
        }
    }

    private static func command(_ words: [String]) -> Int32 {
        let files = StandInFiles()
        if files.settings.isOlder, words.first?.hasSuffix("-shared-config") ?? false {
            FileHandle.standardError.write(Data("Invalid option '\(words[0])'\n".utf8))
            return 1
        }
        let end = files.change { host, storage, clock in
            var line = EngineCommandLine(host, storage, clock, hasLocalMachine: files.hasLocalMachine)
            let end = line.run(words)
            (host, storage) = (line.host, line.storage)
            return end
        }
        let output = String(decoding: end.output, as: UTF8.self)
        FileHandle.standardOutput.write(Data((files.settings.isOlder ? StandInSettings.older(output) : output).utf8))
        FileHandle.standardError.write(Data(end.errors))
        return Int32(end.exitStatus)
    }
}

/// A line on standard output, at once: the installer's lines are followed while it runs.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
