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
    static let isPossible = access(program, X_OK) == 0 && access(Master.program, X_OK) == 0 && geteuid() == 0
    static let whyNot: Comment = "needs root, /usr/sbin/sshd and /usr/bin/ssh"

    let bench = Workbench()
    let port: Int
    let process: pid_t

    /// `lines` stand at the end of its configuration, `path` is its sessions' PATH.
    init(_ lines: [String] = [], path: String = "/usr/bin:/bin") async throws {
        port = try Self.freePort()
        for key in ["host", "user", "stranger"] {
            try await Self.run("/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", bench.file(key)])
        }
        mkdir("/run/sshd", 0o755)
        bench.put(bench.contents("user.pub") ?? "", "authorized")
        let configuration = [
            "Port \(port)", "ListenAddress 127.0.0.1", "HostKey \(bench.file("host"))", "PidFile none",
            "AuthorizedKeysFile \(bench.file("authorized"))", "StrictModes no", "UsePAM no", "LogLevel VERBOSE",
            "PasswordAuthentication no", "KbdInteractiveAuthentication no", "PermitRootLogin yes",
            // So that bash does not read root's .bashrc, whatever that does on this machine.
            "SetEnv SHLVL=2 PATH=\(path)",
        ]
        bench.put((configuration + lines).joined(separator: "\n") + "\n", "sshd_config")
        bench.put("[127.0.0.1]:\(port) \(bench.contents("host.pub") ?? "")", "known")
        process = try Self.start(Self.program, ["-D", "-E", bench.file("log"), "-f", bench.file("sshd_config")])
        let bench = bench
        let isListening = await eventually { (bench.contents("log") ?? "").contains("Server listening") }
        try #require(isListening, "sshd: \(bench.contents("log") ?? "")")
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
        _ patience: Patience = Patience(), _ change: (inout SSHDestination) -> Void = { _ in }
    ) -> LiveTransport {
        var destination = destination
        change(&destination)
        return LiveTransport(
            [destination], socketDirectory: bench.file("ssh"), fence: bench.files, patience: patience)
    }

    /// Processes that serve a connection.
    var sessions: [pid_t] { Self.children(of: process) }

    /// Connections that were made, and how often somebody was let in.
    var logins: Int { (bench.contents("log") ?? "").components(separatedBy: "Accepted publickey").count - 1 }

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

    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutableBytes(of: &address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { pointer in
                guard let base = pointer.baseAddress else { return CInt(-1) }
                return bind(descriptor, base, size) == 0 ? getsockname(descriptor, base, &size) : -1
            }
        }
        try #require(result == 0, "no free port")
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
