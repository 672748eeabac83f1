import ClusterModel
import Foundation
import Glibc
import Subprocess
import SystemPackage
import Testing
import World

@testable import LiveWorld

/// An sshd of one's own on a free port of 127.0.0.1, with keys of its own, gone with the value.
final class Throwaway: Sendable {
    static let program = "/usr/sbin/sshd"
    /// sshd needs its own directory in /run, so that only root can start one.
    static let isPossible = access(program, X_OK) == 0 && access(ControlMaster.program, X_OK) == 0 && geteuid() == 0
    static let whyNot: Comment = "needs root, /usr/sbin/sshd and /usr/bin/ssh"

    let bench = Workbench()
    let port: Int
    let process: pid_t
    private let log: String

    /// `lines` stand at the end of its configuration, `path` is its sessions' PATH.
    init(_ lines: [String] = [], path: String = "/usr/bin:/bin") async throws {
        for key in ["host", "user", "stranger"] {
            try await Self.run("/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", bench.file(key)])
        }
        mkdir("/run/sshd", 0o755)
        bench.put(bench.contents("user.pub") ?? "", "authorized")
        (port, process, log) = try await Self.launch(bench, path, lines)
    }

    /// Below the ports that the kernel gives to clients; another port where one is taken all the same.
    private static func launch(
        _ bench: Workbench, _ path: String, _ lines: [String]
    ) async throws -> (Int, pid_t, String) {
        var attempt = 0
        while true {
            attempt += 1
            let (port, log) = (Int.random(in: 20_000..<32_000), "log\(attempt)")
            configure(bench, port: port, path: path, lines)
            let process = try start(program, ["-D", "-E", bench.file(log), "-f", bench.file("sshd_config")])
            if await isListening(bench, log) { return (port, process, log) }
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
            try #require(attempt < 5, "sshd: \(bench.contents(log) ?? "")")
        }
    }

    private static func configure(_ bench: Workbench, port: Int, path: String, _ lines: [String]) {
        let configuration = [
            "Port \(port)", "ListenAddress 127.0.0.1", "HostKey \(bench.file("host"))", "PidFile none",
            "AuthorizedKeysFile \(bench.file("authorized"))", "StrictModes no", "UsePAM no", "LogLevel VERBOSE",
            "PasswordAuthentication no", "KbdInteractiveAuthentication no", "PermitRootLogin yes",
            // So that bash does not read root's .bashrc, whatever that does on this machine.
            "SetEnv SHLVL=2 PATH=\(path)",
        ]
        bench.put((configuration + lines).joined(separator: "\n") + "\n", "sshd_config")
        bench.put("[127.0.0.1]:\(port) \(bench.contents("host.pub") ?? "")", "known")
    }

    private static func isListening(_ bench: Workbench, _ log: String) async -> Bool {
        let hasSpoken = await eventually {
            let words = bench.contents(log) ?? ""
            return words.contains("Server listening") || words.contains("Cannot bind")
        }
        return hasSpoken && (bench.contents(log) ?? "").contains("Server listening")
    }

    deinit {
        for session in sessions { kill(session, SIGKILL) }
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
    }

    var destination: SSHDestination {
        SSHDestination(
            host: "bench", address: "127.0.0.1", port: port, identityFile: bench.file("user"),
            knownHostsFile: bench.file("known"), configFile: "none")
    }

    /// Reaches it, with a fence of its own.
    func transport(
        _ patience: TransportTimeouts = TransportTimeouts(), _ change: (inout SSHDestination) -> Void = { _ in }
    ) -> LiveTransport {
        var destination = destination
        change(&destination)
        return LiveTransport(
            [destination], socketDirectory: bench.file("ssh"), fence: bench.files, patience: patience)
    }

    /// Processes that serve a connection.
    var sessions: [pid_t] { Self.children(of: process) }

    /// Connections that were made, and how often somebody was let in.
    var logins: Int { (bench.contents(log) ?? "").components(separatedBy: "Accepted publickey").count - 1 }

    /// The ssh processes that hold connections of a transport made here.
    var masters: [pid_t] {
        Self.processes { name, words in
            name == "ssh" && words.contains(bench.file("ssh") + "/") && words.contains("cat")
        }
    }

    var sockets: [String] { (try? FileManager.default.contentsOfDirectory(atPath: bench.file("ssh"))) ?? [] }
}

// MARK: - Processes

extension Throwaway {
    static func run(_ program: String, _ arguments: [String]) async throws {
        let result = try await Subprocess.run(
            .path(FilePath(program)), arguments: Arguments(arguments), output: .discarded, error: .discarded)
        try #require(result.terminationStatus.isSuccess, "\(program): \(result.terminationStatus)")
    }

    static func start(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws -> pid_t {
        let merged = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        let settings = merged.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + settings { free(text) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in CInt(0)...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        var process: pid_t = 0
        let result = posix_spawn(&process, program, &actions, nil, words, settings)
        try #require(result == 0, "\(program): \(String(cString: strerror(result)))")
        return process
    }

    static func children(of parent: pid_t) -> [pid_t] {
        let text = FileManager.default.contents(atPath: "/proc/\(parent)/task/\(parent)/children") ?? Data()
        return String(decoding: text, as: UTF8.self).split(separator: " ").compactMap { pid_t($0) }
    }

    /// Living processes by name and command line.
    static func processes(_ matches: (String, String) -> Bool) -> [pid_t] {
        let all = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { pid_t($0) }
        return all.filter { process in
            let name = FileManager.default.contents(atPath: "/proc/\(process)/comm") ?? Data()
            let words = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
            return matches(
                String(decoding: name, as: UTF8.self).trimmingCharacters(in: .newlines),
                String(decoding: words, as: UTF8.self))
        }
    }
}
