internal import ArgumentParser
internal import ClusterModel
internal import ControllerDaemon
internal import Foundation
internal import Journal
internal import LiveWorld
internal import Presentation
internal import Reconciliation
internal import World

/// `hcctl controller`: keep the cluster as the manifests declare, without end.
struct ControllerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "controller",
        abstract: "Keep the cluster as the manifests declare, without end.",
        discussion: """
            Observes, plans and acts as apply does, and goes on: woken by changed manifests, by lines that gluster, ctdb \
            and systemd log on the hosts, and by a slow poll. Disruptive steps are not asked about: the manifests are the \
            agreement. Consents by annotation are still needed. Manifests that become invalid leave the last good \
            revision in force.

            SIGTERM finishes the steps in flight and ends; SIGHUP reads the manifests again and observes at once.

            Examples:
              hcctl controller --manifests manifests/lab
              hcctl controller --manifests manifests/lab --observe --log-format json
              hcctl controller --git https://git.example.com/cluster.git --branch main --path lab

            Exit status: 0 ended by SIGTERM or SIGINT, 1 error.
            """,
        subcommands: [ControllerInstallCommand.self])

    @Option(
        name: [.long, .customShort("f")], parsing: .singleValue,
        help: ArgumentHelp("A manifest or a directory of them; may be given again.", valueName: "path"))
    var manifests: [String] = []
    @Option(help: ArgumentHelp("A git repository with the manifests, instead of --manifests.", valueName: "url"))
    var git: String?
    @Option(help: ArgumentHelp("The branch of --git.", valueName: "name"))
    var branch = "main"
    @Option(help: ArgumentHelp("The file or directory of --git; default: all of it.", valueName: "path"))
    var path = ""
    @Flag(help: "With --git: a commit needs a signature that git verify-commit accepts.")
    var verifySigned = false
    @Option(
        help: ArgumentHelp(
            "Where the revision in force is kept. Default: $HCCTL_STATE_DIR, else /var/lib/hcctl for root and $XDG_STATE_HOME/hcctl for others.",
            valueName: "directory"))
    var stateDir: String?
    @Option(help: ArgumentHelp("Without any sign of a change, observe again after so long.", valueName: "duration"))
    var poll = TimeLimit(.seconds(60))
    @Option(
        help: ArgumentHelp(
            "The host of the manifests on which this controller runs: it is reached without ssh.", valueName: "name"))
    var host: String?
    @Flag(help: "Only observe and report: change nothing.")
    var observe = false
    @OptionGroup(title: "API") var api: APIOptions
    @Option(help: "text or json.")
    var logFormat = ControllerLog.Format.text
    @Option(help: "error, warning, notice, info or debug.")
    var logLevel = LogLine.Level.info

    func validate() throws {
        if manifests.isEmpty, git == nil {
            throw ValidationError("no manifests are named: give --manifests PATH or --git URL")
        }
        try validateGit()
        if manifests.contains("-") { throw ValidationError("a controller reads manifests again: name files, not -") }
        if (poll.limit ?? .zero) < Self.shortestPoll { throw ValidationError("--poll is at least 1s") }
    }

    private func validateGit() throws {
        guard let git else {
            if !path.isEmpty || verifySigned { throw ValidationError("--path and --verify-signed belong to --git") }
            return
        }
        if !manifests.isEmpty { throw ValidationError("give --manifests or --git, not both") }
        if git.isEmpty || git.hasPrefix("-") { throw ValidationError("--git takes the URL of a repository") }
        if branch.isEmpty || branch.hasPrefix("-") || branch.contains(where: { "*?[~^: ".contains($0) }) {
            throw ValidationError("--branch takes the name of a branch: \(branch)")
        }
        if path.hasPrefix("/") || path.hasPrefix(":") || path.split(separator: "/").contains("..") {
            throw ValidationError("--path is a path within the repository: \(path)")
        }
    }

    private var source: ControllerService.Settings.Source {
        git.map { .git(GitLocation(url: $0, branch: branch, path: path, requiresSignature: verifySigned)) }
            ?? .paths(manifests)
    }

    /// Protects the hosts: each poll is an observation of all of them.
    private static let shortestPoll = Duration.seconds(1)

    /// The options as they were given, for a unit that starts the same controller.
    var arguments: [String] {
        var words = manifests.flatMap { ["--manifests", $0] }
        if let git { words += ["--git", git, "--branch", branch] + (path.isEmpty ? [] : ["--path", path]) }
        if verifySigned { words.append("--verify-signed") }
        if let host { words += ["--host", host] }
        if let stateDir { words += ["--state-dir", stateDir] }
        if observe { words.append("--observe") }
        words += api.arguments
        return words + ["--poll", "\(poll)", "--log-format", logFormat.rawValue, "--log-level", logLevel.word]
    }

    func run() async throws {
        let directory = StateDirectory(stateDir)
        do {
            try directory.make()
        } catch {
            Console.err(["hcctl: the state directory \(directory.path) cannot be made: \(error.localizedDescription)"])
            throw ExitCode(1)
        }
        var settings = ControllerService.Settings(manifests: source, stateDirectory: directory.path)
        settings.controller.poll = poll.limit ?? settings.controller.poll
        settings.controller.here = host.map { HostName($0) }
        settings.controller.observesOnly = observe
        settings.version = VersionCommand.number
        settings.api = try api.settings()
        let connections = LiveConnections(here: settings.controller.here) { Console.err(["hcctl: \($0)"]) }
        let journal = RunJournal(directory: directory.path) { words in
            Console.err(["hcctl: the journal is kept in memory until it can be written again: \(words)"])
        }
        let log = ControllerLog(
            logFormat, least: logLevel,
            isForJournal: ProcessInfo.processInfo.environment["JOURNAL_STREAM"] != nil, time: SystemClock(),
            write: { Console.out([$0]) }, record: { journal.add($0) })
        await ControllerService(
            settings, access: connections.access, time: SystemClock(), random: SystemRandomSource(), journal: journal,
            tell: { log.add($0) }
        ).run()
        await connections.close()
    }
}

extension ControllerLog.Format: ExpressibleByArgument {}

extension LogLine.Level: ExpressibleByArgument {
    package init?(argument: String) {
        guard let level = Self.allCases.first(where: { $0.word == argument }) else { return nil }
        self = level
    }

    package static var allValueStrings: [String] { allCases.map(\.word) }
}
